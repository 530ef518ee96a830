package dev.candlewick.sources.websocket;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds streams that have gone silent on a connection that lives. Not thread-safe.
 *
 * <p>A stream that stayed silent until its connection was given up is not watched again before it
 * has spoken: it may have nothing to say, and must not cost all others their connection over and
 * over. While the own side is behind with reading, nothing counts as silence.
 */
final class FreshnessWatch {

    private final long limitMillis;
    private final Map<String, Long> lastHeard = new HashMap<>();
    private final Set<String> excused = new HashSet<>();
    private long backlogAt = Long.MIN_VALUE;

    FreshnessWatch(long limitMillis) {
        this.limitMillis = limitMillis;
    }

    /** A connection begins: nothing is subscribed yet. */
    void onOpen() {
        lastHeard.clear();
    }

    /** The stream of the coin is subscribed, so from now on it is expected. */
    void expect(String coin, long now) {
        if (!excused.contains(coin)) {
            lastHeard.put(coin, now);
        }
    }

    void onData(String coin, long now) {
        excused.remove(coin);
        lastHeard.put(coin, now);
    }

    /** The own side is behind with reading. */
    void onBacklog(long now) {
        backlogAt = now;
    }

    void forget(String coin) {
        lastHeard.remove(coin);
        excused.remove(coin);
    }

    /** A coin whose stream is silent for too long; it is told once. */
    Optional<String> takeStale(long now) {
        if (now - backlogAt < limitMillis && backlogAt != Long.MIN_VALUE) {
            return Optional.empty();
        }
        Optional<String> stale =
                lastHeard.entrySet().stream()
                        .filter(heard -> now - heard.getValue() >= limitMillis)
                        .map(Map.Entry::getKey)
                        .findFirst();
        stale.ifPresent(
                coin -> {
                    lastHeard.remove(coin);
                    excused.add(coin);
                });
        return stale;
    }
}
