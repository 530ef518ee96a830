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
    private final AtomicLong sentimentRequests = new AtomicLong();
    private final List<String> infoRequests = Collections.synchronizedList(new ArrayList<>());
    private final List<ClientFrame> received = Collections.synchronizedList(new ArrayList<>());
    private final List<String> sentimentQueries = Collections.synchronizedList(new ArrayList<>());

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

    /** The bodies of requests to the info endpoint, in order; the first 100,000. */
    public List<String> infoRequests() {
        synchronized (infoRequests) {
            return List.copyOf(infoRequests);
        }
    }

    /** Requests for the sentiment index, however they were answered. */
    public long sentimentRequests() {
        return sentimentRequests.get();
    }

    /** What those requests asked, such as {@code limit=10}, in order; the first 100,000. */
    public List<String> sentimentQueries() {
        synchronized (sentimentQueries) {
            return List.copyOf(sentimentQueries);
        }
    }

    void sent(String channel, int trades) {
        framesSent.computeIfAbsent(channel, key -> new AtomicLong()).incrementAndGet();
        tradesSent.addAndGet(trades);
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

    void infoAsked(String body) {
        if (infoRequests.size() < LOG_LIMIT) {
            infoRequests.add(body);
        }
    }

    void sentimentAsked(String query) {
        if (sentimentQueries.size() < LOG_LIMIT) {
            sentimentQueries.add(query);
        }
        sentimentRequests.incrementAndGet();
    }
}
