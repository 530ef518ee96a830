package dev.candlewick.sources.websocket.connection;

import dev.candlewick.sources.net.Backoff;
import dev.candlewick.sources.net.RateLimiter;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** When the next attempt to connect may be made. It never gives up. Not thread-safe. */
final class Reconnects {

    private final Backoff backoff;
    private final RateLimiter perMinute;
    private final DoubleSupplier chance;
    private int failures;
    private long notBefore = Long.MIN_VALUE;

    Reconnects(Backoff backoff, int connectionsPerMinute, DoubleSupplier chance) {
        this.backoff = backoff;
        this.perMinute = new RateLimiter(connectionsPerMinute, Duration.ofMinutes(1));
        this.chance = chance;
    }

    /** Whether to connect now; if so, the attempt counts. */
    boolean tryConnect(long now) {
        return now >= notBefore && perMinute.tryAcquire(1, now);
    }

    /** The connection has shown that it works. */
    void onSuccess() {
        failures = 0;
    }

    /** A connection, or an attempt, has ended; returns how long the next one will wait, in ms. */
    long onEnd(long now) {
        failures++;
        long delay = backoff.delay(failures, chance.getAsDouble()).toMillis();
        notBefore = Math.max(now + delay, perMinute.nextFreeAt(1, now));
        return notBefore - now;
    }
}
