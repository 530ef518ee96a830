package dev.candlewick.job.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.bars.Forming;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.quality.AdmitTrades;
import dev.candlewick.functions.quality.RouteFeed;
import dev.candlewick.job.local.JobCounts;
import dev.candlewick.job.local.LocalConfiguration;
import dev.candlewick.job.local.LocalRun;
import dev.candlewick.job.local.ProgressDisplay;
import dev.candlewick.job.local.RunResult;
import dev.candlewick.job.local.StopSignal;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.replay.ReplaySource;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restarted job reads again is on the progress line once. */
class CountsAfterRestartITCase {

    private static final int FAILURES = 2;

    @TempDir private Path folder;

    @Test
    void tradesThatAreReadAgainAreCountedOnce() throws Exception {
        String id = folder.toString();
        FailingOnceSource<FeedEvent, ?, ?> source =
                new FailingOnceSource<>(
                        ReplaySource.builder(HyperliquidFeed.of())
                                .files(List.of(TestingTape.recorded(folder).toString()))
                                .build(),
                        5,
                        FAILURES,
                        id);
        ProgressDisplay display =
                new ProgressDisplay(
                        new PrintStream(
                                OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                        false);

        RunResult result =
                new LocalRun(display, StopSignal.uninstalled(), counts -> OptionalDouble.empty())
                        .run("test", configuration(), environment -> define(environment, source));

        assertThat(result.failure()).isEmpty();
        assertThat(FailingOnceSource.failuresLeft(id)).isZero();
        assertThat(JobCounts.of(result.counts()).trades()).isEqualTo(20_524);
        assertThat(JobCounts.of(result.counts()).rejected()).isZero();
    }

    private static void define(
            StreamExecutionEnvironment environment, FailingOnceSource<FeedEvent, ?, ?> source) {
        environment
                .fromSource(
                        source,
                        WatermarkStrategy.noWatermarks(),
                        "tape",
                        TypeInformation.of(FeedEvent.class))
                .process(new RouteFeed())
                .keyBy(FeedEvent::symbol)
                .process(
                        new AdmitTrades(
                                new BarRules(
                                        List.of(BarInterval.M1),
                                        Duration.ofSeconds(2),
                                        Duration.ofMinutes(10),
                                        Forming.NONE,
                                        Origin.TAPE,
                                        "run")))
                .sinkTo(new DiscardingSink<>());
    }

    private Configuration configuration() {
        Configuration configuration = LocalConfiguration.load(Map.of(), Optional.empty(), 0);
        configuration.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, "file:" + folder);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, FAILURES);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
        return configuration;
    }
}
