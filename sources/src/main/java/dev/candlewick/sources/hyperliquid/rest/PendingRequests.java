package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.CandleRequest.Purpose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The queue of requests: by the priority of their purpose, then by rank, then in the order of
 * arrival. Not thread-safe.
 */
final class PendingRequests {

    private final int capacity;
    private static final Comparator<PendingRequest> BY_RANK =
            Comparator.comparingInt((PendingRequest pending) -> pending.request().rank())
                    .thenComparingLong(PendingRequest::number);

    private final Map<Purpose, NavigableSet<PendingRequest>> byPurpose =
            new EnumMap<>(Purpose.class);

    PendingRequests(int capacity) {
        this.capacity = capacity;
        for (Purpose purpose : Purpose.values()) {
            byPurpose.put(purpose, new TreeSet<>(BY_RANK));
        }
    }

    /** Returns the request that is dropped because the queue is full. */
    Optional<PendingRequest> add(PendingRequest request) {
        putBack(request);
        return size() <= capacity ? Optional.empty() : Optional.of(dropOldestOfLowestPriority());
    }

    private PendingRequest dropOldestOfLowestPriority() {
        NavigableSet<PendingRequest> lowest = null;
        for (NavigableSet<PendingRequest> queue : byPurpose.values()) {
            lowest = queue.isEmpty() ? lowest : queue;
        }
        PendingRequest oldest =
                lowest.stream().min(Comparator.comparingLong(PendingRequest::number)).orElseThrow();
        lowest.remove(oldest);
        return oldest;
    }

    /** Returns a request that was taken to its place; a full queue drops nothing for it. */
    void putBack(PendingRequest request) {
        queueOf(request).add(request);
    }

    private NavigableSet<PendingRequest> queueOf(PendingRequest request) {
        return byPurpose.get(request.request().purpose());
    }

    int size() {
        return byPurpose.values().stream().mapToInt(Set::size).sum();
    }

    /** The next request to send; the queue must not be empty. */
    PendingRequest first() {
        return byPurpose.values().stream()
                .filter(queue -> !queue.isEmpty())
                .findFirst()
                .orElseThrow()
                .first();
    }

    /**
     * Takes the next request, and all that can be merged with it into one. A request that was
     * refused before is sent alone, so that it spoils no other.
     */
    List<PendingRequest> take() {
        PendingRequest first = first();
        remove(first);
        List<PendingRequest> taken = new ArrayList<>();
        taken.add(first);
        Span span = Span.of(first.request());
        for (boolean grown = first.refusals() == 0; grown; ) {
            grown = false;
            for (PendingRequest other : all()) {
                if (other.canMergeWith(first) && span.isWorthMerging(other.request())) {
                    remove(other);
                    taken.add(other);
                    span = span.with(other.request());
                    grown = true;
                }
            }
        }
        return taken;
    }

    /** Drops the requests for the history of a symbol; returns how many there were. */
    int dropHistoryOf(String symbol) {
        int before = size();
        for (NavigableSet<PendingRequest> queue : byPurpose.values()) {
            queue.removeIf(
                    pending ->
                            pending.request().isOfHistory()
                                    && pending.request().symbol().equals(symbol));
        }
        return before - size();
    }

    private void remove(PendingRequest request) {
        queueOf(request).remove(request);
    }

    /** All requests, by priority. */
    List<PendingRequest> all() {
        List<PendingRequest> all = new ArrayList<>();
        byPurpose.values().forEach(queue -> all.addAll(queue));
        return all;
    }

    void clear() {
        byPurpose.values().forEach(Set::clear);
    }

    /** The windows {@code [from, to)} of one request. */
    record Span(long from, long to) {

        /** The exchange keeps no more rows of an interval. */
        static final int MOST_ROWS = 5_000;

        /** This many rows weigh as much as a request. */
        private static final int ROWS_PER_REQUEST_WEIGHT = 1_200;

        static Span of(CandleRequest request) {
            return new Span(request.from(), request.to());
        }

        /** Whether one request for both, and the rows between them, weighs no more than two. */
        boolean isWorthMerging(CandleRequest request) {
            long row = request.interval().micros();
            Span both = with(request);
            long between = Math.max(request.from() - to, from - request.to());
            return between <= ROWS_PER_REQUEST_WEIGHT * row
                    && both.to - both.from <= MOST_ROWS * row;
        }

        Span with(CandleRequest request) {
            return new Span(Math.min(from, request.from()), Math.max(to, request.to()));
        }
    }
}
