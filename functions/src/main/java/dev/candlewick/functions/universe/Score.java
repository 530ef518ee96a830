package dev.candlewick.functions.universe;

import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.Standing;
import dev.candlewick.functions.model.UniverseCandidate;
import java.math.BigDecimal;

/**
 * The figures of an asset, and the terms of its score. Each term is on a fixed scale, so that a
 * score does not depend on which other assets exist or when they were refreshed:
 *
 * <ul>
 *   <li>volume and open interest: from 0 at 10 thousand USD to 1 at 10 billion, by the logarithm;
 *   <li>spread: from 1 at 0.1 basis points or less to 0 at 100 or more, by the logarithm; 0 if
 *       unknown;
 *   <li>volatility: the absolute log return of a day, 1 at 10 % or more;
 *   <li>quality: the share of whole bars; 1 while it is unknown, as nothing speaks against it.
 * </ul>
 */
final class Score {
    private static final double LEAST_USD_LOG10 = 4;
    private static final double USD_DECADES = 6;
    private static final double LEAST_SPREAD_BPS_LOG10 = -1;
    private static final double SPREAD_DECADES = 3;
    private static final double FULL_VOLATILITY = 0.1;
    private static final double BPS = 10_000;

    private Score() {}

    /** The figures of a candidate; null if the exchange sent none. */
    static Standing.Figures figures(UniverseCandidate candidate) {
        AssetContext context = candidate.context();
        if (context == null) {
            return null;
        }
        Double mark = number(context.markPrice());
        Double openInterest = number(context.openInterest());
        return new Standing.Figures(
                context.contextTime(),
                number(context.dayNotionalVolume()),
                openInterest,
                mark == null || openInterest == null ? null : openInterest * mark,
                spreadBps(number(context.impactBid()), number(context.impactAsk())),
                absoluteReturn(number(context.previousDayPrice()), mark));
    }

    static Standing.Terms terms(Standing.Figures figures, Double quality) {
        return new Standing.Terms(
                ofUsd(figures.dayNotionalVolume()),
                ofUsd(figures.openInterestNotional()),
                ofSpread(figures.spreadBps()),
                ofVolatility(figures.volatility()),
                quality == null ? 1 : unit(quality));
    }

    private static double ofUsd(Double usd) {
        return usd == null || usd <= 0
                ? 0
                : unit((Math.log10(usd) - LEAST_USD_LOG10) / USD_DECADES);
    }

    private static double ofSpread(Double bps) {
        if (bps == null) {
            return 0;
        }
        return bps <= 0 ? 1 : unit(1 - (Math.log10(bps) - LEAST_SPREAD_BPS_LOG10) / SPREAD_DECADES);
    }

    private static double ofVolatility(Double volatility) {
        return volatility == null ? 0 : unit(volatility / FULL_VOLATILITY);
    }

    private static Double spreadBps(Double bid, Double ask) {
        return bid == null || ask == null || bid + ask <= 0
                ? null
                : (ask - bid) / ((ask + bid) / 2) * BPS;
    }

    private static Double absoluteReturn(Double before, Double now) {
        return before == null || now == null || before <= 0 || now <= 0
                ? null
                : Math.abs(Math.log(now / before));
    }

    private static double unit(double value) {
        return Math.max(0, Math.min(1, value));
    }

    private static Double number(BigDecimal value) {
        return value == null ? null : value.doubleValue();
    }
}
