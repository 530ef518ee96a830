package dev.candlewick.sources.websocket;

import dev.candlewick.sources.net.PacingWindow;
import java.time.Duration;

/** How many frames may be sent: few at once, and no more in a minute than the exchange allows. */
final class SendBudget {

    private static final int AT_ONCE = 20;
    private static final Duration ONCE = Duration.ofMillis(100);

    private final PacingWindow atOnce = new PacingWindow(AT_ONCE, ONCE);
    private final PacingWindow perMinute;

    SendBudget(int messagesPerMinute) {
        perMinute = new PacingWindow(Math.max(1, messagesPerMinute), Duration.ofMinutes(1));
    }

    boolean trySend(long now) {
        return atOnce.free(now) > 0 && perMinute.tryAcquire(now) && atOnce.tryAcquire(now);
    }
}
