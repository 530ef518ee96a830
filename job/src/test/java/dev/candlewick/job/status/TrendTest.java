package dev.candlewick.job.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Status shows how the counts of the last hour went. */
class TrendTest {

    private static final long MINUTE = 60_000;
    private final Trend trend = new Trend();

    @Test
    void everyFiveMinutesAreAStepAndOnlyTheLastHourIsKept() {
        for (long minute = 0; minute <= 120; minute++) {
            trend.on(1_000 + minute * MINUTE, minute < 60 ? minute * 1_000 : 60_000 + minute);
        }
        assertThat(shown()).isEqualTo("trades " + bars() + " 55 in 60 min");
    }

    @Test
    void aCountThatBeginsAnewAfterARestartIsNoNegativeStep() {
        trend.on(1_000, 500);
        trend.on(1_000 + 4 * MINUTE, 900);
        trend.on(1_000 + 4 * MINUTE + 1, 10);
        trend.on(1_000 + 5 * MINUTE, 60);

        assertThat(shown()).isEqualTo("trades █▁ 50 in 10 min");
    }

    /** Eleven equal steps, and one that has just begun. */
    private static String bars() {
        return "█".repeat(11) + "▁";
    }

    private String shown() {
        Map<String, Long> numbers = new HashMap<>();
        trend.putInto(numbers, "trades");
        return Trend.shown(new RunReport("run", 0, numbers, List.of()), "trades");
    }
}
