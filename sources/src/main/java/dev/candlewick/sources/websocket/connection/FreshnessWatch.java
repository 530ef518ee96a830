package dev.candlewick.sources.websocket.connection;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds streams that are silent on a connection that lives. Not thread-safe.
 *
 * <p>A stream that was found silent is not watched again before it has spoken: it may have nothing
 * to say, and must not cause trouble over and over. While the own side is behind with reading,
 * nothing counts as silence.
 */
public final class FreshnessWatch {

    private final long limitMillis;
    private final Map<String, Long> lastHeard = new HashMap<>();
    private final Set<String> begun = new HashSet<>();
    private final Set<String> excused = new HashSet<>();
    private long backlogAt = Long.MIN_VALUE;

    /** A silent stream, and whether it has spoken on this connection. */
    public record Silent(String coin, boolean hasBegun) {}

    public FreshnessWatch(long limitMillis) {
        this.limitMillis = limitMillis;
    }

    /** A connection begins: nothing is subscribed yet. */
    public void onOpen() {
        lastHeard.clear();
        begun.clear();
    }

    /** The stream of the coin is subscribed, so from now on it is expected. */
    public void expect(String coin, long now) {
        if (!excused.contains(coin)) {
            lastHeard.put(coin, now);
        }
    }

    public void onData(String coin, long now) {
        excused.remove(coin);
        begun.add(coin);
        lastHeard.put(coin, now);
    }

    /** The own side is behind with reading. */
    public void onBacklog(long now) {
        backlogAt = now;
    }

    public void forget(String coin) {
        lastHeard.remove(coin);
        begun.remove(coin);
        excused.remove(coin);
    }

    /** A stream that is silent for too long; each is returned once. */
    public Optional<Silent> takeSilent(long now) {
        if (backlogAt != Long.MIN_VALUE && now - backlogAt < limitMillis) {
            return Optional.empty();
        }
        Optional<Silent> silent =
                lastHeard.entrySet().stream()
                        .filter(heard -> now - heard.getValue() >= limitMillis)
                        .map(heard -> new Silent(heard.getKey(), begun.contains(heard.getKey())))
                        .findFirst();
        silent.ifPresent(
                stream -> {
                    lastHeard.remove(stream.coin());
                    excused.add(stream.coin());
                });
        return silent;
    }
}
