package dev.candlewick.job.local;

import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** Runs one job to its end, or until it is asked to stop. */
public final class LocalRun {

    private final ProgressDisplay display;
    private final StopSignal stop;
    private final Function<Counts, OptionalDouble> done;
    private Runnable onCheckpoint = () -> {};
    private Consumer<Counts> onCounts = counts -> {};

    /**
     * Starts nothing yet.
     *
     * @param done the part of the input that has been read, where that is known
     */
    public LocalRun(
            ProgressDisplay display, StopSignal stop, Function<Counts, OptionalDouble> done) {
        this.display = display;
        this.stop = stop;
        this.done = done;
    }

    /** What is done after each checkpoint that has completed. */
    public LocalRun onCheckpoint(Runnable action) {
        onCheckpoint = action;
        return this;
    }

    /** Takes the counts of the run when it begins. */
    public LocalRun onCounts(Consumer<Counts> action) {
        onCounts = action;
        return this;
    }

    /** Adds operators to an environment. */
    public interface Pipeline {
        void define(StreamExecutionEnvironment environment) throws Exception;
    }

    /** Runs a pipeline; the configuration names the web UI's port and the savepoint folder. */
    public RunResult run(String name, Configuration configuration, Pipeline pipeline)
            throws Exception {
        Configuration own = new Configuration(configuration);
        Counts counts = CountsReporterFactory.register(own);
        onCounts.accept(counts);
        StreamGraph graph = graph(name, own, pipeline);
        try (LocalCluster cluster = LocalCluster.start(own)) {
            display.say("Flink web UI: " + cluster.webUi());
            JobID job = cluster.submit(graph);
            JobWatch watch =
                    new JobWatch(
                            cluster,
                            job,
                            counts,
                            own.get(CheckpointingOptions.SAVEPOINT_DIRECTORY));
            RunResult result = watch.untilEnd(display, stop, done, onCheckpoint);
            if (result.cutShort()) {
                cluster.closeSoon();
            }
            return result;
        } finally {
            display.end();
        }
    }

    private static StreamGraph graph(String name, Configuration configuration, Pipeline pipeline)
            throws Exception {
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration);
        pipeline.define(environment);
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName(name);
        graph.setJobId(JobID.generate());
        return graph;
    }
}
