package dev.candlewick.functions.model;

import java.util.List;

/**
 * Asks the exchange for its candles of one symbol and interval, of all windows that begin in {@code
 * [from, to)}. Whoever asks has waited until the windows are over.
 *
 * @param askedAt by the clock of the feed
 * @param gap what the candles are to heal; null where they are only compared
 * @param bars the final bars to compare with; empty where the candles are to heal
 */
public record CandleRequest(
        String symbol,
        BarInterval interval,
        long from,
        long to,
        long askedAt,
        Gap gap,
        List<Bar> bars) {

    /** What fills a hole goes before what only checks. */
    public boolean heals() {
        return gap != null;
    }
}
