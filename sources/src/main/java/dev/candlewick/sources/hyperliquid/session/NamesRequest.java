package dev.candlewick.sources.hyperliquid.session;

import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.hyperliquid.wire.StreamType;
import dev.candlewick.sources.hyperliquid.wire.Subscription;
import dev.candlewick.sources.json.Reason;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;

/**
 * When to ask for the names of assets, which identify the contexts of all assets: on every
 * connection that carries such contexts, and when they no longer fit. Not thread-safe.
 *
 * <p>The answer costs a sixtieth of what the exchange answers in a minute, so it is asked for at
 * most once a minute.
 */
final class NamesRequest {

    static final int MOST_PER_MINUTE = 1;

    private static final Set<String> WITHOUT_NAMES =
            Set.of(StreamType.ASSET_CONTEXTS.label(), StreamType.ALL_DEXS_ASSET_CONTEXTS.label());
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

    void onSignal(FeedSignal signal) {
        if (signal instanceof FeedSignal.Rejected rejected
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
