package dev.candlewick.sinks.duckdb;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The keys of a table whose rows are of the current epoch. Such a row is there, and what it was
 * before the epoch is kept already, so that a newer one only has to replace it: most rows are about
 * an open window, or a quote, that was written moments ago.
 */
final class EpochKeys {

    /** More are not remembered; rows of others are brought in the longer way. */
    private static final int MOST = 1 << 16;

    private final Set<List<Object>> keys = new HashSet<>();

    /** Whether all of some keys, of which there is at least one, are known. */
    boolean haveAll(Collection<List<Object>> some) {
        return !some.isEmpty() && keys.containsAll(some);
    }

    void add(Collection<List<Object>> some) {
        if (keys.size() + some.size() <= MOST) {
            keys.addAll(some);
        }
    }
}
