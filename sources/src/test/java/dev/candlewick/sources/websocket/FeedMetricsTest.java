package dev.candlewick.sources.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.metrics.groups.InternalSourceReaderMetricGroup;
import org.junit.jupiter.api.Test;

class FeedMetricsTest {

    private final Gauges gauges = new Gauges();
    private final SourceReaderMetricGroup group = InternalSourceReaderMetricGroup.mock(gauges);
    private final TestingTimeSource time = new TestingTimeSource();
    private final FrameQueue queue = new FrameQueue(10, 1_000);
    private final FeedMetrics metrics = new FeedMetrics(group, queue, time);

    @Test
    void tellsHowFullTheQueueIs() {
        int generation = queue.nextGeneration();
        queue.put(new Incoming.Frame(generation, new byte[42], 0));

        assertThat(gauges.value("queuedFrames")).isEqualTo(1);
        assertThat(gauges.value("queuedBytes")).isEqualTo(42L);
    }

    @Test
    void tellsHowLongNothingHasArrived() {
        metrics.onFrame(10);
        time.pass(Duration.ofSeconds(7));

        assertThat(gauges.value("millisSinceLastFrame")).isEqualTo(7_000L);
    }

    @Test
    void countsRefusedInputUnderFlinksOwnName() {
        metrics.onRejected();

        assertThat(group.getNumRecordsInErrorsCounter().getCount()).isEqualTo(1);
    }

    private static final class Gauges extends UnregisteredMetricsGroup {

        private final Map<String, Gauge<?>> gauges = new HashMap<>();

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            gauges.put(name, gauge);
            return gauge;
        }

        Object value(String name) {
            return gauges.get(name).getValue();
        }
    }
}
