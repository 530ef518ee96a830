package dev.candlewick.sources.hyperliquid.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is still to be asked: what heals before what checks, each in the order of arrival. Not
 * thread-safe.
 */
final class WaitingRequests {

    private final int most;
    private final NavigableMap<Long, Waiting> healing = new TreeMap<>();
    private final NavigableMap<Long, Waiting> checking = new TreeMap<>();

    WaitingRequests(int most) {
        this.most = most;
    }

    /** Returns who has to go because there is no more room: as a rule nobody. */
    Optional<Waiting> add(Waiting waiting) {
        putBack(waiting);
        if (size() <= most) {
            return Optional.empty();
        }
        NavigableMap<Long, Waiting> crowded = checking.isEmpty() ? healing : checking;
        return Optional.of(crowded.pollFirstEntry().getValue());
    }

    /** For what was taken and not answered. It has its place again, and drives nobody out. */
    void putBack(Waiting waiting) {
        queueOf(waiting).put(waiting.number(), waiting);
    }

    private NavigableMap<Long, Waiting> queueOf(Waiting waiting) {
        return waiting.request().heals() ? healing : checking;
    }

    int size() {
        return healing.size() + checking.size();
    }

    /** Whose turn it is. */
    Waiting first() {
        return (healing.isEmpty() ? checking : healing).firstEntry().getValue();
    }

    /**
     * Takes out whose turn it is, with all that one question can ask along with it. What has been
     * refused before is asked for alone, so that it spoils no other.
     */
    List<Waiting> take() {
        Waiting first = first();
        remove(first);
        List<Waiting> taken = new ArrayList<>();
        taken.add(first);
        Span span = Span.of(first.request());
        for (boolean grown = first.refusals() == 0; grown; ) {
            grown = false;
            for (Waiting other : all()) {
                if (other.isAskedWith(first) && span.isWorthJoining(other.request())) {
                    remove(other);
                    taken.add(other);
                    span = span.with(other.request());
                    grown = true;
                }
            }
        }
        return taken;
    }

    private void remove(Waiting waiting) {
        queueOf(waiting).remove(waiting.number());
    }

    /** Everything that waits, healing first. */
    List<Waiting> all() {
        List<Waiting> all = new ArrayList<>(healing.values());
        all.addAll(checking.values());
        return all;
    }

    void clear() {
        healing.clear();
        checking.clear();
    }
}
