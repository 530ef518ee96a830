package dev.candlewick.sources.net;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The clocks of this machine.
 *
 * <p>The time of day advances by the monotonic clock from where it was last aligned: event time is
 * carried through silence by differences of it, and setting the system's clock an hour ahead must
 * not move event time an hour ahead.
 */
public final class SystemTimeSource implements TimeSource {

    private volatile long originMicros;

    public SystemTimeSource() {
        align();
    }

    @Override
    public long epochMicros() {
        return originMicros + TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
    }

    @Override
    public long elapsedMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public void align() {
        Instant now = Clock.systemUTC().instant();
        long micros = TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1_000;
        originMicros = micros - TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
    }
}
