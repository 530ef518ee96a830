package dev.candlewick.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the simulator has done so far. Thread-safe. */
public final class Counters {

    private static final int LOG_LIMIT = 100_000;

    private final Map<String, AtomicLong> framesSent = new ConcurrentHashMap<>();
    private final AtomicLong framesPlayed = new AtomicLong();
    private final AtomicLong tradesSent = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong drops = new AtomicLong();
    private final List<ClientFrame> received = Collections.synchronizedList(new ArrayList<>());

    Counters() {}

    /** A text frame a client sent on the connection of this number. */
    public record ClientFrame(int connection, String text) {}

    /** Frames handed to clients, all clients together. */
    public long framesSent(String channel) {
        AtomicLong count = framesSent.get(channel);
        return count == null ? 0 : count.get();
    }

    /** Frames of the tape that had their turn, whether or not anybody had subscribed them. */
    public long framesPlayed() {
        return framesPlayed.get();
    }

    /** Trades handed to clients, those sent again included, all clients together. */
    public long tradesSent() {
        return tradesSent.get();
    }

    /** Connections accepted so far. */
    public long connections() {
        return connections.get();
    }

    /** Connections the server broke, for whatever reason. */
    public long drops() {
        return drops.get();
    }

    /** What the clients have sent, in order; the first 100,000. */
    public List<ClientFrame> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    void sent(String channel) {
        framesSent.computeIfAbsent(channel, key -> new AtomicLong()).incrementAndGet();
    }

    void sentTrades(int count) {
        tradesSent.addAndGet(count);
    }

    void played() {
        framesPlayed.incrementAndGet();
    }

    int connected() {
        return Math.toIntExact(connections.incrementAndGet());
    }

    void dropped() {
        drops.incrementAndGet();
    }

    void received(int connection, String text) {
        if (received.size() < LOG_LIMIT) {
            received.add(new ClientFrame(connection, text));
        }
    }
}
