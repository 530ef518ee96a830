package dev.candlewick.sources.hyperliquid.wire;

import dev.candlewick.sources.feed.FeedSignal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What earlier frames of a connection said that later ones are understood by. Not thread-safe.
 *
 * <p>It is in no checkpoint: a new connection says it all again before it is needed.
 */
public final class ConnectionMemory {

    private static final int HEAD = 100;
    private static final List<String> REMEMBERED =
            List.of("fastAssetCtxs", "post", "subscriptionResponse");

    /** What is known of a coin from a full frame and the changes since. */
    private final Map<String, ContextChange> prices = new HashMap<>();

    private final Map<String, List<String>> namesByDex = new HashMap<>();
    private final Map<String, Set<String>> usersByChannel = new HashMap<>();

    /** Whether the beginning of a frame shows that some of it may have to be remembered. */
    static boolean mayConcern(byte[] bytes, int offset, int length) {
        String head =
                new String(bytes, offset, Math.min(length, HEAD), StandardCharsets.ISO_8859_1);
        return REMEMBERED.stream().anyMatch(head::contains);
    }

    /** The coin as it is after a change. */
    ContextChange change(String coin, ContextChange change) {
        return prices.merge(coin, change, ContextChange::then);
    }

    /** The assets of a part of the exchange, in the order of its contexts. */
    void onNames(String dex, List<String> names) {
        namesByDex.put(dex, List.copyOf(names));
    }

    /** Null if they are not known. */
    List<String> namesOf(String dex) {
        return namesByDex.get(dex);
    }

    void onAcknowledged(FeedSignal.Acknowledgement acknowledgement) {
        if (acknowledgement.isSubscribed()) {
            usersOf(acknowledgement.type()).add(acknowledgement.user());
        } else {
            usersOf(acknowledgement.type()).remove(acknowledgement.user());
        }
    }

    /** This will be subscribed, whether or not the acknowledgement gets through. */
    void onWanted(Subscription subscription) {
        usersOf(subscription.type()).add(subscription.user());
    }

    private Set<String> usersOf(String type) {
        return StreamType.ofLabel(type)
                .map(StreamType::channel)
                .map(channel -> usersByChannel.computeIfAbsent(channel, c -> new HashSet<>()))
                .orElseGet(HashSet::new);
    }

    /** The address whose stream a frame that names none must be of; null if it may be several. */
    String onlyUserOf(String channel) {
        Set<String> users = usersByChannel.getOrDefault(channel, Set.of());
        return users.size() == 1 ? users.iterator().next() : null;
    }

    void onDisconnected() {
        usersByChannel.clear();
    }

    /**
     * What a frame of {@code fastAssetCtxs} says of one coin.
     *
     * @param markPrice null if it says nothing of it
     * @param saysMid whether it says something of the mid price, be it that there is none
     */
    record ContextChange(BigDecimal markPrice, boolean saysMid, BigDecimal midPrice) {

        /** Whether it says that there is no mid price. */
        boolean hasNoMid() {
            return saysMid && midPrice == null;
        }

        /** Both, of which the later one counts where it says something. */
        ContextChange then(ContextChange later) {
            return new ContextChange(
                    later.markPrice == null ? markPrice : later.markPrice,
                    saysMid || later.saysMid,
                    later.saysMid ? later.midPrice : midPrice);
        }
    }
}
