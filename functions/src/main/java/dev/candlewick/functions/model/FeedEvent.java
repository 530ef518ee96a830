package dev.candlewick.functions.model;

/**
 * One thing that a feed says about one symbol, in the order in which the feed said it. Feed status
 * travels in the same stream as the data, so that whoever reads it can tell a quiet market from a
 * dead feed.
 *
 * @param symbol empty on what concerns no single symbol: a {@link Kind#REJECTED} input or {@link
 *     Kind#DATA} that names none
 * @param eventTime how far event time of the symbol has come by this event; it may lie behind
 *     earlier ones
 * @param receivedAt by the clock of the feed: the wall clock of a live feed, the recorded clock of
 *     a tape
 * @param trade only of a {@link Kind#TRADE}
 * @param gap only of a {@link Kind#GAP}
 * @param deadLetter only of a {@link Kind#REJECTED}
 * @param data only of {@link Kind#DATA} and of a {@link Kind#MID}
 * @param detail why a connection ended or a symbol was quarantined; of a trade without id what
 *     tells it from other trades of its instant, if there is such a thing; otherwise null
 */
public record FeedEvent(
        Kind kind,
        String symbol,
        long eventTime,
        long receivedAt,
        Trade trade,
        Gap gap,
        DeadLetter deadLetter,
        MarketData data,
        String detail) {

    /** What happened. */
    public enum Kind {
        /** A connection that will carry the symbol stands. */
        CONNECTED,
        /** The exchange acknowledged the symbol's trades. */
        SUBSCRIBED,
        /** Trades from {@code eventTime} on are known to be whole: the start of collection. */
        COVERED,
        /** Trades sent again after a reconnect overlapped what was seen: nothing was lost. */
        WHOLE,
        /** Trades may be missing in the span of {@link FeedEvent#gap()}. */
        GAP,
        TRADE,
        /** Event time has come to {@code eventTime} without a trade. */
        TIME,
        /** The connection is gone; event time stands still until trades come again. */
        DISCONNECTED,
        /** The symbol closes every connection that asks for it, and is left out for a while. */
        QUARANTINED,
        /** The input has ended for good: open windows become final as they are. */
        ENDED,
        /** Input that was refused. */
        REJECTED,
        /** What the feed says besides trades; it moves no bar. */
        DATA,
        /** The connection is still gone: only the clock of the feed has moved. */
        WAITING,
        /** A mid price, where no trades exist that bars could be made of. */
        MID
    }

    public static FeedEvent trade(Trade trade) {
        return new FeedEvent(
                Kind.TRADE,
                trade.symbol(),
                trade.tradeTime(),
                trade.receivedAt(),
                trade,
                null,
                null,
                null,
                null);
    }

    /**
     * A trade that has no id.
     *
     * @param identity what is the same where the trade is told again; null if nothing is
     */
    public static FeedEvent trade(Trade trade, String identity) {
        return new FeedEvent(
                Kind.TRADE,
                trade.symbol(),
                trade.tradeTime(),
                trade.receivedAt(),
                trade,
                null,
                null,
                null,
                identity);
    }

    public static FeedEvent mid(MidPrice mid, long eventTime) {
        return new FeedEvent(
                Kind.MID,
                mid.symbol(),
                eventTime,
                mid.receivedAt(),
                null,
                null,
                null,
                MarketData.of(mid),
                null);
    }

    public static FeedEvent time(String symbol, long eventTime, long receivedAt) {
        return of(Kind.TIME, symbol, eventTime, receivedAt);
    }

    /** Detected at {@code gap.detectedAt()}; event time does not move by it. */
    public static FeedEvent gap(Gap gap) {
        return gap(gap, gap.detectedAt());
    }

    /** More is known of a gap than when it was detected; event time does not move by it. */
    public static FeedEvent gap(Gap gap, long receivedAt) {
        return new FeedEvent(
                Kind.GAP, gap.symbol(), gap.gapStart(), receivedAt, null, gap, null, null, null);
    }

    public static FeedEvent rejected(String symbol, DeadLetter deadLetter) {
        return new FeedEvent(
                Kind.REJECTED,
                symbol,
                Long.MIN_VALUE,
                deadLetter.receivedAt(),
                null,
                null,
                deadLetter,
                null,
                null);
    }

    /** Event time does not move by it: the feed tells the time of what it says here apart. */
    public static FeedEvent data(String symbol, MarketData data, long receivedAt) {
        return new FeedEvent(
                Kind.DATA, symbol, Long.MIN_VALUE, receivedAt, null, null, null, data, null);
    }

    /** A change of the connection, which does not move event time. */
    public static FeedEvent status(Kind kind, String symbol, long receivedAt, String detail) {
        return new FeedEvent(
                kind, symbol, Long.MIN_VALUE, receivedAt, null, null, null, null, detail);
    }

    /** An event without a payload. */
    public static FeedEvent of(Kind kind, String symbol, long eventTime, long receivedAt) {
        return new FeedEvent(kind, symbol, eventTime, receivedAt, null, null, null, null, null);
    }

    /** The event time of the symbol after this event, given what it was before. */
    public long advance(long clock) {
        return switch (kind) {
            case TRADE, MID, TIME, COVERED -> Math.max(clock, eventTime);
            default -> clock;
        };
    }
}
