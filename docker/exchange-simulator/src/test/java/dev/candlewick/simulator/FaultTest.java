package dev.candlewick.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Scripted faults, as the client of a tape of trades 1 to 100 sees them; trade 1 is sent on
 * subscribing.
 */
class FaultTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void aDroppedClientMissesNothing() throws Exception {
        try (ExchangeSimulator exchange = start(Script.builder().afterFrames(50, Fault.dropAll()));
                TestClient before = TestClient.connect(exchange).subscribe("trades", "BTC")) {
            assertThat(before.awaitClosed()).isEqualTo(1006);
            assertThat(before.tids("BTC")).isEqualTo(tids(1, 51));
            assertThat(reconnected(exchange)).isEqualTo(tids(22, 100));
        }
    }

    @Test
    void onlyTheNamedConnectionIsDropped() throws Exception {
        try (ExchangeSimulator exchange = start(Script.builder().afterFrames(0, Fault.drop(2)));
                TestClient first = TestClient.connect(exchange);
                TestClient second = TestClient.connect(exchange)) {
            first.subscribe("bbo", "BTC");
            second.subscribe("trades", "BTC");
            assertThat(second.awaitClosed()).isEqualTo(1006);
            assertThat(first.closed()).isFalse();
            assertThat(reconnected(exchange)).isEqualTo(tids(1, 100));
            assertThat(first.awaitClosed()).isEqualTo(1000);
        }
    }

    @Test
    void anOutageLongerThanTheResendIsAGap() throws Exception {
        Script.Builder script =
                Script.builder().at(TestTapes.at(41), Fault.outage(Duration.ofSeconds(45)));
        try (ExchangeSimulator exchange = start(script);
                TestClient before = TestClient.connect(exchange).subscribe("trades", "BTC")) {
            assertThat(before.awaitClosed()).isEqualTo(1006);
            assertThat(before.tids("BTC")).isEqualTo(tids(1, 40));
            assertThat(reconnected(exchange)).isEqualTo(tids(56, 100));
        }
    }

    @Test
    void aStalledConnectionAnswersPingsOnly() throws Exception {
        try (ExchangeSimulator exchange =
                        start(Script.builder().afterFrames(50, Fault.stall(LONG)));
                TestClient stalled = TestClient.connect(exchange).subscribe("trades", "BTC")) {
            stalled.await(text -> text.contains("\"tid\":51}"));
            stalled.send("{\"method\":\"ping\"}");
            stalled.await(text -> text.contains("pong"));
            assertThat(stalled.tids("BTC")).isEqualTo(tids(1, 51));
            assertThat(reconnected(exchange)).as("played on another connection").endsWith(100L);
        }
    }

    @Test
    void aStallEndsByItself() throws Exception {
        Fault stall = Fault.stallWithoutPongs(Duration.ofMillis(200));
        try (ExchangeSimulator exchange = start(Script.builder().afterFrames(50, stall));
                TestClient client = TestClient.connect(exchange).subscribe("trades", "BTC")) {
            assertThat(client.awaitClosed()).isEqualTo(1000);
            assertThat(client.tids("BTC")).isEqualTo(tids(1, 100));
        }
    }

    @Test
    void garbageComesBetweenTheFrames() throws Exception {
        try (ExchangeSimulator exchange =
                        start(Script.builder().afterFrames(50, Fault.send("<html>")));
                TestClient client = TestClient.connect(exchange).subscribe("trades", "BTC")) {
            client.awaitClosed();
            // The acknowledgement and the resend came first.
            assertThat(client.received().indexOf("<html>")).isEqualTo(52);
            assertThat(client.tids("BTC")).isEqualTo(tids(1, 100));
        }
    }

    @Test
    void damagedFramesAreNoJsonAndTheSameForASeed() throws Exception {
        List<String> damaged = playDamaged(7);
        assertThat(damaged).hasSize(20).allMatch(text -> Json.parse(text).isMissingNode());
        assertThat(playDamaged(7)).isEqualTo(damaged);
        assertThat(playDamaged(8)).isNotEqualTo(damaged);
    }

    @Test
    void framesAreSentTwice() throws Exception {
        try (ExchangeSimulator exchange = start(Script.builder().afterFrames(97, Fault.repeat(2)));
                TestClient client = TestClient.connect(exchange).subscribe("trades", "BTC")) {
            client.awaitClosed();
            assertThat(client.tids("BTC"))
                    .isEqualTo(
                            Stream.concat(tids(1, 98).stream(), Stream.of(99L, 99L, 100L, 100L))
                                    .toList());
        }
    }

    @Test
    void aDelayLosesNothing() throws Exception {
        Fault delay = Fault.delay(Duration.ofMillis(100));
        try (ExchangeSimulator exchange = start(Script.builder().at(TestTapes.at(50), delay));
                TestClient client = TestClient.connect(exchange).subscribe("trades", "BTC")) {
            client.awaitClosed();
            assertThat(client.tids("BTC")).isEqualTo(tids(1, 100));
        }
    }

    @Test
    void handshakesAreRefused() throws Exception {
        try (ExchangeSimulator exchange =
                start(Script.builder().atStart(Fault.refuseHandshakes(2)))) {
            assertThat(TestClient.canConnect(exchange)).isFalse();
            assertThat(TestClient.canConnect(exchange)).isFalse();
            assertThat(TestClient.canConnect(exchange)).isTrue();
        }
        Fault forLong = Fault.refuseHandshakes(LONG);
        try (ExchangeSimulator exchange = start(Script.builder().atStart(forLong))) {
            assertThat(TestClient.canConnect(exchange)).isFalse();
        }
    }

    @Test
    void anAcknowledgementIsWithheld() throws Exception {
        try (ExchangeSimulator exchange = start(Script.builder().atStart(Fault.withholdAcks(1)));
                TestClient client =
                        TestClient.connect(exchange).subscribe("trades", "BTC", "BTC")) {
            client.awaitClosed();
            assertThat(client.received())
                    .noneMatch(text -> text.contains("subscriptionResponse"))
                    .anyMatch(text -> text.contains("Already subscribed"));
            assertThat(client.tids("BTC")).isEqualTo(tids(1, 100));
        }
    }

    private static List<String> playDamaged(long seed) throws InterruptedException {
        Script script = Script.builder().afterFrames(10, Fault.damage(20)).build();
        try (ExchangeSimulator exchange =
                        ExchangeSimulator.builder()
                                .tape(TestTapes.trades("BTC", 1, 100).build())
                                .maxSpeed()
                                .script(script)
                                .seed(seed)
                                .build()
                                .start();
                TestClient client = TestClient.connect(exchange).subscribe("trades", "BTC")) {
            client.awaitClosed();
            // Damaged copies stand before the frames they are of: acknowledgement, resend and ten
            // frames came first.
            List<String> frames = client.received().subList(12, 52);
            return Stream.iterate(0, i -> i < 40, i -> i + 2).map(frames::get).toList();
        }
    }

    private static ExchangeSimulator start(Script.Builder script) throws InterruptedException {
        return ExchangeSimulator.builder()
                .tape(TestTapes.trades("BTC", 1, 100).build())
                .maxSpeed()
                .script(script.build())
                .build()
                .start();
    }

    private static List<Long> reconnected(ExchangeSimulator exchange) throws InterruptedException {
        try (TestClient client = TestClient.connect(exchange).subscribe("trades", "BTC")) {
            assertThat(client.awaitClosed()).isEqualTo(1000);
            return client.tids("BTC");
        }
    }

    private static List<Long> tids(int from, int to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
