package dev.candlewick.functions.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class LatencyTest {
    private final Map<String, Histogram> shown = new HashMap<>();
    private final UnregisteredMetricsGroup group =
            new UnregisteredMetricsGroup() {
                @Override
                public <H extends Histogram> H histogram(String name, H histogram) {
                    shown.put(name, histogram);
                    return histogram;
                }
            };

    @Test
    void saysHowLongTheNewestTook() {
        Latency latency = Latency.shownIn(group, "toBar");
        for (int i = 0; i < 5_000; i++) {
            latency.add(1_000_000, 9_000);
        }
        for (int millis = 1; millis <= 1_000; millis++) {
            latency.add(1_000_999, 1_000 + millis);
        }

        HistogramStatistics statistics = shown.get("toBar").getStatistics();
        assertThat(statistics.getMin()).isEqualTo(1);
        assertThat(statistics.getQuantile(0.5)).isBetween(499.0, 502.0);
        assertThat(statistics.getMax()).isEqualTo(1_000);
    }

    @Test
    void isNeverNegativeWhereClocksDisagree() {
        Latency.shownIn(group, "toBar").add(2_000_000, 1_999);

        assertThat(shown.get("toBar").getStatistics().getMin()).isZero();
    }
}
