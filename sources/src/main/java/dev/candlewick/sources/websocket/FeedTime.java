package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.Message;

/** The feed's clock of one reader, and its ticks. Not thread-safe. */
final class FeedTime {

    /**
     * Forming bars are shown once a second; a longer tick would make them wait for most of another.
     */
    static final long TICK_MICROS = 250_000;

    private final FeedClock clock;
    private long now = Message.NO_TIME;
    private long lastTick = Message.NO_TIME;

    FeedTime(FeedClock clock) {
        this.clock = clock;
    }

    /** The wall clock has come this far. */
    void onWall(long epochMicros) {
        if (clock == FeedClock.WALL) {
            now = epochMicros;
        }
    }

    /** The exchange's clock has come this far; {@link Message#NO_TIME} says nothing. */
    void onExchange(long epochMicros) {
        if (clock == FeedClock.EXCHANGE) {
            now = Math.max(now, epochMicros);
        }
    }

    /** Epoch microseconds; 0 as long as nothing has told the time. */
    long now() {
        return now == Message.NO_TIME ? 0 : now;
    }

    /** Whether it is time for the next tick; then this is it. */
    boolean takeTick() {
        if (now == Message.NO_TIME) {
            return false;
        }
        if (lastTick != Message.NO_TIME && now - lastTick < TICK_MICROS && now >= lastTick) {
            return false;
        }
        lastTick = now;
        return true;
    }
}
