package dev.candlewick.functions.model;

/** The payloads of a feed event, of which each is null on events of other kinds. */
public interface FeedPayload {

    /** The trades of a {@link FeedEvent.Kind#TRADE}; otherwise null. */
    default TradeRun run() {
        return null;
    }

    /**
     * The gap of a {@link FeedEvent.Kind#GAP}, the span of what a file proves or not; otherwise
     * null.
     */
    default Gap gap() {
        return null;
    }

    /** What was refused, of a {@link FeedEvent.Kind#REJECTED}; otherwise null. */
    default DeadLetter deadLetter() {
        return null;
    }

    /**
     * The data of {@link FeedEvent.Kind#DATA} and of a {@link FeedEvent.Kind#MID}; otherwise null.
     */
    default MarketData data() {
        return null;
    }

    /** Why a connection ended or a symbol was quarantined; otherwise null. */
    default String detail() {
        return null;
    }

    /** The only trade of a run of one; null where there is no run. */
    default Trade trade() {
        return null;
    }
}
