package dev.candlewick.sources.simulation;

import dev.candlewick.functions.model.Trade;
import dev.candlewick.sources.websocket.reader.TestingTransport;
import dev.candlewick.sources.websocket.reader.Wire;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** The exchange's end of the connection, and what can happen to frames on it. */
final class Line {

    private static final int RESENT = 30;

    /** What becomes of the next frame of trades. */
    enum Damage {
        NONE,
        CUT,
        GARBLED,
        TWICE,
        HELD_BACK
    }

    private record Frame(String text, long at, long order) {}

    private final Random random;
    private final Market market;
    private final Set<String> subscribed = new HashSet<>();
    private final Map<String, Damage> damage = new HashMap<>();
    private final Queue<Frame> wire =
            new PriorityQueue<>(Comparator.comparingLong(Frame::at).thenComparing(Frame::order));
    private TestingTransport.Peer connected;
    private TestingTransport.Peer lastTried;
    private long refusesUntil;
    private boolean isSilent;
    private long lag;
    private long newestArrival;
    private long heldUntil;
    private long frames;

    Line(Random random, Market market) {
        this.random = random;
        this.market = market;
    }

    /**
     * Whether a frame is to come after newer ones. A loss meanwhile would take older trades than
     * those that a gap begins after: a gap relies on the order in which the exchange sends.
     */
    boolean isHoldingBack(long now) {
        // It arrives with the step that comes after.
        return now <= heldUntil + SimulatedRun.STEP;
    }

    void damageNext(Damage kind) {
        Market.COINS.forEach(coin -> damage.put(coin, kind));
    }

    /** Every frame is so much later from now on. */
    void slowDown(long micros) {
        lag = micros;
    }

    void fallSilent() {
        isSilent = true;
    }

    void drop(long refusesUntil) {
        this.refusesUntil = refusesUntil;
        if (connected != null) {
            connected.drop(1006, "reset");
            forgetConnection();
        }
    }

    /** The client's process is gone, and what is on its way with it. */
    void forgetConnection() {
        connected = null;
        wire.clear();
    }

    void converse(TestingTransport transport, long now) {
        if (connected != null && connected.isClosedByClient()) {
            forgetConnection();
        }
        if (connected == null
                && transport.attempts() > 0
                && transport.peer() != lastTried
                && !transport.peer().isClosedByClient()) {
            answerAttempt(transport.peer(), now);
        }
        if (connected != null) {
            connected.takeReceived().forEach(request -> answer(request, now));
        }
    }

    private void answerAttempt(TestingTransport.Peer peer, long now) {
        lastTried = peer;
        if (now < refusesUntil) {
            peer.drop(1006, "refused");
            return;
        }
        connected = peer;
        subscribed.clear();
        isSilent = false;
        peer.accept();
    }

    private void answer(String request, long now) {
        if (request.contains("\"ping\"")) {
            send(Wire.PONG, now);
        }
        for (String coin : Market.COINS) {
            if (request.contains("\"" + coin + "\"") && request.contains("\"l2Book\"")) {
                send(Wire.acknowledged("l2Book", coin), now);
            } else if (request.contains("\"" + coin + "\"")) {
                subscription(request.contains("unsubscribe"), coin, now);
            }
        }
    }

    private void subscription(boolean ends, String coin, long now) {
        String acknowledged = Wire.acknowledged("trades", coin);
        if (ends) {
            subscribed.remove(coin);
            send(acknowledged.replace("\"subscribe\"", "\"unsubscribe\""), now);
            return;
        }
        subscribed.add(coin);
        List<Trade> all = market.tradesOf(coin);
        send(acknowledged, now);
        send(frame(all.subList(Math.max(0, all.size() - RESENT), all.size())), now);
    }

    void trades(String coin, List<Trade> block, long now) {
        if (!subscribed.contains(coin) || block.isEmpty()) {
            return;
        }
        Damage kind = Damage.NONE;
        // Not both at once: a frame of older trades would seem to end what the damage has torn.
        if (!isHoldingBack(now)) {
            kind = damage.getOrDefault(coin, kind);
            damage.remove(coin);
        }
        String text = frame(block);
        switch (kind) {
            case CUT -> send(text.substring(0, 1 + random.nextInt(text.length() - 1)), now);
            case GARBLED -> send(text.replaceFirst("\"px\":\"[^\"]*", "\"px\":\"-"), now);
            case HELD_BACK -> holdBack(text, now);
            case TWICE -> {
                send(text, now);
                send(text, now);
            }
            case NONE -> send(text, now);
        }
    }

    void book(String coin, long now) {
        if (subscribed.contains(coin)) {
            send(Wire.book(coin, now / 1_000), now);
        }
    }

    /** The exchange sends it after frames of newer trades. */
    private void holdBack(String text, long now) {
        if (connected != null && !isSilent) {
            heldUntil = Math.max(newestArrival, now) + 500_000L + random.nextInt(1_500_000);
            wire.add(new Frame(text, heldUntil, frames++));
        }
    }

    private void send(String text, long at) {
        if (connected != null && !isSilent) {
            newestArrival = Math.max(newestArrival, at + lag);
            wire.add(new Frame(text, newestArrival, frames++));
        }
    }

    /** Hands over what has arrived. */
    void deliver(long now) {
        while (connected != null && !wire.isEmpty() && wire.peek().at() <= now) {
            connected.say(wire.remove().text());
        }
    }

    private static String frame(List<Trade> trades) {
        return trades.stream()
                .map(Line::element)
                .collect(Collectors.joining(",", "{\"channel\":\"trades\",\"data\":[", "]}"));
    }

    private static String element(Trade trade) {
        List<String> fields = new ArrayList<>();
        fields.add("\"coin\":\"" + trade.symbol() + "\"");
        fields.add("\"side\":\"" + (trade.side().name().equals("BUY") ? "B" : "A") + "\"");
        fields.add("\"px\":\"" + trade.price().toPlainString() + "\"");
        fields.add("\"sz\":\"" + trade.size().toPlainString() + "\"");
        fields.add("\"time\":" + trade.tradeTime() / 1_000);
        fields.add("\"hash\":\"0x0\",\"tid\":" + trade.tradeId());
        fields.add("\"users\":[\"0x1\",\"0x2\"]");
        return fields.stream().collect(Collectors.joining(",", "{", "}"));
    }
}
