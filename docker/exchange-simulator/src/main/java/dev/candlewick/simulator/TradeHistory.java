package dev.candlewick.simulator;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one coin has traded so far, each tid once, oldest first; the very old is forgotten. */
final class TradeHistory {

    private static final int CAPACITY = 50_000;
    private static final int RESEND = 30;

    private final Deque<TapeTrade> trades = new ArrayDeque<>();
    private final Set<Long> tids = new HashSet<>();
    private int newestSnapshot;
    private BigDecimal volume = new BigDecimal("0.0");
    private BigDecimal notional = new BigDecimal("0.0");

    /** Adds what is new and returns it. */
    List<TapeTrade> add(List<TapeTrade> received) {
        List<TapeTrade> unseen = new ArrayList<>();
        for (TapeTrade trade : received) {
            if (tids.add(trade.tid())) {
                trades.addLast(trade);
                unseen.add(trade);
                volume = volume.add(trade.size());
                notional = notional.add(trade.size().multiply(trade.price()));
            }
        }
        if (!unseen.isEmpty()) {
            newestSnapshot = 0;
        }
        while (trades.size() > CAPACITY) {
            forget(trades.removeFirst());
        }
        return unseen;
    }

    private void forget(TapeTrade trade) {
        tids.remove(trade.tid());
        volume = volume.subtract(trade.size());
        notional = notional.subtract(trade.size().multiply(trade.price()));
    }

    /** Makes a recorded resend the newest of the history, in exactly its order. */
    void endWith(List<TapeTrade> snapshot) {
        Map<Long, TapeTrade> moved = new HashMap<>();
        snapshot.forEach(trade -> moved.put(trade.tid(), trade));
        List<TapeTrade> known =
                trades.stream().filter(trade -> moved.containsKey(trade.tid())).toList();
        trades.removeAll(known);
        known.forEach(this::forget);
        add(snapshot);
        newestSnapshot = snapshot.size();
    }

    /**
     * The 30 newest, oldest first; a longer snapshot that nothing has followed yet is not cut
     * short.
     */
    List<TapeTrade> newest() {
        int count = Math.max(RESEND, newestSnapshot);
        List<TapeTrade> newest = new ArrayList<>();
        Iterator<TapeTrade> backwards = trades.descendingIterator();
        while (backwards.hasNext() && newest.size() < count) {
            newest.add(0, backwards.next());
        }
        return newest;
    }

    /** What was traded, in base units. */
    BigDecimal volume() {
        return volume;
    }

    /** What was traded, in USD. */
    BigDecimal notional() {
        return notional;
    }

    TapeTrade oldest() {
        return trades.getFirst();
    }

    TapeTrade last() {
        return trades.getLast();
    }

    /** Those from an instant on, oldest first. */
    List<TapeTrade> since(long time) {
        return trades.stream().filter(trade -> trade.time() >= time).toList();
    }

    List<TapeTrade> all() {
        return new ArrayList<>(trades);
    }
}
