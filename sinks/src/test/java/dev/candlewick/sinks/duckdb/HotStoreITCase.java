package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.bar;
import static dev.candlewick.sinks.duckdb.TestingHotStore.hot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.sinks.Rows;
import dev.candlewick.sinks.TestingDuckDb;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.tables.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The hot store in a job that fails and goes on from its checkpoints. */
class HotStoreITCase {

    private static final long NOON = at("2025-01-31T12:00:00Z");
    private static final long MINUTE = 60_000_000;
    private static final int BARS = 300;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir private Path folder;

    @Test
    void afterFailuresTheRowsAreThoseOfTheInput() throws Exception {
        job().execute();

        try (TestingDuckDb reader = TestingDuckDb.readOnly(TestingHotStore.published(folder))) {
            assertThat(
                            reader.value(
                                    "SELECT count(*), count(DISTINCT open_time), sum(close),"
                                            + " bool_and(is_final), max(revision) FROM bars"))
                    .isEqualTo("300|300|44850.0|true|0");
            assertThat(reader.value("SELECT count(*), count(DISTINCT open_time) FROM " + inLake()))
                    .isEqualTo("300|300");
        }
    }

    @Test
    void aReaderInAnotherProcessIsNeverTurnedAwayWhileTheJobRunsAndFails() throws Exception {
        Path file = TestingHotStore.published(folder);
        List<String> answers = new ArrayList<>();
        try (TestingOldClient client = TestingOldClient.start()) {
            CompletableFuture<JobExecutionResult> result =
                    job().executeAsync().getJobExecutionResult();
            while (!result.isDone()) {
                if (Files.exists(file)) {
                    answers.add(client.open(file));
                    answers.add(
                            client.ask(
                                    "SELECT count(*) - count(DISTINCT open_time) FROM bars"
                                            + " WHERE symbol = 'BTC'"));
                }
            }
            result.join();
        }
        assertThat(answers).isNotEmpty().allMatch(answer -> answer.matches("v1\\.2\\..*|0"));
    }

    @Test
    void moreThanOneWriterIsRefused() {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        environment
                .fromData(hot(bar("BTC", NOON).build()))
                .sinkTo(TestingHotStore.settings(folder).build())
                .setParallelism(2);

        assertThatThrownBy(environment::execute)
                .hasStackTraceContaining("set the parallelism of this sink to 1");
    }

    /** Bars of one symbol, each forming and then final, past an operator that fails twice. */
    private StreamExecutionEnvironment job() {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(restarting());
        environment.setParallelism(1);
        environment.enableCheckpointing(200);
        DataGeneratorSource<HotRow> source =
                new DataGeneratorSource<>(
                        HotStoreITCase::row,
                        2 * BARS,
                        RateLimiterStrategy.perCheckpoint(40),
                        TypeInformation.of(HotRow.class));
        DataStream<HotRow> rows =
                environment
                        .fromSource(source, WatermarkStrategy.noWatermarks(), "bars")
                        .flatMap(new FailTwice());
        rows.sinkTo(TestingHotStore.settings(folder).cadence(hurried()).build());
        rows.filter(row -> barOf(row).isFinal())
                .map(HotStoreITCase::barOf)
                .sinkTo(Lake.at(folder.resolve("lake").toString()).sink(Tables.BARS));
        return environment;
    }

    private String inLake() {
        return "read_parquet('" + folder + "/lake/bars/**/*.parquet')";
    }

    private static HotRow row(long index) {
        long bar = index / 2;
        Rows.BarBuilder row = bar("BTC", NOON + bar * MINUTE).close(Long.toString(bar));
        return hot((index % 2 == 0 ? row.forming() : row).build());
    }

    private static Bar barOf(HotRow row) {
        return row.row() instanceof BarRun run ? run.bar(0, 0) : (Bar) row.row();
    }

    private static Configuration restarting() {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 5);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
        return configuration;
    }

    private static Cadence hurried() {
        return new Cadence(
                Duration.ofMillis(20),
                Duration.ofMillis(400),
                Duration.ofMillis(200),
                10,
                Duration.ofMinutes(10),
                4,
                Cadence.DEFAULT.longestRest());
    }

    /**
     * Fails the fourth checkpoint of each of the first two attempts, when the sink has already
     * written what came before it: corrections of bars of earlier checkpoints, and bars of its own,
     * none of which the input holds.
     */
    private static final class FailTwice extends RichFlatMapFunction<HotRow, HotRow>
            implements CheckpointedFunction, CheckpointListener {

        private static final int CHECKPOINTS = 3;

        private int attempt;
        private int completed;
        private boolean spoilt;

        @Override
        public void open(OpenContext context) {
            attempt = getRuntimeContext().getTaskInfo().getAttemptNumber();
        }

        @Override
        public void flatMap(HotRow row, Collector<HotRow> out) {
            out.collect(row);
            if (attempt < 2 && completed >= CHECKPOINTS) {
                long time = barOf(row).openTime();
                out.collect(hot(bar("BTC", time - 25 * MINUTE).revision(9).close("6").build()));
                out.collect(hot(bar("NEVER", time).build()));
                spoilt = true;
            }
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {
            if (spoilt) {
                throw new IllegalStateException("failure wanted by the test");
            }
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            completed++;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {}
    }
}
