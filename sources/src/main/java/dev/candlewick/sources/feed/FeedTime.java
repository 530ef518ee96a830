package dev.candlewick.sources.feed;

/** The feed's clock of one reader, and its ticks. Not thread-safe. */
public final class FeedTime {

    /**
     * Forming bars are shown once a second; a longer tick would make them wait for most of another.
     */
    public static final long TICK_MICROS = 250_000;

    private final FeedClock clock;
    private long now = FeedSignal.NO_TIME;
    private long lastTick = FeedSignal.NO_TIME;

    public FeedTime(FeedClock clock) {
        this.clock = clock;
    }

    /** The wall clock has come this far. */
    public void onWall(long epochMicros) {
        if (clock == FeedClock.WALL) {
            now = epochMicros;
        }
    }

    /** The exchange's clock has come this far; {@link FeedSignal#NO_TIME} says nothing. */
    public void onExchange(long epochMicros) {
        if (clock == FeedClock.EXCHANGE) {
            now = Math.max(now, epochMicros);
        }
    }

    /** Epoch microseconds; 0 until the time is known. */
    public long now() {
        return now == FeedSignal.NO_TIME ? 0 : now;
    }

    /** Whether it is time for the next tick; then this is it. */
    public boolean takeTick() {
        if (now == FeedSignal.NO_TIME) {
            return false;
        }
        if (lastTick != FeedSignal.NO_TIME && now - lastTick < TICK_MICROS && now >= lastTick) {
            return false;
        }
        lastTick = now;
        return true;
    }
}
