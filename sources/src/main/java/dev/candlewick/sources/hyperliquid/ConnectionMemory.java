package dev.candlewick.sources.hyperliquid;

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
final class ConnectionMemory {

    private static final int HEAD = 100;
    private static final List<String> REMEMBERED =
            List.of("fastAssetCtxs", "post", "subscriptionResponse", "connection");

    /** What is known of a coin from a full frame and the changes since. */
    private final Map<String, ContextChange> prices = new HashMap<>();

    private final Map<String, List<String>> namesByDex = new HashMap<>();
    private final Map<String, Set<String>> usersByChannel = new HashMap<>();

    /** Whether anything of a frame may be remembered, told by the beginning of it. */
    static boolean mayConcern(byte[] frame) {
        String head =
                new String(frame, 0, Math.min(frame.length, HEAD), StandardCharsets.ISO_8859_1);
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

    /** Null if nobody has told them. */
    List<String> namesOf(String dex) {
        return namesByDex.get(dex);
    }

    void onAcknowledged(Message.Acknowledgement acknowledgement) {
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
        return AccountStream.ofType(type)
                .map(AccountStream::channel)
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
}
