package dev.candlewick.functions.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.TestingFeed;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private final Map<String, Gauge<?>> gauges = new HashMap<>();
    private final Freshness freshness = new Freshness(new Labelled("", gauges));
    private final TestingFeed btc = new TestingFeed("BTC");
    private final TestingFeed eth = new TestingFeed("ETH");

    @Test
    void eachSymbolHasATimeOfItsOwn() {
        freshness.onSymbol(btc.buy("12:00:03", "100", "1"));
        freshness.onSymbol(btc.time("12:00:01"));
        freshness.onSymbol(eth.covered("12:00:02"));

        assertThat(gauges.get("BTC symbolEventTime").getValue()).isEqualTo(millis("12:00:03"));
        assertThat(gauges.get("ETH symbolEventTime").getValue()).isEqualTo(millis("12:00:02"));
    }

    @Test
    void aSymbolThatIsCollectedNoMoreIsNotLate() {
        freshness.onSymbol(btc.buy("12:00:03", "100", "1"));
        freshness.onSymbol(btc.gapOpens("12:00:03", "12:00:04"));
        freshness.onSymbol(btc.ended("12:00:04"));

        assertThat((Long) gauges.get("BTC symbolEventTime").getValue()).isNegative();
        assertThat(gauges.get("BTC openGapSince").getValue()).isEqualTo(0L);
    }

    @Test
    void aGapIsOpenUntilItEndsOrHeals() {
        freshness.onSymbol(btc.gapOpens("12:00:00", "12:00:01"));
        assertThat(gauges.get("BTC openGapSince").getValue()).isEqualTo(millis("12:00:00"));

        freshness.onSymbol(btc.gap("11:00:00", "11:30:00"));
        assertThat(gauges.get("BTC openGapSince").getValue()).isEqualTo(millis("12:00:00"));

        freshness.onSymbol(btc.gapHeals("12:00:00", "12:01:00"));
        assertThat(gauges.get("BTC openGapSince").getValue()).isEqualTo(0L);
    }

    @Test
    void eachStreamSaysWhenItWasHeard() {
        freshness.onStream("trades", btc.buy("12:00:03", "100", "1"));

        assertThat(gauges.get("trades streamReceivedAt").getValue()).isEqualTo(millis("12:00:03"));
    }

    private static long millis(String time) {
        return TestingFeed.at(time) / 1_000;
    }

    /** Keeps gauges by the value of their label and their name. */
    private static final class Labelled extends UnregisteredMetricsGroup {
        private final String label;
        private final Map<String, Gauge<?>> gauges;

        Labelled(String label, Map<String, Gauge<?>> gauges) {
            this.label = label;
            this.gauges = gauges;
        }

        @Override
        public MetricGroup addGroup(String key, String value) {
            return new Labelled(value, gauges);
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            gauges.put(label + " " + name, gauge);
            return gauge;
        }
    }
}
