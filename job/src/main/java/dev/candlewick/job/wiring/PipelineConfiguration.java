package dev.candlewick.job.wiring;

import dev.candlewick.job.settings.Settings;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;

/** What the job itself demands of Flink, wherever it runs. */
public final class PipelineConfiguration {

    private PipelineConfiguration() {}

    /** Checkpoints as the settings say, and the promises that our operators rely on. */
    public static Configuration of(Settings settings) {
        Configuration configuration = promises();
        String checkpoints = FlinkPaths.absolute(settings.checkpoints().path());
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
        configuration.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, checkpoints);
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.lake().commitInterval());
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        return configuration;
    }

    /** A cluster that has its own place for checkpoints keeps it, unless the user named another. */
    public static void leaveFoldersToTheCluster(Configuration configuration) {
        configuration.removeConfig(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
        configuration.removeConfig(CheckpointingOptions.SAVEPOINT_DIRECTORY);
    }

    /** No type falls back to Kryo, every operator has a uid, and no operator keeps its input. */
    private static Configuration promises() {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        return configuration;
    }
}
