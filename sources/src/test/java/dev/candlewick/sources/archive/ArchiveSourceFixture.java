package dev.candlewick.sources.archive;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.bars.BuildBars;
import dev.candlewick.functions.bars.Forming;
import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.functions.model.TradeRun;
import dev.candlewick.functions.quality.AdmitTrades;
import dev.candlewick.functions.quality.OrderBySymbol;
import dev.candlewick.functions.quality.RouteFeed;
import dev.candlewick.simulator.TapeTrade;
import java.math.BigDecimal;
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
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Archives of a recorded tape, and jobs that read them. */
abstract class ArchiveSourceFixture {

    static final int MAX_PARALLELISM = 4;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(MAX_PARALLELISM)
                            .build());

    static final AtomicBoolean FAILED = new AtomicBoolean();

    @TempDir Path folder;

    @BeforeEach
    void failNever() {
        TestingFileSystem.slowEnding = "nothing";
        FAILED.set(true);
    }

    /** Hours of one line and of thousands; one that is missing, and edges in the next file. */
    void unevenArchive() {
        TestingArchive archive = new TestingArchive(folder);
        for (int hour = 0; hour <= 12; hour++) {
            if (hour != 5) {
                archive.fillsByBlock(Integer.toString(hour), lines(hour));
            }
        }
    }

    static String[] lines(int hour) {
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

    static String blockAt(String time, long id) {
        return TestingArchive.block(
                time,
                TestingArchive.fill("ETH", time, id, Long.toString(100 + id % 17)),
                TestingArchive.fill("BTC", time, id, Long.toString(100 + id % 13)));
    }

    static ArchiveSource source(String archive, String from, String to, String... symbols) {
        return ArchiveSource.builder(
                        new ArchiveRequest(
                                null,
                                null,
                                archive,
                                micros(from),
                                micros(to),
                                List.of(symbols),
                                false))
                .build();
    }

    static Run run(ArchiveSource source, int parallelism) throws Exception {
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
                        Forming.NONE,
                        Origin.ARCHIVE,
                        "run");
        SingleOutputStreamOperator<FeedEvent> admitted =
                env.fromSource(source, ArchiveSource.watermarks(), "archive")
                        .process(new RouteFeed())
                        .map(new FailAfterACheckpoint())
                        .returns(FeedEvent.class)
                        .keyBy(FeedEvent::symbol)
                        .process(new OrderBySymbol(rules))
                        .keyBy(FeedEvent::symbol)
                        .process(new AdmitTrades(rules));
        DataStream<Told> told =
                admitted.map(event -> new Told(event.run(), null, null))
                        .returns(Told.class)
                        .union(
                                admitted.keyBy(FeedEvent::symbol)
                                        .process(new BuildBars(rules))
                                        .map(bars -> new Told(null, bars, null))
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

    static String shown(TapeTrade trade) {
        return "%s %d %s %s %s %d"
                .formatted(
                        trade.coin(),
                        trade.time(),
                        plain(trade.price()),
                        plain(trade.size()),
                        trade.side(),
                        trade.tid());
    }

    static String shown(Trade trade) {
        return "%s %d %s %s %s %d"
                .formatted(
                        trade.symbol(),
                        trade.tradeTime() / 1_000,
                        plain(trade.price()),
                        plain(trade.size()),
                        trade.side() == Side.BUY ? "B" : "A",
                        trade.tradeId());
    }

    /** Trades of a run share their decimals. */
    static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    static List<String> withoutIds(List<String> trades) {
        return trades.stream()
                .map(trade -> trade.substring(0, trade.lastIndexOf(' ')) + " null")
                .toList();
    }

    static List<String> sorted(List<Bar> bars) {
        return bars.stream().map(Bar::toString).sorted().toList();
    }

    static long micros(String instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
    }

    /** One thing that a job put out; the others are null. */
    public record Told(TradeRun run, BarRun bars, TradeRun late) {}

    /** What a job put out. */
    record Run(List<Trade> trades, List<Bar> bars, List<Trade> late) {
        void add(Told told) {
            if (told.run() != null) {
                trades.addAll(told.run().trades());
            } else if (told.bars() != null) {
                bars.addAll(told.bars().asList());
            } else if (told.late() != null) {
                late.addAll(told.late().trades());
            }
        }
    }

    /** Lets events through slowly until a checkpoint is complete, then fails once. */
    static final class FailAfterACheckpoint
            implements MapFunction<FeedEvent, FeedEvent>, CheckpointListener {

        /** An event is a run of trades: there are some fifty for a subtask. */
        private static final int EVENTS_BEFORE = 10;

        private static final long SLOWLY = 500_000;

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
