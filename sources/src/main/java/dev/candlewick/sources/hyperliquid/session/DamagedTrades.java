package dev.candlewick.sources.hyperliquid.session;

import dev.candlewick.sources.feed.FeedSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which coins to resubscribe because a frame that may have held trades of them was refused: the
 * exchange then sends its newest trades again, and one that was seen before the damage proves that
 * nothing is missing. While more is refused, pauses grow; a trade that is refused when it is sent
 * again would be refused once more. Not thread-safe.
 */
final class DamagedTrades {

    private static final long FIRST_PAUSE = Duration.ofSeconds(10).toMillis();
    private static final long LONGEST_PAUSE = Duration.ofMinutes(10).toMillis();

    /** Of others a resend may be empty, and names no coin then. */
    private final Set<String> traded = new HashSet<>();

    private final Set<String> awaitingResend = new HashSet<>();
    private final Map<String, Damage> bySymbol = new TreeMap<>();

    /** Of one coin. */
    private static final class Damage {
        private boolean isPending = true;
        private long pause;
        private long nextAt = Long.MIN_VALUE;
    }

    void onSignal(FeedSignal signal, long now) {
        if (signal instanceof FeedSignal.Trades trades && trades.symbol() != null) {
            traded.add(trades.symbol());
            awaitingResend.remove(trades.symbol());
        } else if (signal instanceof FeedSignal.Acknowledgement done && done.startsTrades()) {
            awaitingResend.add(done.symbol());
        } else if (signal instanceof FeedSignal.Rejected refused && refused.mayHoldTrades()) {
            if (refused.symbol() == null) {
                traded.forEach(symbol -> onDamage(symbol, now));
            } else if (!awaitingResend.contains(refused.symbol())) {
                onDamage(refused.symbol(), now);
            }
        }
    }

    private void onDamage(String symbol, long now) {
        Damage damage = traded.contains(symbol) ? bySymbol.get(symbol) : null;
        boolean isLongAgo = damage != null && now >= damage.nextAt + LONGEST_PAUSE;
        if (traded.contains(symbol) && (damage == null || isLongAgo)) {
            bySymbol.put(symbol, new Damage());
        } else if (damage != null) {
            damage.isPending = true;
        }
    }

    /** The coins to resubscribe now; they count as subscribed. */
    List<String> takeDue(long now) {
        List<String> due = new ArrayList<>();
        bySymbol.forEach(
                (symbol, damage) -> {
                    if (damage.isPending && now >= damage.nextAt) {
                        damage.isPending = false;
                        damage.pause =
                                Math.min(LONGEST_PAUSE, Math.max(FIRST_PAUSE, 2 * damage.pause));
                        damage.nextAt = now + damage.pause;
                        due.add(symbol);
                    }
                });
        return due;
    }

    /** On a new connection everything is sent again. */
    void onOpen() {
        awaitingResend.clear();
        bySymbol.values().forEach(damage -> damage.isPending = false);
    }

    void forget(String symbol) {
        traded.remove(symbol);
        awaitingResend.remove(symbol);
        bySymbol.remove(symbol);
    }
}
