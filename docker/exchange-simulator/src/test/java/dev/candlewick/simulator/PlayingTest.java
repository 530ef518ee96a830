package dev.candlewick.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How the tape runs: its start, lost connections, its end. */
class PlayingTest {

    @Test
    void startsWhenAllCoinsAreSubscribedOverWhateverConnections() throws Exception {
        Tape tape = TestTapes.addTrades(TestTapes.trades("BTC", 1, 100), "ETH", 1, 100).build();
        try (ExchangeSimulator exchange = start(ExchangeSimulator.builder().tape(tape).maxSpeed());
                TestClient btc = TestClient.connect(exchange).subscribe("trades", "BTC");
                TestClient eth = TestClient.connect(exchange)) {
            btc.await(text -> text.contains("\"tid\":1}"));
            assertThat(exchange.counters().framesPlayed()).isZero();
            eth.subscribe("trades", "ETH");
            assertThat(eth.awaitClosed()).isEqualTo(1000);
            assertThat(btc.awaitClosed()).isEqualTo(1000);
            assertThat(btc.tids("BTC")).isEqualTo(tids(1, 100));
            assertThat(eth.tids("ETH")).isEqualTo(tids(1, 100));
        }
    }

    @Test
    void saysWhyItClosesAtTheEnd() throws Exception {
        try (ExchangeSimulator exchange =
                        start(
                                ExchangeSimulator.builder()
                                        .tape(TestTapes.trades("BTC", 1, 3).build())
                                        .maxSpeed());
                TestClient client = TestClient.connect(exchange).subscribe("trades", "BTC")) {
            assertThat(exchange.awaitEnd(TestClient.LIMIT)).isTrue();
            assertThat(client.awaitClosed()).isEqualTo(1000);
            assertThat(client.closeReason()).isEqualTo("end of tape");
            assertThat(exchange.awaitGoodbyes(TestClient.LIMIT)).isTrue();
        }
    }

    @Test
    void staysOpenAtTheEndIfSet() throws Exception {
        Tape tape = TestTapes.trades("BTC", 1, 3).build();
        try (ExchangeSimulator exchange =
                        start(ExchangeSimulator.builder().tape(tape).maxSpeed().stayOpen());
                TestClient client = TestClient.connect(exchange).subscribe("trades", "BTC")) {
            assertThat(exchange.awaitEnd(TestClient.LIMIT)).isTrue();
            client.send("{\"method\":\"ping\"}");
            client.await(text -> text.contains("pong"));
            assertThat(client.closed()).isFalse();
        }
    }

    @Test
    void resendsExactlyWhatTheRecorderGotAfterItsReconnect() throws Exception {
        // The recorder missed trades 51 to 70 at first and got 41 to 70 when it was back.
        TapeBuilder builder =
                TestTapes.trades("BTC", 1, 50)
                        .closed(TestTapes.at(51), "lost")
                        .trades(TestTapes.at(70), TestTapes.tradeArray("BTC", 41, 70));
        Tape tape = TestTapes.addTrades(builder, "BTC", 71, 80).build();
        try (ExchangeSimulator exchange = start(ExchangeSimulator.builder().tape(tape).maxSpeed());
                TestClient before = TestClient.connect(exchange).subscribe("trades", "BTC")) {
            assertThat(before.awaitClosed()).isEqualTo(1006);
            assertThat(before.tids("BTC")).isEqualTo(tids(1, 50));
            try (TestClient after = TestClient.connect(exchange).subscribe("trades", "BTC")) {
                assertThat(after.awaitClosed()).isEqualTo(1000);
                assertThat(after.tids("BTC")).isEqualTo(tids(41, 80));
            }
        }
    }

    @Test
    void letsClientsReadEachResendOfALineThatKeepsBreaking() throws Exception {
        Tape tape =
                TestTapes.trades("BTC", 1, 20)
                        .closed(TestTapes.at(21), "lost")
                        .trades(TestTapes.at(50), TestTapes.tradeArray("BTC", 21, 50))
                        .closed(TestTapes.at(51), "lost")
                        .trades(TestTapes.at(80), TestTapes.tradeArray("BTC", 51, 80))
                        .build();
        List<Long> received = new ArrayList<>();
        try (ExchangeSimulator exchange =
                start(ExchangeSimulator.builder().tape(tape).maxSpeed())) {
            for (int code : new int[] {1006, 1006, 1000}) {
                try (TestClient client = TestClient.connect(exchange).subscribe("trades", "BTC")) {
                    assertThat(client.awaitClosed()).isEqualTo(code);
                    received.addAll(client.tids("BTC"));
                }
            }
        }
        assertThat(received).isEqualTo(tids(1, 80));
    }

