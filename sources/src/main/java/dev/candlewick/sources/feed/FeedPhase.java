package dev.candlewick.sources.feed;

/** Where a symbol stands between its connection and its first trades. */
public enum FeedPhase {
    /** Nothing has been heard of it yet. */
    NEW,
    /** Its trades arrive. */
    LIVE,
    /** Its connection is lost. */
    DOWN,
    /** Its trades are acknowledged, and the trades that the exchange sends again are awaited. */
    RESUBSCRIBED,
    /** It is collected no more, until it is chosen again. */
    LEFT
}
