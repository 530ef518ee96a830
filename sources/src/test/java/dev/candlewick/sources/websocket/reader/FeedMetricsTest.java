package dev.candlewick.sources.websocket.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.websocket.WebSocketSource;
import dev.candlewick.sources.websocket.connection.FrameQueue;
import dev.candlewick.sources.websocket.connection.Incoming;
import dev.candlewick.sources.websocket.receiver.Receiver;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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
    private final FeedMetrics metrics = new FeedMetrics(group, time);

    @Test
    void tellsHowFullTheQueueIs() {
        Receiver receiver =
                new Receiver(
                        WebSocketSource.builder(HyperliquidFeed.of())
                                .url("ws://localhost:1")
                                .symbols("BTC")
                                .build()
                                .settings(),
                        new TestingTransport(),
                        time,
                        null,
                        metrics);
        metrics.show(receiver, null);
        FrameQueue queue = receiver.queue();
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
        metrics.on(
                new FeedSignal.Rejected(
                        null, new DeadLetter(0, "x", "x", "x", "x", new byte[0]), true));

        assertThat(group.getNumRecordsInErrorsCounter().getCount()).isEqualTo(1);
    }

    @Test
    void aClockThatIsAheadIsATroubleWithItsOffsetUntilATradeIsAccepted() {
        String detail = "time is 190000: more than a minute after it was received at 100000";
        metrics.on(
                new FeedSignal.Rejected(
                        "BTC", new DeadLetter(0, "x", "x", "x", detail, new byte[0]), true));

        assertThat((String) gauges.value("trouble"))
                .startsWith("the exchange's clock: its times are 90 s ahead of this machine's.")
                .contains("check the clock");

        metrics.on(new FeedSignal.Trades("BTC", List.of(), true));
        assertThat(gauges.value("trouble")).isEqualTo("");
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
