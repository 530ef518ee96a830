package dev.candlewick.sources.alternativeme;

import static org.assertj.core.api.Assertions.fail;

import dev.candlewick.functions.model.SentimentEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/** A job that does nothing but read the source. */
final class SourceRun implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CloseableIterator<SentimentEvent> events;
    private final JobClient job;
    private boolean stopped;

    /**
     * @param savepoint to go on from; null to start without one
     */
    SourceRun(Source<SentimentEvent, ?, ?> source, int parallelism, String savepoint)
            throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        if (savepoint != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
            configuration.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
        }
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        DataStreamSource<SentimentEvent> stream =
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "index");
        stream.uid("index");
        events = stream.collectAsync();
        job = env.executeAsync();
    }

    /** Everything up to the first event that fits, that one included. */
    List<SentimentEvent> readUntil(Predicate<SentimentEvent> condition) {
        List<SentimentEvent> read = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (events.hasNext()) {
            SentimentEvent event = events.next();
            read.add(event);
            if (condition.test(event)) {
                return read;
            }
            if (System.nanoTime() > deadline) {
                return fail("Not within %s; the last was %s", PATIENCE, event);
            }
        }
        return fail("The source ended after %s", read);
    }

    List<SentimentEvent> readToTheEnd() throws Exception {
        List<SentimentEvent> read = new ArrayList<>();
        events.forEachRemaining(read::add);
        job.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        stopped = true;
        return read;
    }

    String stopWithSavepoint(Path folder) throws Exception {
        stopped = true;
        return job.stopWithSavepoint(
                        false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        try {
            if (!stopped) {
                job.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            events.close();
        } catch (Exception e) {
            throw new AssertionError("The job did not stop", e);
        }
    }
}
