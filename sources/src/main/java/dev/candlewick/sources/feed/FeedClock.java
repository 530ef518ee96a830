package dev.candlewick.sources.feed;

/** By which clock the receipt of a frame is stamped, and silence measured. */
public enum FeedClock {
    /** The time of day: for a feed that plays at the speed of life. */
    WALL,
    /**
     * The newest exchange time seen on the connection: for a server that replays a recording, at
     * whatever speed.
     */
    EXCHANGE
}
