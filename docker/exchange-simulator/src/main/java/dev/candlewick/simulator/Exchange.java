package dev.candlewick.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.java_websocket.WebSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The meeting point of the tape and the clients: market, sessions, and what the tape waits for. One
 * lock makes a subscribe with its snapshot atomic towards the frames of the tape. Sockets are never
 * closed under the lock, because closing calls back from under the socket's own monitor.
 */
final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Market market = new Market();
    private final List<Session> sessions = new ArrayList<>();
    private final Set<String> heldTypes;
    private final Hold hold;
    private final Counters counters;
    private long mutedUntilNanos;
    private boolean stopped;

    Exchange(Set<String> heldTypes, long patienceNanos, Counters counters) {
        this.heldTypes = heldTypes;
        this.hold = new Hold(patienceNanos);
        this.counters = counters;
    }

    <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    Market market() {
        return market;
    }

    // ---- clients

    Session connect(WebSocket socket) {
        return locked(
                () -> {
                    Session session = new Session(counters.connected(), socket, System.nanoTime());
                    sessions.add(session);
                    return session;
                });
    }

    void disconnected(Session session) {
        locked(
                () -> {
                    if (sessions.contains(session) && session.stands()) {
                        requireStanding();
                    }
                    session.markDropped();
                    sessions.remove(session);
                    changed.signalAll();
                    return null;
                });
    }

    /**
     * Its subscriptions count no more, and the tape waits for them; the connection itself lives on
     * for now.
     */
    void condemn(Session session) {
        requireStanding();
        session.condemn();
        changed.signalAll();
    }

    void subscriptionsChanged() {
        changed.signalAll();
    }

    /** Connections on which nothing has been sent for so long. */
    List<Session> silentFor(long nanos) {
        return locked(
                () ->
                        sessions.stream()
                                .filter(s -> !s.dropped())
                                .filter(s -> System.nanoTime() - s.lastSentNanos() > nanos)
                                .toList());
    }

    List<Session> sessions() {
        return locked(() -> List.copyOf(sessions));
    }

    // ---- the tape

    /**
     * Takes the frame into the market and sends its subscribers what {@code texts} makes of it.
     * False, and nothing done, when the tape has to wait for clients first.
     */
    boolean deliver(TapeFrame frame, Function<String, List<String>> texts) {
        return locked(
                () -> {
                    if (mustWait(System.nanoTime())) {
                        return false;
                    }
                    market.apply(frame).ifPresent(unseen -> send(unseen, texts));
                    return true;
                });
    }

    /** What happened while nobody was listening. */
    void applyUnheard(List<TapeFrame> snapshots) {
        locked(
                () -> {
                    snapshots.forEach(market::applySnapshot);
                    return null;
                });
    }

    void broadcast(String text) {
        locked(
                () -> {
                    sessions.forEach(session -> session.send(text));
                    return null;
                });
    }

    /**
     * Silences the connections that match and takes the market on before any of them can subscribe
     * again. Returns them for their sockets to be broken.
     */
    List<Session> drop(Predicate<Session> which, Runnable meanwhile) {
        return locked(
                () -> {
                    requireStanding();
                    List<Session> dropped =
                            sessions.stream().filter(which).filter(s -> !s.dropped()).toList();
                    dropped.forEach(Session::markDropped);
                    meanwhile.run();
                    changed.signalAll();
                    return dropped;
                });
    }

    /**
     * Connections that exist now say nothing until the time is over or all they carried is
     * subscribed elsewhere.
     */
    void mute(Session.Voice voice, long durationNanos) {
        locked(
                () -> {
                    requireStanding();
                    hold.extend(durationNanos);
                    sessions.forEach(session -> session.mute(voice));
                    mutedUntilNanos = System.nanoTime() + durationNanos;
                    return null;
                });
    }

    /** Not before these stand does the tape start, however long it takes. */
    void requireAtStart(Map<StreamKey, Integer> subscriptions) {
        locked(
                () -> {
                    hold.requireForever(subscriptions, System.nanoTime());
                    return null;
                });
    }

    /** Blocks while the tape has to wait for its clients; returns whether it had to. */
    boolean awaitClients() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            boolean waited = false;
            while (!stopped && mustWait(System.nanoTime())) {
                waited = true;
                changed.awaitNanos(10_000_000L);
            }
            return waited;
        } finally {
            lock.unlock();
        }
    }

    private boolean mustWait(long now) {
        boolean complete = !hold.isEmpty() && hold.satisfiedBy(standing());
        boolean muted = sessions.stream().anyMatch(Session::muted);
        if (muted && (complete || now - mutedUntilNanos >= 0)) {
            sessions.forEach(session -> session.mute(Session.Voice.ALL));
            return mustWait(now);
        }
        if (!complete && !hold.isEmpty() && hold.expired(now)) {
            LOG.warn("The tape goes on although clients have not subscribed again: {}", hold);
            complete = true;
        }
        if (complete) {
            hold.clear();
        }
        return muted || !hold.isEmpty();
    }

    /** Most frames any client still has to be written. */
    int buffered() {
        return locked(
                () ->
                        sessions.stream()
                                .filter(session -> !session.dropped())
                                .mapToInt(Session::buffered)
                                .max()
                                .orElse(0));
    }

    void stop() {
        locked(
                () -> {
                    stopped = true;
                    changed.signalAll();
                    return null;
                });
    }

    private void send(TapeFrame frame, Function<String, List<String>> texts) {
        List<Session> takers = sessions.stream().filter(s -> s.wants(frame.stream())).toList();
        if (takers.isEmpty()) {
            return;
        }
        String channel = frame.stream().map(StreamKey::type).orElse("unknown");
        for (String text : texts.apply(frame.text())) {
            for (Session taker : takers) {
                if (taker.send(text)) {
                    counters.sent(channel);
                    counters.sentTrades(text.equals(frame.text()) ? frame.trades().size() : 0);
                }
            }
        }
    }

    private void requireStanding() {
        hold.require(
                standing().entrySet().stream()
                        .filter(entry -> heldTypes.contains(entry.getKey().type()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                System.nanoTime());
    }

    private Map<StreamKey, Integer> standing() {
        Map<StreamKey, Integer> standing = new HashMap<>();
        sessions.stream()
                .filter(Session::stands)
                .flatMap(session -> session.streams().stream())
                .forEach(stream -> standing.merge(stream, 1, Integer::sum));
        return standing;
    }
}
