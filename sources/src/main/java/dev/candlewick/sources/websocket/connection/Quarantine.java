package dev.candlewick.sources.websocket.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which coins to ask for last, one at a time, and which not at all. Not thread-safe.
 *
 * <p>One coin that the exchange does not know closes the connection for all, without a word. So the
 * coins unacknowledged at a close are suspects, and the one suspect that waits for its
 * acknowledgement when the connection closes again is left out for a while.
 */
public final class Quarantine {

    private static final Duration LONGEST = Duration.ofDays(1);

    private final Duration first;
    private final Set<String> suspects = new LinkedHashSet<>();
    private final Map<String, Long> heldUntil = new LinkedHashMap<>();
    private final Map<String, Integer> relapses = new HashMap<>();

    public Quarantine(Duration first) {
        this.first = first;
    }

    public boolean isTrusted(String coin) {
        return !suspects.contains(coin) && !heldUntil.containsKey(coin);
    }

    public boolean isSuspect(String coin) {
        return suspects.contains(coin);
    }

    public Optional<String> nextSuspect() {
        return suspects.stream().findFirst();
    }

    public void suspect(Collection<String> coins) {
        coins.stream().filter(coin -> !heldUntil.containsKey(coin)).forEach(suspects::add);
    }

    /** Leaves a coin out, twice as long as the last time; returns for how long. */
    public Duration hold(String coin, long now) {
        suspects.remove(coin);
        int relapse = relapses.merge(coin, 1, Integer::sum);
        Duration time = first.multipliedBy(1L << Math.min(relapse - 1, 16));
        Duration held = time.compareTo(LONGEST) > 0 ? LONGEST : time;
        heldUntil.put(coin, now + held.toMillis());
        return held;
    }

    /** Coins whose time is over become suspects again. */
    public void release(long now) {
        List<String> due = new ArrayList<>();
        heldUntil.forEach(
                (coin, until) -> {
                    if (now >= until) {
                        due.add(coin);
                    }
                });
        heldUntil.keySet().removeAll(due);
        suspects.addAll(due);
    }

    /** The exchange has acknowledged the coin, or it is no longer wanted. */
    public void clear(String coin) {
        suspects.remove(coin);
        heldUntil.remove(coin);
        relapses.remove(coin);
    }
}
