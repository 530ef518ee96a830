package dev.candlewick.functions.quality;

import static dev.candlewick.functions.model.TestingFeed.at;
import static dev.candlewick.functions.quality.TestingBars.bar;
import static dev.candlewick.functions.quality.TestingBars.candle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.junit.jupiter.api.Test;

/** As state that Flink has copied, which it does after each checkpoint. */
class IntervalComparisonTest {

    private static final ReconciliationRules RULES =
            ReconciliationRules.of(List.of(BarInterval.M1), 1);

    @Test
    void barsThatAreDueComeInOrder() {
        IntervalComparison comparison = new IntervalComparison();
        for (int minute = 10; minute < 40; minute++) {
            Bar bar = bar("12:%d:00".formatted(minute), Coverage.COMPLETE, "101", "1");
            comparison.waiting.put(bar.openTime(), bar);
        }

        assertThat(copy(comparison).takeDue(at("13:00:00"), RULES))
                .hasSize(30)
                .extracting(Bar::openTime)
                .isSorted();
    }

    @Test
    void theOldestCandleIsForgotten() {
        IntervalComparison comparison = new IntervalComparison();
        for (int minute = 10; minute < 40; minute++) {
            comparison = copy(comparison);
            comparison.keep(candle("12:%d:00".formatted(minute), "101", "1"));
        }

        assertThat(comparison.candles)
                .containsOnlyKeys(at("12:37:00"), at("12:38:00"), at("12:39:00"));
    }

    private static IntervalComparison copy(IntervalComparison comparison) {
        return TypeInformation.of(IntervalComparison.class)
                .createSerializer(new SerializerConfigImpl())
                .copy(comparison);
    }
}
