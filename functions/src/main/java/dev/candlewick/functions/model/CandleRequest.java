package dev.candlewick.functions.model;

import java.util.List;

/**
 * Requests the exchange's candles of one symbol and interval, for all windows that begin in {@code
 * [from, to)} and have ended.
 *
 * @param askedAt by the clock of the feed
 * @param gap what the candles are to heal; null for other purposes
 * @param bars the final bars to compare with; empty for other purposes
 * @param rank of the symbol, by which requests for history are answered; 0 for other purposes
 */
public record CandleRequest(
        String symbol,
        BarInterval interval,
        long from,
        long to,
        long askedAt,
        Purpose purpose,
        Gap gap,
        List<Bar> bars,
        int rank) {

    /** What the candles are for, in the order of priority. */
    public enum Purpose {
        /** To fill a gap. */
        HEALING,
        /** To verify bars. */
        CHECKING,
        /** The recent history of a symbol that joined the universe. */
        NEW_MEMBER,
        /** Older history. */
        DEPTH
    }

    /**
     * Which request for history is answered first.
     *
     * @param purpose {@link Purpose#NEW_MEMBER} or {@link Purpose#DEPTH}
     * @param rank of the symbol in the universe; the lowest first
     */
    public record Priority(Purpose purpose, int rank) {}

    /** For windows before collection. */
    public static CandleRequest history(
            String symbol,
            BarInterval interval,
            long from,
            long to,
            long askedAt,
            Priority priority) {
        return new CandleRequest(
                symbol,
                interval,
                from,
                to,
                askedAt,
                priority.purpose(),
                null,
                List.of(),
                priority.rank());
    }

    /** For the windows that a gap touches. */
    public static CandleRequest healing(
            Gap gap, BarInterval interval, long from, long to, long askedAt) {
        return new CandleRequest(
                gap.symbol(), interval, from, to, askedAt, Purpose.HEALING, gap, List.of(), 0);
    }

    /**
     * For the windows of bars.
     *
     * @param bars of one symbol and interval, oldest first; at least one
     */
    public static CandleRequest checking(List<Bar> bars, long askedAt) {
        Bar first = bars.get(0);
        long to = bars.get(bars.size() - 1).closeTime();
        return new CandleRequest(
                first.symbol(),
                first.interval(),
                first.openTime(),
                to,
                askedAt,
                Purpose.CHECKING,
                null,
                bars,
                0);
    }

    /** The same for some of its windows. */
    public CandleRequest again(long newFrom, long newTo, long newAskedAt) {
        return new CandleRequest(
                symbol, interval, newFrom, newTo, newAskedAt, purpose, gap, bars, rank);
    }

    public boolean heals() {
        return purpose == Purpose.HEALING;
    }

    public boolean isOfHistory() {
        return purpose == Purpose.NEW_MEMBER || purpose == Purpose.DEPTH;
    }

    /** How many windows it is for. */
    public long windows() {
        return (to - from) / interval.micros();
    }
}
