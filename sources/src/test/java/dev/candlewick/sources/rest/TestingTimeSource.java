package dev.candlewick.sources.rest;

import dev.candlewick.sources.net.TimeSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when a test says so. */
public final class TestingTimeSource implements TimeSource {

    private final AtomicLong millis = new AtomicLong();

    public void pass(Duration duration) {
        millis.addAndGet(duration.toMillis());
    }

    @Override
    public long epochMicros() {
        return millis.get() * 1_000;
    }

    @Override
    public long elapsedMillis() {
        return millis.get();
    }

    @Override
    public void align() {
        // Nobody steps this clock.
    }
}
