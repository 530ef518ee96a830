package dev.candlewick.sources.websocket.reader;

import dev.candlewick.sources.net.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** Time that passes when a test says so. */
public final class TestingTimeSource implements TimeSource {

    public static final Instant START = Instant.parse("2025-09-04T20:00:00Z");

    private long millis;
    private long offMillis;
    private long nextOffMillis;

    public void pass(Duration duration) {
        millis += duration.toMillis();
    }

    /** The system's clock is set; whoever aligns next follows. */
    public void step(Duration duration) {
        nextOffMillis += duration.toMillis();
    }

    @Override
    public long epochMicros() {
        return (START.toEpochMilli() + millis + offMillis) * 1_000;
    }

    @Override
    public long elapsedMillis() {
        return millis;
    }

    @Override
    public void align() {
        offMillis = nextOffMillis;
    }
}