    @Test
    void waitsForAClientThatLeftByItself() throws Exception {
        Tape tape = TestTapes.trades("BTC", 1, 4000).build();
        try (ExchangeSimulator exchange =
                        start(ExchangeSimulator.builder().tape(tape).speed(200_000));
                TestClient before = TestClient.connect(exchange).subscribe("trades", "BTC")) {
            before.await(text -> text.contains("\"tid\":100}"));
            before.closeBlocking();
            try (TestClient after = TestClient.connect(exchange).subscribe("trades", "BTC")) {
                assertThat(after.awaitClosed()).isEqualTo(1000);
                assertThat(after.tids("BTC")).endsWith(4000L);
                assertThat(after.tradeFrames("BTC").get(0)).hasSize(30);
            }
        }
    }

    @Test
    void goesOnWithoutAClientThatDoesNotComeBack() throws Exception {
        Tape tape =
                TestTapes.trades("BTC", 1, 50)
                        .closed(TestTapes.at(51), "lost")
                        .trades(TestTapes.at(60), TestTapes.tradeArray("BTC", 31, 60))
                        .build();
        try (ExchangeSimulator exchange =
                        start(
                                ExchangeSimulator.builder()
                                        .tape(tape)
                                        .maxSpeed()
                                        .resubscribeTimeout(Duration.ofMillis(50)));
                TestClient client = TestClient.connect(exchange).subscribe("trades", "BTC")) {
            assertThat(client.awaitClosed()).isEqualTo(1006);
            assertThat(exchange.awaitEnd(TestClient.LIMIT)).isTrue();
        }
    }

    @Test
    void keepsTheRecordedPace() throws Exception {
        Tape tape = TestTapes.trades("BTC", 1, 31).build();
        try (ExchangeSimulator exchange =
                        ExchangeSimulator.builder().tape(tape).speed(100).build().start();
                TestClient client = TestClient.connect(exchange)) {
            long before = System.nanoTime();
            client.subscribe("trades", "BTC").awaitClosed();
            // 29 seconds from the first live frame to the last, at 100 times the speed.
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isBetween(Duration.ofMillis(290), Duration.ofSeconds(10));
        }
    }

    @Test
    void slowsDownForASlowReader() throws Exception {
        String large = "x".repeat(20_000);
        TapeBuilder builder = TestTapes.trades("BTC", 1, 1);
        for (int i = 1; i <= 2_000; i++) {
            builder.frame(TestTapes.at(i), large);
        }
        try (ExchangeSimulator exchange =
                        start(ExchangeSimulator.builder().tape(builder.build()).maxSpeed());
                TestClient client = TestClient.connect(exchange)) {
            synchronized (client) {
                // Its reading thread cannot hand over any frame meanwhile.
                client.subscribe("trades", "BTC");
                assertThat(exchange.awaitEnd(Duration.ofSeconds(1))).isFalse();
            }
            assertThat(client.awaitClosed()).isEqualTo(1000);
            assertThat(client.received()).filteredOn(large::equals).hasSize(2_000);
        }
    }

    @Test
    void dropsAClientItHasNothingToTell() throws Exception {
        Tape tape = TestTapes.trades("BTC", 1, 3).build();
        try (ExchangeSimulator exchange =
                        start(
                                ExchangeSimulator.builder()
                                        .tape(tape)
                                        .maxSpeed()
                                        .idleTimeout(Duration.ofMillis(100)));
                TestClient client = TestClient.connect(exchange)) {
            assertThat(client.awaitClosed()).isEqualTo(1006);
        }
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        Tape tape = TestTapes.trades("BTC", 1, 1000).build();
        List<Thread> before = List.copyOf(Thread.getAllStackTraces().keySet());
        ExchangeSimulator exchange = ExchangeSimulator.builder().tape(tape).build().start();
        TestClient client = TestClient.connect(exchange).subscribe("trades", "BTC");
        client.await(text -> text.contains("\"tid\":1}"));
        client.closeBlocking();
        exchange.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(Thread::isAlive)
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("simulator") || name.contains("WebSocket"));
    }

    private static ExchangeSimulator start(SimulatorBuilder builder) throws InterruptedException {
        return builder.build().start();
    }

    private static List<Long> tids(int from, int to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
