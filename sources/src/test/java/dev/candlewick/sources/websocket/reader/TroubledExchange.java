package dev.candlewick.sources.websocket.reader;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The exchange's side of a {@link TestingTransport}: it trades, sends the last trades again to a
 * new subscription, and gets into trouble on request.
 */
final class TroubledExchange {

    static final long START = TestingTimeSource.START.toEpochMilli();
    private static final int RESENT = 30;

    private final List<String> coins;
    private final Map<String, TreeSet<Long>> traded = new TreeMap<>();
    private final Set<String> subscribed = new HashSet<>();
    private TestingTransport.Peer connected;
    private TestingTransport.Peer lastTried;
    private int refusesUntil;
    private boolean isSilent;

    TroubledExchange(List<String> coins) {
        this.coins = coins;
        coins.forEach(coin -> traded.put(coin, new TreeSet<>()));
    }

    NavigableSet<Long> traded(String coin) {
        return traded.get(coin);
    }

    boolean isConnected() {
        return connected != null && !connected.isClosedByClient();
    }

    /** Makes a trade; returns whether it was sent. */
    boolean trade(String coin, long id) {
        traded.get(coin).add(id);
        boolean isSent = connected != null && !isSilent && subscribed.contains(coin);
        if (isSent) {
            connected.say(Wire.trades(coin, START + id, id));
        }
        return isSent;
    }

    void say(String frame) {
        if (connected != null) {
            connected.say(frame);
        }
    }

    void drop() {
        if (connected != null) {
            connected.drop(1006, "reset");
            connected = null;
        }
    }

    void refuseUntil(int step) {
        drop();
        refusesUntil = step;
    }

    /** Neither trades nor pongs, on an open connection. */
    void fallSilent() {
        isSilent = true;
    }

    /** The client's process was killed. */
    void forgetConnection() {
        connected = null;
    }

    void converse(TestingTransport transport, int step) {
        if (connected != null && connected.isClosedByClient()) {
            connected = null;
        }
        boolean isNew = transport.attempts() > 0 && transport.peer() != connected;
        if (connected == null && isNew && !transport.peer().isClosedByClient()) {
            answerAttempt(transport.peer(), step);
        }
        if (connected != null) {
            connected.takeReceived().forEach(this::answer);
        }
    }

    private void answerAttempt(TestingTransport.Peer peer, int step) {
        if (step < refusesUntil) {
            peer.drop(1006, "refused");
        } else if (lastTried != peer) {
            connected = peer;
            subscribed.clear();
            isSilent = false;
            peer.accept();
        }
        lastTried = peer;
    }

    private void answer(String request) {
        if (isSilent) {
            return;
        }
        if (request.equals(Wire.PING)) {
            connected.say(Wire.PONG);
        }
        for (String coin : coins) {
            if (request.contains("\"subscribe\"") && request.contains(coin)) {
                connected.say(Wire.acknowledged("trades", coin));
                sendAgain(coin);
                subscribed.add(coin);
            }
        }
    }

    private void sendAgain(String coin) {
        long[] resent =
                traded.get(coin).descendingSet().stream()
                        .limit(RESENT)
                        .mapToLong(Long::longValue)
                        .sorted()
                        .toArray();
        connected.say(
                resent.length == 0
                        ? "{\"channel\":\"trades\",\"data\":[]}"
                        : Wire.trades(coin, START + resent[0], resent));
    }
}
