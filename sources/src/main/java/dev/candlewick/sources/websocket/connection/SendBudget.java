package dev.candlewick.sources.websocket.connection;

import dev.candlewick.sources.net.RateLimiter;
import java.time.Duration;

/** How many frames may be sent: few at once, and no more in a minute than the exchange allows. */
public final class SendBudget {

    private static final int AT_ONCE = 20;
    private static final Duration ONCE = Duration.ofMillis(100);

    private final RateLimiter atOnce = new RateLimiter(AT_ONCE, ONCE);
    private final RateLimiter perMinute;

    public SendBudget(int messagesPerMinute) {
        perMinute = new RateLimiter(Math.max(1, messagesPerMinute), Duration.ofMinutes(1));
    }

    public boolean trySend(long now) {
        return atOnce.nextFreeAt(1, now) <= now
                && perMinute.tryAcquire(1, now)
                && atOnce.tryAcquire(1, now);
    }
}
