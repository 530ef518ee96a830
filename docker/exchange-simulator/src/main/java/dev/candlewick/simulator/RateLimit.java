package dev.candlewick.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * The exchange's weights: what all clients together may ask within a window of wall-clock time, a
 * minute on the real exchange. A request that does not fit is answered with 429 and weighs nothing;
 * what an answer weighs by its rows is added afterwards. Thread-safe.
 */
public final class RateLimit {

    private static final int USUAL = 20;
    private static final int LIGHT = 2;
    private static final int CANDLES_PER_WEIGHT = 60;
    private static final int ROWS_PER_WEIGHT = 20;
    private static final Set<String> LIGHT_TYPES = Set.of("l2Book", "allMids", "exchangeStatus");
    private static final Set<String> WEIGHED_BY_ROWS = Set.of("recentTrades", "fundingHistory");

    /**
     * A request as the limit saw it.
     *
     * @param atNanos by {@link System#nanoTime}
     * @param weight what it weighed in the end; 0 if it was refused
     */
    public record Asked(long atNanos, String type, int weight, boolean refused) {}

    private final Deque<Asked> window = new ArrayDeque<>();
    private final List<Asked> log = new ArrayList<>();
    private final long windowNanos;
    private int perWindow;
    private int spent;
    private int mostSpent;

    RateLimit(int perWindow, Duration window) {
        this.perWindow = perWindow;
        this.windowNanos = window.toNanos();
    }

    /** Every request so far, in the order of its answer. */
    public synchronized List<Asked> log() {
        return List.copyOf(log);
    }

    /** The greatest weight that was ever spent within a window. */
    public synchronized int mostSpentInAWindow() {
        return mostSpent;
    }

    /** Changes what may be asked within a window, from now on. */
    public synchronized void set(int newPerWindow) {
        perWindow = newPerWindow;
    }

    /** Whether the request fits; if not, it is logged as refused. */
    synchronized boolean admits(JsonNode request, long nowNanos) {
        String type = request.path("type").asText("");
        forget(nowNanos);
        int weight = LIGHT_TYPES.contains(type) ? LIGHT : USUAL;
        if (spent + weight > perWindow) {
            log.add(new Asked(nowNanos, type, 0, true));
            return false;
        }
        spend(new Asked(nowNanos, type, weight, false));
        return true;
    }

    /** Adds what the rows of an answer weigh. */
    synchronized void answered(JsonNode request, int rows, long nowNanos) {
        String type = request.path("type").asText("");
        int perWeight =
                type.equals("candleSnapshot")
                        ? CANDLES_PER_WEIGHT
                        : WEIGHED_BY_ROWS.contains(type) ? ROWS_PER_WEIGHT : Integer.MAX_VALUE;
        if (rows >= perWeight) {
            forget(nowNanos);
            spend(new Asked(nowNanos, type, rows / perWeight, false));
        }
    }

    private void spend(Asked asked) {
        window.add(asked);
        log.add(asked);
        spent += asked.weight();
        mostSpent = Math.max(mostSpent, spent);
    }

    private void forget(long nowNanos) {
        while (!window.isEmpty() && nowNanos - window.peek().atNanos() >= windowNanos) {
            spent -= window.remove().weight();
        }
    }
}
