package dev.candlewick.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

/** A plain client that keeps what it receives. */
final class TestClient extends WebSocketClient implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(30);

    private final List<String> received = new ArrayList<>();
    private int closeCode;
    private String closeReason;

    private TestClient(URI url) {
        super(url);
        setConnectionLostTimeout(0);
        setTcpNoDelay(true);
    }

    static TestClient connect(ExchangeSimulator exchange) throws InterruptedException {
        TestClient client = new TestClient(exchange.url());
        assertThat(client.connectBlocking()).as("connected").isTrue();
        return client;
    }

    /** False when the handshake was refused. */
    static boolean canConnect(ExchangeSimulator exchange) throws InterruptedException {
        try (TestClient client = new TestClient(exchange.url())) {
            return client.connectBlocking();
        }
    }

    TestClient subscribe(String type, String... coins) {
        for (String coin : coins) {
            send(request("subscribe", type, coin));
        }
        return this;
    }

    static String request(String method, String type, String coin) {
        return "{\"method\":\"%s\",\"subscription\":{\"type\":\"%s\",\"coin\":\"%s\"}}"
                .formatted(method, type, coin);
    }

    /** The first frame, received already or still to come, that matches. */
    synchronized String await(Predicate<String> which) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (received.stream().noneMatch(which)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            assertThat(left).as("frame in time among %s", received).isPositive();
            wait(left);
        }
        return received.stream().filter(which).findFirst().orElseThrow();
    }

    synchronized int awaitClosed() throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (closeReason == null) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            assertThat(left).as("closed in time").isPositive();
            wait(left);
        }
        return closeCode;
    }

    synchronized boolean closed() {
        return closeReason != null;
    }

    synchronized String closeReason() {
        return closeReason;
    }

    synchronized List<String> received() {
        return List.copyOf(received);
    }

    /** The trades of every frame of the coin, a list a frame. */
    List<List<TapeTrade>> tradeFrames(String coin) {
        List<List<TapeTrade>> frames = new ArrayList<>();
        for (String text : received()) {
            JsonNode frame = Json.parse(text);
            if (frame.path("channel").asText().equals("trades")
                    && frame.path("data").path(0).path("coin").asText().equals(coin)) {
                List<TapeTrade> trades = new ArrayList<>();
                frame.path("data").forEach(trade -> trades.add(TapeTrade.parse(trade)));
                frames.add(trades);
            }
        }
        return frames;
    }

    List<Long> tids(String coin) {
        return tradeFrames(coin).stream().flatMap(List::stream).map(TapeTrade::tid).toList();
    }

    @Override
    public synchronized void onMessage(String message) {
        received.add(message);
        notifyAll();
    }

    @Override
    public synchronized void onClose(int code, String reason, boolean remote) {
        closeCode = code;
        closeReason = reason;
        notifyAll();
    }

    @Override
    public void onOpen(ServerHandshake handshake) {}

    @Override
    public void onError(Exception e) {}
}
