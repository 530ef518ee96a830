package dev.candlewick.sources.websocket;

import dev.candlewick.sources.net.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** Time that passes when a test says so. */
final class TestingTimeSource implements TimeSource {

    static final Instant START = Instant.parse("2025-09-04T20:00:00Z");

    private long millis;

    void pass(Duration duration) {
        millis += duration.toMillis();
    }

    @Override
    public long epochMicros() {
        return (START.toEpochMilli() + millis) * 1_000;
    }

    @Override
    public long elapsedMillis() {
        return millis;
    }

    @Override
    public void align() {
        // Nobody steps this clock.
    }
}
