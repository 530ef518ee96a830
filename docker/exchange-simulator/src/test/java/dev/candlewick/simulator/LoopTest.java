package dev.candlewick.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A tape that is played again and again. */
class LoopTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();

    @Test
    void everyRoundIsNewAndLater() throws Exception {
        Tape tape = TestTapes.trades("BTC", 1, 10).build();
        try (ExchangeSimulator exchange =
                        ExchangeSimulator.builder()
                                .tape(tape)
                                .speed(100)
                                .loop(true)
                                .build()
                                .start();
                TestClient client = TestClient.connect(exchange).subscribe("trades", "BTC")) {
            String third = "\"time\":" + (TestTapes.at(10).toEpochMilli() + 2 * HOUR);
            client.await(text -> text.contains(third));
            List<TapeTrade> trades =
                    client.tradeFrames("BTC").stream().flatMap(List::stream).limit(30).toList();
            for (int i = 0; i < trades.size(); i++) {
                TapeTrade recorded = TestTapes.trade("BTC", i % 10 + 1);
                assertThat(trades.get(i).time()).isEqualTo(recorded.time() + i / 10 * HOUR);
                assertThat(trades.get(i).price()).isEqualTo(recorded.price());
                assertThat(trades.get(i).size()).isEqualTo(recorded.size());
            }
            assertThat(new HashSet<>(trades.stream().map(TapeTrade::tid).toList())).hasSize(30);
            assertThat(client.closed()).isFalse();
        }
    }

    @Test
    void theNextRoundIsMoreHoursLaterThanTheTapeIsLong() {
        Tape tape = TestTapes.trades("BTC", 1, 3602).build();
        PlayerSettings settings = new PlayerSettings(tape, 1, true, Script.none(), 1);
        assertThat(settings.roundMillis()).isEqualTo(2 * HOUR);
    }

    @Test
    void everythingDatedMovesAndHashesChange() {
        FrameShift shift = new FrameShift(1, HOUR);
        String hash = "0x" + "ab".repeat(32);
        TapeFrame trade =
                TapeFrame.parse(
                        5,
                        "{\"channel\":\"trades\",\"data\":[{\"coin\":\"BTC\",\"side\":\"A\",\"px\":\"1.50\","
                                + "\"sz\":\"2.0\",\"time\":1000,\"hash\":\""
                                + hash
                                + "\",\"tid\":7}]}");
        TapeFrame shifted = shift.shift(trade);
        assertThat(shifted.receivedNanos()).isEqualTo(5 + HOUR * 1_000_000);
        assertThat(shifted.text())
                .contains("\"time\":3601000", "\"px\":\"1.50\"")
                .doesNotContain(hash, "\"tid\":7}");
        long time = TestTapes.at(1).toEpochMilli();
        String bid = Frames.level("100.50", "1");
        TapeFrame bbo = TapeFrame.parse(0, Frames.bbo("BTC", time, bid, "null"));
        assertThat(shift.shift(bbo).text()).isEqualTo(Frames.bbo("BTC", time + HOUR, bid, "null"));
        assertThat(
                        shift.shift(
                                        TapeFrame.parse(
                                                0,
                                                "{\"channel\":\"candle\",\"data\":{\"t\":0,\"T\":59999,"
                                                        + "\"s\":\"BTC\",\"i\":\"1m\"}}"))
                                .text())
                .contains("\"t\":3600000,\"T\":3659999");
    }
}
