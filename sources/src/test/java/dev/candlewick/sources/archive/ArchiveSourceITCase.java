package dev.candlewick.sources.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.bars.BuildBars;
import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.functions.quality.AdmitTrades;
import dev.candlewick.functions.quality.OrderBySymbol;
import dev.candlewick.functions.quality.RouteFeed;
import dev.candlewick.simulator.Tape;
import dev.candlewick.simulator.TapeTrade;
import dev.candlewick.simulator.archive.Generation;
import dev.candlewick.simulator.archive.SimulatedArchive;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Archives in a job: the same bars whatever is slow, fails or runs side by side. */
@Timeout(120)
class ArchiveSourceITCase {

    private static final int MAX_PARALLELISM = 4;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(MAX_PARALLELISM)
                            .build());

    private static final AtomicBoolean FAILED = new AtomicBoolean();

    @TempDir Path folder;

    @BeforeEach
    void failNever() {
        TestingFileSystem.slowEnding = "nothing";
        FAILED.set(true);
    }

    @Test
    void theTradesOfARecordedTapeComeBackFromEveryGeneration() throws Exception {
        Tape tape = Tape.recorded();
        List<String> expected = new ArrayList<>();
        for (TapeTrade trade : tape.trades()) {
            if (List.of("BTC", "WLFI").contains(trade.coin())) {
                expected.add(shown(trade));
            }
        }
        assertThat(expected).hasSize(9_230);
        for (Generation generation : Generation.values()) {
            Path archive = folder.resolve(generation.name());
            SimulatedArchive.of(tape).generation(generation).writeTo(archive);
            ArchiveSource source =
                    source(
                            archive.toString(),
                            "2025-09-04T19:00:00Z",
                            "2025-09-04T21:00:00Z",
                            "BTC",
                            "WLFI");

            List<String> trades =
                    run(source, 2).trades().stream().map(ArchiveSourceITCase::shown).toList();

            assertThat(trades)
                    .as(generation.name())
                    .containsExactlyInAnyOrderElementsOf(
                            generation == Generation.NODE_TRADES ? withoutIds(expected) : expected);
        }
    }

    @Test
    void slowAndFastFilesSideBySideMakeTheSameBarsAtAnyParallelism() throws Exception {
        unevenArchive();
        ArchiveSource source =
                source(
                        TestingFileSystem.SCHEME + folder,
                        "2025-08-01T00:00:00Z",
                        "2025-08-01T12:00:00Z",
                        "BTC",
                        "ETH");
        TestingFileSystem.slowEnding = "/7.lz4";

        Run alone = run(source, 1);

        assertThat(alone.late()).isEmpty();
        assertThat(alone.bars()).hasSize(2 * (12 * 60 - 59 + 12));
        assertThat(alone.bars())
                .filteredOn(bar -> bar.coverage() == Coverage.PARTIAL)
                .extracting(bar -> bar.openTime())
                .allMatch(open -> open >= micros("2025-08-01T04:00:00Z"))
                .allMatch(open -> open < micros("2025-08-01T06:00:00Z"));
        for (int parallelism : List.of(2, MAX_PARALLELISM)) {
            Run together = run(source, parallelism);
            assertThat(together.late()).isEmpty();
            assertThat(sorted(together.bars())).isEqualTo(sorted(alone.bars()));
        }
    }

    @Test
    void aFailureInTheMiddleLosesAndRepeatsNothing() throws Exception {
        unevenArchive();
        ArchiveSource source =
                source(
                        folder.toString(),
                        "2025-08-01T00:00:00Z",
                        "2025-08-01T12:00:00Z",
                        "BTC",
                        "ETH");
        Run undisturbed = run(source, 2);
        FAILED.set(false);

        Run restarted = run(source, 3);

        assertThat(FAILED).isTrue();
        assertThat(sorted(restarted.bars())).isEqualTo(sorted(undisturbed.bars()));
    }

    /** Hours of one line and of thousands; one that is missing, and edges in the next file. */
    private void unevenArchive() {
        TestingArchive archive = new TestingArchive(folder);
        for (int hour = 0; hour <= 12; hour++) {
            if (hour != 5) {
                archive.fillsByBlock(Integer.toString(hour), lines(hour));
            }
        }
    }

    private static String[] lines(int hour) {
        int perMinute = hour % 3 == 0 ? 20 : 1;
        List<String> lines = new ArrayList<>();
        if (hour > 0) {
            String edge = "%02d:59:59.900".formatted(hour - 1);
            lines.add(blockAt(edge, hour * 100_000L));
        }
        for (int i = 0; i < 60 * perMinute; i++) {
            String time = "%02d:%02d:%02d.5".formatted(hour, i / perMinute, i % perMinute * 2);
            lines.add(blockAt(time, hour * 100_000L + i + 1));
        }
        return lines.toArray(String[]::new);
    }

    private static String blockAt(String time, long id) {
        return TestingArchive.block(
                time,
                TestingArchive.fill("ETH", time, id, Long.toString(100 + id % 17)),
                TestingArchive.fill("BTC", time, id, Long.toString(100 + id % 13)));
    }

    private static ArchiveSource source(String archive, String from, String to, String... symbols) {
        return ArchiveSource.builder()
                .fills(archive)
                .from(micros(from))
                .to(micros(to))
                .symbols(List.of(symbols))
                .build();
    }

    private static Run run(ArchiveSource source, int parallelism) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        env.enableCheckpointing(50);
        BarRules rules =
                new BarRules(
                        List.of(BarInterval.M1, BarInterval.H1),
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(10),
                        List.of(),
                        Duration.ofSeconds(1),
                        Origin.ARCHIVE,
                        "run");
        SingleOutputStreamOperator<FeedEvent> admitted =
                env.fromSource(source, ArchiveSource.watermarks(), "archive")
                        .process(new RouteFeed())
                        .map(new FailAfterACheckpoint())
                        .returns(FeedEvent.class)
                        .keyBy(FeedEvent::symbol)
                        .process(new OrderBySymbol())
                        .keyBy(FeedEvent::symbol)
                        .process(new AdmitTrades(rules));
        DataStream<Told> told =
                admitted.map(event -> new Told(event.trade(), null, null))
                        .returns(Told.class)
                        .union(
                                admitted.keyBy(FeedEvent::symbol)
                                        .process(new BuildBars(rules))
                                        .map(bar -> new Told(null, bar, null))
                                        .returns(Told.class),
                                admitted.getSideOutput(AdmitTrades.TOO_LATE)
                                        .map(late -> new Told(null, null, late))
                                        .returns(Told.class));
        Run run = new Run(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (CloseableIterator<Told> collected = told.executeAndCollect()) {
            collected.forEachRemaining(run::add);
        }
        return run;
    }

    private static String shown(TapeTrade trade) {
        return "%s %d %s %s %s %d"
                .formatted(
                        trade.coin(),
                        trade.time(),
                        trade.price().toPlainString(),
                        trade.size().toPlainString(),
                        trade.side(),
                        trade.tid());
    }

    private static String shown(Trade trade) {
        return "%s %d %s %s %s %d"
                .formatted(
                        trade.symbol(),
                        trade.tradeTime() / 1_000,
                        trade.price().toPlainString(),
                        trade.size().toPlainString(),
                        trade.side() == Side.BUY ? "B" : "A",
                        trade.tradeId());
    }

    private static List<String> withoutIds(List<String> trades) {
        return trades.stream()
                .map(trade -> trade.substring(0, trade.lastIndexOf(' ')) + " null")
                .toList();
    }

    private static List<String> sorted(List<Bar> bars) {
        return bars.stream().map(Bar::toString).sorted().toList();
    }

    private static long micros(String instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
    }

    /** One thing that a job put out; the others are null. */
    public record Told(Trade trade, Bar bar, Trade late) {}

    /** What a job put out. */
    private record Run(List<Trade> trades, List<Bar> bars, List<Trade> late) {
        void add(Told told) {
            if (told.trade() != null) {
                trades.add(told.trade());
            } else if (told.bar() != null) {
                bars.add(told.bar());
            } else if (told.late() != null) {
                late.add(told.late());
            }
        }
    }

    /** Lets events through slowly until a checkpoint is complete, then fails once. */
    private static final class FailAfterACheckpoint
            implements MapFunction<FeedEvent, FeedEvent>, CheckpointListener {

        private static final int EVENTS_BEFORE = 2_000;
        private static final long SLOWLY = 50_000;

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
