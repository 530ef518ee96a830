package dev.candlewick.sources.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A tape in a job: every event once, in order, whatever happens in between. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReplaySourceITCase {

    private static final int FRAMES = 30_000;

    private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .setConfiguration(METRICS.addToConfiguration(new Configuration()))
                            .build());

    private static final AtomicBoolean FAILED = new AtomicBoolean();

    @TempDir Path folder;

    @BeforeEach
    void failOnce() {
        FAILED.set(false);
    }

    @Test
    void aFailureInTheMiddleLosesAndRepeatsNothing() throws Exception {
        List<String> files = List.of(tape("one.gz", 0), tape("two.gz", 1));

        Map<String, List<String>> events = run(files, new FailAfterTheFirstCheckpoint());

        assertThat(FAILED).isTrue();
        Map<String, List<String>> expected = expected(files);
        assertThat(events).containsOnlyKeys(expected.keySet());
        expected.forEach(
                (key, ofKey) ->
                        assertThat(events.get(key)).as(key).containsExactlyElementsOf(ofKey));
        assertThat(gauge(ReplaySource.BYTES_READ)).isEqualTo(gauge(ReplaySource.BYTES_TOTAL));
        assertThat(gauge(ReplaySource.FRAMES_READ)).isPositive();
    }

    @Test
    @Timeout(60)
    void aMissingFileFailsTheJobByNameAndForGood() {
        String missing = folder.resolve("missing.jsonl").toString();
        StreamExecutionEnvironment env = environment();
        // Flink's collector ends its task manager when it is cancelled before it has begun.
        events(env, List.of(missing)).sinkTo(new DiscardingSink<>());

        assertThatThrownBy(env::execute).hasStackTraceContaining("There is no file " + missing);
    }

    /** Of the subtask, and the attempt, that came furthest. */
    private static long gauge(String name) {
        return METRICS.getMetricsByGroup().values().stream()
                .map(metrics -> metrics.get(name))
                .filter(Gauge.class::isInstance)
                .mapToLong(metric -> (Long) ((Gauge<?>) metric).getValue())
                .max()
                .orElseThrow();
    }

    private static StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(2);
        env.enableCheckpointing(50);
        return env;
    }

    private static DataStream<FeedEvent> events(
            StreamExecutionEnvironment env, List<String> files) {
        ReplaySource source = ReplaySource.builder(HyperliquidFeed.of()).files(files).build();
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), "tape");
    }

    private static Map<String, List<String>> run(
            List<String> files, MapFunction<FeedEvent, FeedEvent> failing) throws Exception {
        Map<String, List<String>> events = new TreeMap<>();
        try (CloseableIterator<FeedEvent> collected =
                events(environment(), files)
                        .map(failing)
                        .returns(FeedEvent.class)
                        // One collector, or the two subtasks' events would mix at random.
                        .global()
                        .executeAndCollect()) {
            collected.forEachRemaining(event -> add(event, events));
        }
        return events;
    }

    /**
     * In the order of each symbol, without what only carries time; runs are as long as they are.
     */
    private static void add(FeedEvent event, Map<String, List<String>> events) {
        // Market data moves no bar, and keeps an order of its own.
        String key = event.symbol() + (event.kind() == FeedEvent.Kind.DATA ? " data" : "");
        List<String> ofSymbol = events.computeIfAbsent(key, symbol -> new ArrayList<>());
        if (event.kind() == FeedEvent.Kind.TRADE) {
            for (int i = 0; i < event.run().length(); i++) {
                ofSymbol.add(event.run().trade(i).toString());
            }
        } else if (event.kind() != FeedEvent.Kind.TIME) {
            ofSymbol.add(event.toString());
        }
    }

    private static Map<String, List<String>> expected(List<String> files) throws IOException {
        Map<String, List<String>> events = new TreeMap<>();
        ReplaySplit split = ReplaySplit.of(files);
        ReplaySplitState feeds = new ReplaySplitState(split, 2_000_000);
        try (RecordedFiles tape =
                RecordedFiles.open(
                        split, HyperliquidFeed.of(), new BigDecimal("1e9"), new ReplayProgress())) {
            ReplayBatch batch = new ReplayBatch(split.splitId(), 1);
            while (tape.next(batch)) {
                feeds.accept(batch, event -> add(event, events));
                batch = new ReplayBatch(split.splitId(), 1);
            }
        }
        return events;
    }

    private String tape(String name, int seed) throws IOException {
        RecordingBuilder tape = new RecordingBuilder();
        for (int i = 0; i < FRAMES; i++) {
            double now = seed * 0.05 + i * 0.11;
            tape.at(now + 0.3);
            if (i % 7 == 0) {
                tape.book("BTC", now);
            } else {
                tape.trade(i % 3 == 0 ? "BTC" : "ETH", i * 2L + seed, now);
            }
        }
        return tape.gzipTo(folder.resolve(name));
    }

    /** Lets events through slowly until a checkpoint is complete, then fails once. */
    private static final class FailAfterTheFirstCheckpoint
            implements MapFunction<FeedEvent, FeedEvent>, CheckpointListener {

        private static final int EVENTS_BEFORE = 2_000;
        private static final long SLOWLY = 20_000;

        private int events;
        private boolean checkpointed;

        @Override
        public FeedEvent map(FeedEvent event) {
            events++;
            if (!FAILED.get()) {
                LockSupport.parkNanos(SLOWLY);
                if (checkpointed && FAILED.compareAndSet(false, true)) {
                    throw new IllegalStateException("injected failure");
                }
            }
            return event;
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            checkpointed = events > EVENTS_BEFORE;
        }
    }
}
