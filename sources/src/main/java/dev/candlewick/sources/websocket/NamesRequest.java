package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.Message;
import dev.candlewick.sources.hyperliquid.Reason;
import dev.candlewick.sources.hyperliquid.Subscription;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;

/**
 * When to ask for the names of assets, without which the contexts of all of them cannot be told
 * apart: on every connection that carries such contexts, and when they no longer fit. Not
 * thread-safe.
 *
 * <p>The answer costs a sixtieth of what the exchange answers in a minute, so it is asked for at
 * most once a minute.
 */
final class NamesRequest {

    static final int MOST_PER_MINUTE = 1;

    private static final Set<String> WITHOUT_NAMES = Set.of("assetCtxs", "allDexsAssetCtxs");
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private boolean needed;
    private boolean wanted;
    private boolean asked;
    private long askedAt;

    void onWanted(Collection<Subscription> subscriptions) {
        needed |= subscriptions.stream().anyMatch(one -> WITHOUT_NAMES.contains(one.type()));
        wanted = needed;
    }

    void onOpen() {
        wanted = needed;
    }

    void onMessage(Message message) {
        if (message instanceof Message.Rejected rejected
                && rejected.deadLetter().reason().equals(Reason.NAMES_UNKNOWN.label())) {
            wanted = needed;
        }
    }

    /** Whether to ask now; then it has been. */
    boolean takeDue(long now) {
        if (!wanted || (asked && now - askedAt < MINUTE)) {
            return false;
        }
        wanted = false;
        asked = true;
        askedAt = now;
        return true;
    }
}
