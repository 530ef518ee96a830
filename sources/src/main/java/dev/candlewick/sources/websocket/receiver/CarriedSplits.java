package dev.candlewick.sources.websocket.receiver;

import dev.candlewick.sources.journal.JournalPosition;
import dev.candlewick.sources.websocket.split.WebSocketSplit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The splits of a connection, and how they are to change. Requests come from any thread; one takes
 * them.
 */
final class CarriedSplits {

    private final AtomicInteger numbers = new AtomicInteger();
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final Set<String> splits = new LinkedHashSet<>();

    record Request(int number, String split, boolean isWanted) {

        Received.Joined joined(boolean isConnected, JournalPosition after) {
            return new Received.Joined(number, split, isConnected, after);
        }
    }

    int want(String split) {
        int number = numbers.incrementAndGet();
        requests.add(new Request(number, split, true));
        return number;
    }

    void forget(String split) {
        requests.add(new Request(numbers.incrementAndGet(), split, false));
    }

    /** Those since the last call. */
    List<Request> takeRequests() {
        List<Request> taken = new ArrayList<>();
        for (Request next = requests.poll(); next != null; next = requests.poll()) {
            taken.add(next);
        }
        return taken;
    }

    /** Returns those that change anything. */
    List<Request> apply(List<Request> taken) {
        List<Request> changes = new ArrayList<>();
        for (Request next : taken) {
            boolean isChange =
                    next.isWanted() ? splits.add(next.split()) : splits.remove(next.split());
            if (isChange) {
                changes.add(next);
            }
        }
        return changes;
    }

    /** In the order in which they came; the one of no coin comes last. */
    List<String> inOrder() {
        List<String> inOrder = new ArrayList<>(splits);
        if (inOrder.remove(WebSocketSplit.NO_COIN)) {
            inOrder.add(WebSocketSplit.NO_COIN);
        }
        return inOrder;
    }
}
