package dev.candlewick.job.wiring;

import dev.candlewick.functions.model.UniverseCandidate;
import dev.candlewick.functions.universe.Ranking;
import dev.candlewick.functions.universe.Selection;
import dev.candlewick.functions.universe.UniverseRules;
import dev.candlewick.job.reload.SettingsInForce;
import dev.candlewick.job.settings.UniverseSettings;
import dev.candlewick.job.summary.StoredQuality;
import dev.candlewick.sources.hyperliquid.rest.AssetSurvey;
import dev.candlewick.sources.websocket.enumerator.SymbolChoice;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** The universe that discovery chooses from what the exchange lists. */
final class DiscoveredUniverse implements SymbolChoice {
    private static final long serialVersionUID = 1L;

    /** Once an hour all standings are stored; in between, those that changed. */
    private static final long ALL_EVERY_MICROS = Duration.ofHours(1).toMillis() * 1_000;

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final UniverseSettings.Discovery discovery;
    private final SettingsInForce inForce;
    private final Surveys surveys;
    private final StoredQuality quality;
    private transient AssetSurvey survey;
    private transient long allAt;
    private transient long dueAt;
    private transient long decidedBy;

    /** Opens a survey where the choice is made. */
    interface Surveys extends Serializable {
        AssetSurvey open();
    }

    DiscoveredUniverse(
            UniverseSettings.Discovery discovery,
            SettingsInForce inForce,
            Surveys surveys,
            StoredQuality quality) {
        this.discovery = discovery;
        this.inForce = inForce;
        this.surveys = surveys;
        this.quality = quality;
    }

    @Override
    public Duration every() {
        return discovery.interval();
    }

    @Override
    public Duration lookEvery() {
        return LOOK_EVERY;
    }

    @Override
    public boolean choosesAll() {
        return true;
    }

    /** The members stay until a decision is due, or other settings are in force. */
    @Override
    public Choice choose(Map<String, Long> memberSince) throws IOException, InterruptedException {
        SettingsInForce.Versioned settings = inForce.current();
        long at = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        if (at < dueAt && settings.version() == decidedBy) {
            return null;
        }
        dueAt = at + discovery.interval().toMillis() * 1_000;
        decidedBy = settings.version();
        return decide(
                settings.settings().universe(discovery.rules(), settings.version()),
                memberSince,
                at);
    }

    private Choice decide(UniverseRules rules, Map<String, Long> memberSince, long at)
            throws IOException, InterruptedException {
        if (survey == null) {
            survey = surveys.open();
        }
        Map<String, Double> scores = rules.weights().quality() > 0 ? quality.scores() : Map.of();
        List<UniverseCandidate> candidates =
                survey.take(discovery.markets()).stream()
                        .map(candidate -> complete(candidate, scores))
                        .toList();
        Selection selection = new Ranking(rules).decide(candidates, memberSince, at);
        boolean all = at >= allAt;
        if (all) {
            allAt = at + ALL_EVERY_MICROS;
        }
        return new Choice(
                selection.memberSince(), all ? selection.standings() : selection.changed());
    }

    /** With what the exchange does not say of it. */
    private UniverseCandidate complete(UniverseCandidate candidate, Map<String, Double> scores) {
        return new UniverseCandidate(
                candidate.symbol(),
                candidate.market(),
                withDelisting(candidate.symbol(), candidate.terms()),
                candidate.context(),
                scores.get(candidate.symbol()));
    }

    private UniverseCandidate.Terms withDelisting(String symbol, UniverseCandidate.Terms terms) {
        Instant delisted = discovery.delistings().get(symbol);
        return delisted == null
                ? terms
                : new UniverseCandidate.Terms(
                        terms.delisted(),
                        ChronoUnit.MICROS.between(Instant.EPOCH, delisted),
                        terms.onlyIsolated(),
                        terms.maxLeverage());
    }
}
