package dev.candlewick.simulator;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.java_websocket.WebSocket;

/**
 * Where the tape meets the clients. One lock makes a subscribe with its snapshot atomic towards the
 * frames of the tape. Sockets are never closed under it, because closing calls back from under the
 * socket's own monitor.
 */
final class Exchange {

    /** Time-outs are noticed this late at most. */
    private static final long WAIT_NANOS = 10_000_000L;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Market market = new Market();
    private final Bulletins bulletins;
    private final Sessions sessions;
    private final Counters counters;

    /**
     * @param coins of the exchange, in the order of its contexts
     * @param recorded streams that the tape holds
     */
    Exchange(
            Sessions sessions,
            Counters counters,
            Collection<String> coins,
            Set<StreamKey> recorded) {
        this.bulletins = new Bulletins(market, coins, recorded);
        this.sessions = sessions;
        this.counters = counters;
    }

    /** Runs under the lock, after which the tape looks again at whether it may go on. */
    <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            changed.signalAll();
            lock.unlock();
        }
    }

    void run(Runnable action) {
        locked(
                () -> {
                    action.run();
                    return null;
                });
    }

    /** To be used under the lock only. */
    Market market() {
        return market;
    }

    /** What a new subscriber of the stream is sent first. To be used under the lock only. */
    Optional<String> snapshot(StreamKey stream) {
        return market.snapshot(stream).or(() -> bulletins.first(stream));
    }

    Session connect(WebSocket socket) {
        return locked(
                () -> {
                    Session session = new Session(counters.connected(), socket, System.nanoTime());
                    sessions.add(session);
                    return session;
                });
    }

    boolean unsubscribe(Session session, Subscription subscription) {
        return locked(() -> sessions.unsubscribe(session, subscription, System.nanoTime()));
    }

    void disconnected(Session session) {
        run(() -> sessions.remove(session, System.nanoTime()));
    }

    /**
     * Its subscriptions count no more, and the tape waits for them; the connection itself lives on
     * for now.
     */
    void condemn(Session session) {
        run(
                () -> {
                    sessions.holdWhatStands(System.nanoTime());
                    session.condemn();
                });
    }

    List<Session> sessions() {
        return locked(sessions::all);
    }

    /** Connections on which nothing has been sent for so long. */
    List<Session> silentFor(long nanos) {
        return locked(() -> sessions.alive(s -> System.nanoTime() - s.lastSentNanos() > nanos));
    }

    /**
     * Takes the frame into the market and sends its subscribers what {@code texts} makes of it.
     * False, and nothing done, when the tape has to wait for clients first.
     */
    boolean deliver(TapeFrame frame, Function<String, List<String>> texts) {
        return locked(
                () -> {
                    if (sessions.mustWait(System.nanoTime())) {
                        return false;
                    }
                    market.apply(frame).ifPresent(unseen -> send(unseen, texts));
                    sendBulletins();
                    return true;
                });
    }

    /** The same for a frame that no client is waited for. */
    void publish(TapeFrame frame) {
        run(() -> market.apply(frame).ifPresent(unseen -> send(unseen, List::of)));
    }

    /** What happened while no client was connected. */
    void applyUnheard(List<TapeFrame> snapshots) {
        run(() -> snapshots.forEach(market::applySnapshot));
    }

    void broadcast(String text) {
        run(() -> sessions.all().forEach(session -> session.send(text)));
    }

    /**
     * Silences the connections that match for good and takes the market on before any of their
     * clients can subscribe again. Returns them for their sockets to be broken.
     */
    List<Session> drop(Predicate<Session> which, Runnable meanwhile) {
        return locked(
                () -> {
                    sessions.holdWhatStands(System.nanoTime());
                    List<Session> dropped = sessions.alive(which);
                    dropped.forEach(Session::markDropped);
                    meanwhile.run();
                    return dropped;
                });
    }

    void mute(Session.Voice voice, long durationNanos) {
        run(() -> sessions.mute(voice, durationNanos, System.nanoTime()));
    }

    void holdForStart(Map<StreamKey, Integer> subscriptions) {
        run(() -> sessions.holdForStart(subscriptions, System.nanoTime()));
    }

    /** Blocks while the tape has to wait for its clients; returns whether it had to. */
    boolean awaitClients() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            boolean waited = false;
            while (sessions.mustWait(System.nanoTime())) {
                waited = true;
                changed.awaitNanos(WAIT_NANOS);
            }
            return waited;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the last client to go; false when that takes longer. */
    boolean awaitNobody(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!sessions.all().isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return sessions.all().isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Most frames any client still has to be written. */
    int buffered() {
        return locked(
                () ->
                        sessions.alive(session -> true).stream()
                                .mapToInt(Session::buffered)
                                .max()
                                .orElse(0));
    }

    private void sendBulletins() {
        if (!bulletins.isTimeToLook()) {
            return;
        }
        List<Session> alive = sessions.alive(session -> true);
        Set<StreamKey> wanted = new LinkedHashSet<>();
        alive.forEach(session -> wanted.addAll(session.streams()));
        for (StreamKey stream : wanted) {
            for (String text : bulletins.due(stream).stream().toList()) {
                alive.stream()
                        .filter(session -> session.wants(Optional.of(stream)))
                        .filter(session -> session.send(text))
                        .forEach(session -> counters.sent(stream.type(), 0));
            }
        }
    }

    private void send(TapeFrame frame, Function<String, List<String>> texts) {
        List<Session> takers = sessions.alive(session -> session.wants(frame.stream()));
        if (takers.isEmpty()) {
            return;
        }
        String channel = frame.stream().map(StreamKey::type).orElse("unknown");
        for (String text : texts.apply(frame.text())) {
            int trades = text.equals(frame.text()) ? frame.trades().size() : 0;
            for (Session taker : takers) {
                if (taker.send(text)) {
                    counters.sent(channel, trades);
                }
            }
        }
    }
}
