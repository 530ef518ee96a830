package dev.candlewick.sources.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Fault;
import dev.candlewick.simulator.Script;
import dev.candlewick.simulator.SimulatorBuilder;
import dev.candlewick.simulator.Tape;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JavaWebSocketTransportTest {

    private static final Tape TAPE =
            Tape.recorded()
                    .cut(
                            Instant.parse("2025-09-04T20:00:00Z"),
                            Instant.parse("2025-09-04T20:00:10Z"));

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Test
    void textGoesBothWays() throws Exception {
        try (ExchangeSimulator exchange = exchange(Script.none())) {
            WebSocketTransport.Connection connection = open(exchange.url());
            assertThat(next()).isEqualTo("open");
            connection.send("{\"method\":\"ping\"}");
            assertThat(next()).isEqualTo("{\"channel\":\"pong\"}");

            connection.close();
            assertThat(next()).startsWith("close");
        }
    }

    @Test
    void aConnectionClosedTwiceEndsOnce() throws Exception {
        try (ExchangeSimulator exchange = exchange(Script.none())) {
            WebSocketTransport.Connection connection = open(exchange.url());
            next();
            connection.close();
            connection.close();
            connection.send("into the void");

            assertThat(next()).startsWith("close");
            assertThat(heard.poll(200, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void aPortWithoutAListenerIsReportedInOneLine() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        open(URI.create("ws://127.0.0.1:" + port + "/ws"));

        assertThat(next()).startsWith("close 1006 ConnectException").doesNotContain("\n");
    }

    @Test
    void aRefusedHandshakeIsReportedWithItsStatus() throws Exception {
        Script script = Script.builder().atStart(Fault.refuseHandshakes(1)).build();
        try (ExchangeSimulator exchange = exchange(script)) {
            open(exchange.url());

            assertThat(next()).startsWith("close").containsPattern("\\b[45]\\d\\d\\b");
        }
    }

    @Test
    void anAttemptWithoutAnAnswerCanBeAbandoned() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            WebSocketTransport.Connection attempt =
                    open(URI.create("ws://127.0.0.1:" + mute.getLocalPort() + "/ws"));
            mute.accept();

            attempt.close();

            assertThat(next()).startsWith("close");
        }
    }

    private WebSocketTransport.Connection open(URI uri) {
        return new JavaWebSocketTransport(uri, Duration.ofSeconds(5), 1 << 20).open(new Heard());
    }

    private String next() throws InterruptedException {
        return heard.poll(20, TimeUnit.SECONDS);
    }

    private static ExchangeSimulator exchange(Script script) throws InterruptedException {
        SimulatorBuilder simulator = ExchangeSimulator.builder().tape(TAPE);
        return simulator.script(script).build().start();
    }

    private final class Heard implements WebSocketTransport.Listener {

        @Override
        public void onOpen() {
            heard.add("open");
        }

        @Override
        public void onFrame(byte[] payload) {
            heard.add(new String(payload, StandardCharsets.UTF_8));
        }

        @Override
        public void onClose(int code, String reason) {
            heard.add("close " + code + " " + reason);
        }
    }
}
