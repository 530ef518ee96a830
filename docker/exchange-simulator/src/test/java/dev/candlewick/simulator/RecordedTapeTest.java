package dev.candlewick.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped tape as clients get it, the real reconnect included. */
class RecordedTapeTest {

    private static Tape tape;

    @BeforeAll
    static void read() {
        tape = Tape.recorded();
    }

    @Test
    void holdsEveryRecordedTrade() {
        Map<String, Integer> trades = new LinkedHashMap<>();
        tape.trades().forEach(trade -> trades.merge(trade.coin(), 1, Integer::sum));
        assertThat(trades)
                .containsEntry("BTC", 6675)
                .containsEntry("ETH", 6867)
                .containsEntry("SOL", 4427)
                .containsEntry("WLFI", 2555)
                .hasSize(4);
    }

    @Test
    void reachesOneClientCompletelyThroughTheReconnect() throws Exception {
        Received all = playTo(tape, "BTC ETH SOL WLFI");
        assertThat(all.distinct("BTC")).hasSize(6675);
        assertThat(all.distinct("ETH")).hasSize(6867);
        assertThat(all.distinct("SOL")).hasSize(4427);
        assertThat(all.distinct("WLFI")).hasSize(2555);
        assertThat(all.sessions).isEqualTo(2);
    }

    @Test
    void resendsAfterTheReconnectWhatTheRecorderGot() throws Exception {
        Received all = playTo(tape, "BTC ETH", "SOL WLFI");
        assertThat(all.seenBefore("BTC")).as("a real gap").isZero();
        assertThat(all.seenBefore("ETH")).isEqualTo(17);
        assertThat(all.seenBefore("SOL")).isEqualTo(10);
        assertThat(all.seenBefore("WLFI")).isEqualTo(8);
    }

    @Test
    void reachesClientsFrameByFrameWhenTheTapeWaitsForAllStreams() throws Exception {
        String[] coins = {"BTC", "ETH", "SOL", "WLFI"};
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder()
                        .tape(tape)
                        .maxSpeed()
                        .startWhenSubscribed("trades", coins)
                        .startWhenSubscribed("bbo", "BTC")
                        .startWhenSubscribed("l2Book", "BTC")
                        .holdFor("trades", "bbo", "l2Book")
                        .build()
                        .start()) {
            for (int code : new int[] {1006, 1000}) {
                try (TestClient client = TestClient.connect(exchange)) {
                    client.subscribe("trades", coins)
                            .subscribe("bbo", "BTC")
                            .subscribe("l2Book", "BTC");
                    assertThat(client.awaitClosed()).isEqualTo(code);
                }
            }
            assertThat(exchange.counters().framesSent("bbo")).isEqualTo(13_896);
            assertThat(exchange.counters().framesSent("l2Book")).isEqualTo(3_785);
            assertThat(exchange.counters().framesSent("trades")).isEqualTo(7_614);
            assertThat(exchange.counters().tradesSent()).isEqualTo(6675 + 6884 + 4437 + 2563);
        }
    }

    @Test
    void canBeCutAroundTheReconnect() throws Exception {
        Tape cut =
                tape.cut(
                        Instant.parse("2025-09-04T19:58:00Z"),
                        Instant.parse("2025-09-04T19:59:00Z"));
        Received received = playTo(cut, "BTC ETH", "SOL WLFI");
        Map<String, Set<Long>> expected = new HashMap<>();
        cut.trades()
                .forEach(
                        trade ->
                                expected.computeIfAbsent(trade.coin(), key -> new HashSet<>())
                                        .add(trade.tid()));
        expected.forEach((coin, tids) -> assertThat(received.distinct(coin)).isEqualTo(tids));
        assertThat(received.seenBefore("BTC")).isZero();
        assertThat(received.seenBefore("ETH")).isEqualTo(17);
    }

    @Test
    void isTheSameEachTime() throws Exception {
        Received once = playTo(tape, "BTC ETH SOL WLFI");
        Received again = playTo(tape, "WLFI BTC", "SOL", "ETH");
        assertThat(again.tids).isEqualTo(once.tids);
    }

    /** Trade ids of each coin in the order of receipt, and where the second connection began. */
    private static final class Received {
        final Map<String, List<Long>> tids = new HashMap<>();
        final Map<String, Integer> reconnectedAt = new HashMap<>();
        int sessions;

        void add(String coin, List<Long> more) {
            List<Long> all = tids.computeIfAbsent(coin, key -> new ArrayList<>());
            reconnectedAt.put(coin, all.size());
            all.addAll(more);
        }

        Set<Long> distinct(String coin) {
            return new HashSet<>(tids.get(coin));
        }

        long seenBefore(String coin) {
            List<Long> all = tids.get(coin);
            int from = reconnectedAt.get(coin);
            return all.subList(from, from + 30).stream()
                    .filter(new HashSet<>(all.subList(0, from))::contains)
                    .count();
        }
    }

    private static Received playTo(Tape played, String... coinsOfClients)
            throws InterruptedException {
        Received received = new Received();
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder().tape(played).maxSpeed().build().start()) {
            do {
                received.sessions++;
                playUntilClosed(exchange, received, coinsOfClients);
            } while (!exchange.awaitEnd(Duration.ZERO));
        }
        return received;
    }

    private static void playUntilClosed(
            ExchangeSimulator exchange, Received received, String[] coinsOfClients)
            throws InterruptedException {
        List<TestClient> clients = new ArrayList<>();
        for (String coins : coinsOfClients) {
            TestClient client = TestClient.connect(exchange);
            clients.add(client.subscribe("trades", coins.split(" ")));
        }
        for (int i = 0; i < clients.size(); i++) {
            TestClient client = clients.get(i);
            assertThat(client.awaitClosed()).isIn(1000, 1006);
            for (String coin : coinsOfClients[i].split(" ")) {
                received.add(coin, client.tids(coin));
            }
        }
    }
}
