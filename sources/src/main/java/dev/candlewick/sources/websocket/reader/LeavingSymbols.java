package dev.candlewick.sources.websocket.reader;

import java.util.Collection;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Symbols that a reader is to collect no more, on their way from the task's thread to the fetcher's
 * and, once their feeds have ended, back.
 */
final class LeavingSymbols {

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Set<String> ending = ConcurrentHashMap.newKeySet();

    /** By the task's thread. */
    void ask(Collection<String> symbols) {
        ending.addAll(symbols);
        asked.addAll(symbols);
    }

    /** The next symbol whose feed is to end; null if there is none. By the fetcher's thread. */
    String next() {
        return asked.poll();
    }

    /** Whether a split that has finished belongs to a symbol that leaves. By the task's thread. */
    boolean hasEnded(String symbol) {
        return ending.remove(symbol);
    }
}
