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
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import dev.candlewick.sources.feed.FeedClock;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.journal.FsyncPolicy;
import dev.candlewick.sources.journal.JournalSettings;
import dev.candlewick.sources.websocket.WebSocketSource;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A task fails, and its job is restarted after the pause that {@code config.yaml} sets, in the same
 * process: the sockets stay open. {@code mvn -Pfaults verify} runs it.
 */
@EnabledIfSystemProperty(named = "candlewick.faults", matches = "true")
class SocketAfterFailureITCase {

    private static final Map<String, String> SHIPPED = Map.of("FLINK_CONF_DIR", "../flink-conf");

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void receivingIsNotInterrupted(int readers) throws Exception {
        Instant start = Instant.parse("2025-09-04T20:00:00Z");
        Tape tape = Tape.recorded().cut(start, start.plusSeconds(480));
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder().tape(tape).speed(60).build().start()) {
            String id = folder.toString();
            FailingOnceSource<FeedEvent, ?, ?> source =
                    new FailingOnceSource<>(source(exchange), 20, 1, id);
            CompletableFuture<RunResult> running =
                    CompletableFuture.supplyAsync(() -> run(source, readers));
            RunResult result = running.get();
            assertThat(result.failure()).isEmpty();
            assertThat(FailingOnceSource.failuresLeft(id)).isZero();
            assertThat(JobCounts.of(result.counts()).trades()).isEqualTo(tape.trades().size());
            assertThat(exchange.counters().connections()).isEqualTo(readers);
        }
    }

    private WebSocketSource source(ExchangeSimulator exchange) {
        return WebSocketSource.builder(HyperliquidFeed.of())
                .url(exchange.url().toString())
                .symbols(exchange.tape().coins())
                .clock(FeedClock.EXCHANGE)
                .endsOnCloseReason("end of tape")
                .journal(
                        JournalSettings.of(
                                        folder.resolve("journal").toString(),
                                        1 << 28,
                                        FsyncPolicy.EVERY_SECOND)
                                .outlivingReaders(true))
                .build();
    }

    private RunResult run(FailingOnceSource<FeedEvent, ?, ?> source, int readers) {
        ProgressDisplay display =
                new ProgressDisplay(
                        new PrintStream(
                                OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                        false);
        try {
            return new LocalRun(display, StopSignal.uninstalled(), counts -> OptionalDouble.empty())
                    .run(
                            "test",
                            configuration(readers),
                            environment -> define(environment, source));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void define(
            StreamExecutionEnvironment environment, FailingOnceSource<FeedEvent, ?, ?> source) {
        environment
                .fromSource(
                        source,
                        WatermarkStrategy.noWatermarks(),
                        "feed",
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
                                        Origin.STREAM,
                                        "run")))
                .sinkTo(new DiscardingSink<>());
    }

    private Configuration configuration(int readers) {
        Configuration configuration = LocalConfiguration.load(SHIPPED, Optional.empty(), 0);
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, readers);
        configuration.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, "file:" + folder);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        return configuration;
    }
}
