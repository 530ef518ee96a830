package dev.candlewick.job.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that end, fail and are stopped, on a cluster inside of this process. */
class LocalRunITCase {

    private static final GeneratorFunction<Long, Long> NUMBERS = number -> number;
    private static final GeneratorFunction<Long, Long> BROKEN =
            number -> {
                throw new IllegalStateException("number " + number + " is broken");
            };

    @TempDir private Path folder;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void countsAreWholeWhenAJobHasEnded() throws Exception {
        RunResult result =
                run(1_000, NUMBERS, RateLimiterStrategy.noOp(), StopSignal.uninstalled());

        assertThat(result.failure()).isEmpty();
        assertThat(result.savepoint()).isEmpty();
        assertThat(result.counts().total("numbers")).isEqualTo(1_000);
        assertThat(shown.toString(StandardCharsets.UTF_8)).startsWith("Flink web UI: http://");
    }

    @Test
    void aJobThatFailsSaysWhy() throws Exception {
        RunResult result = run(10, BROKEN, RateLimiterStrategy.noOp(), StopSignal.uninstalled());

        assertThat(result.failure().orElseThrow()).hasStackTraceContaining("number 0 is broken");
    }

    @Test
    void aJobThatIsAskedToStopTakesASavepoint() throws Exception {
        StopSignal stop = StopSignal.uninstalled();
        stop.request();

        RunResult result = run(Long.MAX_VALUE, NUMBERS, RateLimiterStrategy.perSecond(100), stop);

        assertThat(result.failure()).isEmpty();
        assertThat(result.savepoint().orElseThrow()).startsWith("file:" + folder);
        assertThat(LastCheckpoint.below(new org.apache.flink.core.fs.Path("file:" + folder)))
                .map(Object::toString)
                .isEqualTo(result.savepoint());
    }

    private RunResult run(
            long count,
            GeneratorFunction<Long, Long> numbers,
            RateLimiterStrategy<?> pace,
            StopSignal stop)
            throws Exception {
        ProgressDisplay display =
                new ProgressDisplay(new PrintStream(shown, true, StandardCharsets.UTF_8), false);
        return new LocalRun(display, stop, counts -> OptionalDouble.empty())
                .run(
                        "test",
                        configuration(),
                        environment -> define(environment, count, numbers, pace));
    }

    private Configuration configuration() {
        Configuration configuration = LocalConfiguration.load(Map.of(), Optional.empty(), 0);
        configuration.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, "file:" + folder);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofHours(1));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return configuration;
    }

    private static void define(
            StreamExecutionEnvironment environment,
            long count,
            GeneratorFunction<Long, Long> numbers,
            RateLimiterStrategy<?> pace) {
        DataGeneratorSource<Long> source =
                new DataGeneratorSource<>(numbers, count, pace, Types.LONG);
        environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "numbers")
                .map(new CountNumbers())
                .sinkTo(new DiscardingSink<>());
    }
}
