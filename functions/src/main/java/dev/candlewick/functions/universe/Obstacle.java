package dev.candlewick.functions.universe;

import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.Market;
import dev.candlewick.functions.model.Standing;
import dev.candlewick.functions.model.UniverseCandidate;
import java.math.BigDecimal;
import java.util.Locale;

/** Why an asset cannot be ranked. */
enum Obstacle {
    EXCLUDED,
    DELISTED,
    /** Its delisting is announced and near. */
    DELISTING,
    /** The exchange sends no figures, or no price, of it. */
    NO_PRICE,
    ISOLATED_ONLY,
    NO_LEVERAGE,
    LOW_VOLUME,
    WIDE_SPREAD;

    /** The reason in the table. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What keeps an asset from being ranked; null if nothing does. */
    static Obstacle of(
            UniverseCandidate candidate, Standing.Figures figures, UniverseRules rules, long at) {
        UniverseCandidate.Terms terms = candidate.terms();
        if (rules.excluded().contains(candidate.symbol())) {
            return EXCLUDED;
        }
        if (terms.delisted()) {
            return DELISTED;
        }
        if (terms.delistsAt() != null && at >= terms.delistsAt() - lead()) {
            return DELISTING;
        }
        if (figures == null || !hasPrices(candidate.context())) {
            return NO_PRICE;
        }
        Obstacle ofTerms = candidate.market() == Market.PERPS ? ofTerms(terms) : null;
        return ofTerms != null ? ofTerms : ofFigures(figures, rules.bounds());
    }

    /** Rules of the main market, which no builder's perpetual and no spot pair would pass. */
    private static Obstacle ofTerms(UniverseCandidate.Terms terms) {
        if (terms.onlyIsolated()) {
            return ISOLATED_ONLY;
        }
        return terms.maxLeverage() <= 0 ? NO_LEVERAGE : null;
    }

    private static Obstacle ofFigures(Standing.Figures figures, UniverseRules.Bounds bounds) {
        Double volume = figures.dayNotionalVolume();
        if (volume == null || volume < bounds.minDayVolume()) {
            return LOW_VOLUME;
        }
        Double spread = figures.spreadBps();
        return spread != null && spread > bounds.maxSpreadBps() ? WIDE_SPREAD : null;
    }

    private static boolean hasPrices(AssetContext context) {
        return isPositive(context.markPrice()) && isPositive(context.midPrice());
    }

    private static boolean isPositive(BigDecimal price) {
        return price != null && price.signum() > 0;
    }

    private static long lead() {
        return UniverseRules.DELISTING_LEAD.toMillis() * 1_000;
    }
}
