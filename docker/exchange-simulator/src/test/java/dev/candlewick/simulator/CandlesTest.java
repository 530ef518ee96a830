package dev.candlewick.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandlesTest {

    private static final List<TapeTrade> TRADES =
            List.of(
                    TapeTrade.of("BTC", "B", "10.0", "1.5", 60_000, 1),
                    TapeTrade.of("BTC", "A", "9.0", "0.25", 119_999, 2),
                    TapeTrade.of("BTC", "B", "12.0", "1", 240_000, 3));

    @Test
    void silentMinutesAreFlatAtThePreviousClose() {
        List<ObjectNode> rows = new Candles("1m", TRADES).between(0, Long.MAX_VALUE, 240_000, 0);
        assertThat(rows)
                .extracting(row -> row.path("t").asLong())
                .containsExactly(60_000L, 120_000L, 180_000L, 240_000L);
        assertThat(rows)
                .extracting(row -> row.path("v").asText())
                .containsExactly("1.75", "0.0", "0.0", "1.0");
        assertThat(rows)
                .extracting(row -> row.path("o").asText())
                .containsExactly("10.0", "9.0", "9.0", "12.0");
        assertThat(rows)
                .extracting(row -> row.path("l").asText())
                .containsExactly("9.0", "9.0", "9.0", "12.0");
        assertThat(rows).extracting(row -> row.path("n").asInt()).containsExactly(2, 0, 0, 1);
    }

    @Test
    void aCandleThatOverlapsTheWindowIsReturned() {
        assertThat(new Candles("1m", TRADES).between(119_999, 120_000, 240_000, 0)).hasSize(2);
        assertThat(new Candles("1m", TRADES).between(120_000, 179_999, 240_000, 0)).hasSize(1);
    }

    @Test
    void silenceGoesOnUntilNow() {
        assertThat(openTimes(419_999, 0)).endsWith(240_000L, 300_000L, 360_000L);
        assertThat(openTimes(420_000, 0)).endsWith(360_000L, 420_000L);
    }

    @Test
    void silentMinutesCanComeLate() {
        assertThat(openTimes(419_999, 60_000)).endsWith(180_000L, 240_000L);
        assertThat(openTimes(420_000, 60_000)).endsWith(240_000L, 300_000L);
    }

    @Test
    void onlyTheNewestFiveThousandAreKept() {
        List<Long> times = openTimes(60_000L * 6_000, 0);
        assertThat(times).hasSize(5_000).startsWith(60_000L * 1_001).endsWith(60_000L * 6_000);
    }

    private static List<Long> openTimes(long now, long lateMillis) {
        return new Candles("1m", TRADES)
                .between(0, Long.MAX_VALUE, now, lateMillis).stream()
                        .map(row -> row.path("t").asLong())
                        .toList();
    }

    @Test
    void weeksAndMonthsCountFromTheEpoch() {
        assertThat(Candles.millis("1w")).isEqualTo(7 * 86_400_000L);
        assertThat(Candles.millis("1M")).isEqualTo(30 * 86_400_000L);
    }
}
