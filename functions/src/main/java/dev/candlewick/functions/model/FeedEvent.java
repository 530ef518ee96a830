package dev.candlewick.functions.model;

import java.util.Locale;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What a feed says about one symbol, in the order in which the feed said it. Feed status travels in
 * the same stream as the data, so that a reader can tell a quiet market from a dead feed.
 */
@TypeInfo(FeedEventSerializer.Factory.class)
public sealed interface FeedEvent extends FeedPayload {

    /** What happened. */
    enum Kind {
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
        MID,
        /** A file proves that it holds every trade of the span of {@link FeedEvent#gap()}. */
        PROVEN,
        /** Why a file does not prove the span of {@link FeedEvent#gap()}; another file may. */
        UNPROVEN,
        /** Trades of the span of {@link FeedEvent#gap()} may be lost, whatever proves it. */
        DOUBTED
    }

    Kind kind();

    /** Empty on what concerns no single symbol: refused input, or data that names none. */
    String symbol();

    /**
     * How far event time of the symbol has come by this event; it may lie behind earlier ones. It
     * is {@link Long#MIN_VALUE} where event time does not move.
     */
    default long eventTime() {
        return Long.MIN_VALUE;
    }

    /**
     * By the clock of the feed: the wall clock of a live feed, the recorded clock of a recording.
     */
    long receivedAt();

    /** The event time of the symbol after this event, given what it was before. */
    default long advance(long clock) {
        return switch (kind()) {
            case TRADE, MID, TIME, COVERED -> Math.max(clock, eventTime());
            default -> clock;
        };
    }

    static FeedEvent trades(TradeRun run) {
        return new Trades(run);
    }

    static FeedEvent trade(Trade trade) {
        return new Trades(TradeRun.of(trade));
    }

    /** A trade without an id; its identity, which may be null, is the same where it is repeated. */
    static FeedEvent trade(Trade trade, String identity) {
        return new Trades(TradeRun.of(trade, identity));
    }

    static FeedEvent mid(MidPrice mid, long eventTime) {
        return new Mid(mid, eventTime);
    }

    static FeedEvent time(String symbol, long eventTime, long receivedAt) {
        return of(Kind.TIME, symbol, eventTime, receivedAt);
    }

    /** Detected at {@code gap.detectedAt()}; event time does not move by it. */
    static FeedEvent gap(Gap gap) {
        return gap(gap, gap.detectedAt());
    }

    /**
     * What a file says about a span of time; event time does not move by it.
     *
     * @param kind {@link Kind#PROVEN}, {@link Kind#UNPROVEN} or {@link Kind#DOUBTED}
     */
    static FeedEvent span(Kind kind, Gap span) {
        return new Span(kind, span);
    }

    /** More is known of a gap than when it was detected; event time does not move by it. */
    static FeedEvent gap(Gap gap, long receivedAt) {
        return new Missing(gap, receivedAt);
    }

    static FeedEvent rejected(String symbol, DeadLetter deadLetter) {
        return new Rejected(symbol, deadLetter);
    }

    /** Event time does not move by it: the feed sends the time of it as an event of its own. */
    static FeedEvent data(String symbol, MarketData data, long receivedAt) {
        return new Data(symbol, data, receivedAt);
    }

    /** A change of the connection, which does not move event time. */
    static FeedEvent status(Kind kind, String symbol, long receivedAt, String detail) {
        return new Status(kind, symbol, Long.MIN_VALUE, receivedAt, detail);
    }

    /** An event without a payload. */
    static FeedEvent of(Kind kind, String symbol, long eventTime, long receivedAt) {
        return new Status(kind, symbol, eventTime, receivedAt, null);
    }

    /** Trades of the symbol, in the order of their arrival. */
    @TypeInfo(FeedEventSerializer.Factory.class)
    record Trades(TradeRun run) implements FeedEvent {
        @Override
        public Kind kind() {
            return Kind.TRADE;
        }

        @Override
        public String symbol() {
            return run.symbol();
        }

        @Override
        public long eventTime() {
            return run.newestTime();
        }

        @Override
        public long receivedAt() {
            return run.receivedAt(run.length() - 1);
        }

        @Override
        public Trade trade() {
            if (run.length() > 1) {
                throw new IllegalStateException(
                        String.format(Locale.ROOT, "A run of %d trades", run.length()));
            }
            return run.trade(0);
        }
    }

    @TypeInfo(FeedEventSerializer.Factory.class)
    record Mid(MidPrice data, long eventTime) implements FeedEvent {
        @Override
        public Kind kind() {
            return Kind.MID;
        }

        @Override
        public String symbol() {
            return data.symbol();
        }

        @Override
        public long receivedAt() {
            return data.receivedAt();
        }
    }

    @TypeInfo(FeedEventSerializer.Factory.class)
    record Missing(Gap gap, long receivedAt) implements FeedEvent {
        @Override
        public Kind kind() {
            return Kind.GAP;
        }

        @Override
        public String symbol() {
            return gap.symbol();
        }

        @Override
        public long eventTime() {
            return gap.gapStart();
        }
    }

    /** What a file says about a span of time. */
    @TypeInfo(FeedEventSerializer.Factory.class)
    record Span(Kind kind, Gap gap) implements FeedEvent {
        @Override
        public String symbol() {
            return gap.symbol();
        }

        @Override
        public long eventTime() {
            return gap.gapStart();
        }

        @Override
        public long receivedAt() {
            return gap.detectedAt();
        }
    }

    @TypeInfo(FeedEventSerializer.Factory.class)
    record Rejected(String symbol, DeadLetter deadLetter) implements FeedEvent {
        @Override
        public Kind kind() {
            return Kind.REJECTED;
        }

        @Override
        public long receivedAt() {
            return deadLetter.receivedAt();
        }
    }

    @TypeInfo(FeedEventSerializer.Factory.class)
    record Data(String symbol, MarketData data, long receivedAt) implements FeedEvent {
        @Override
        public Kind kind() {
            return Kind.DATA;
        }
    }

    /** Feed status, or time that moves without a trade. */
    @TypeInfo(FeedEventSerializer.Factory.class)
    record Status(Kind kind, String symbol, long eventTime, long receivedAt, String detail)
            implements FeedEvent {}
}
