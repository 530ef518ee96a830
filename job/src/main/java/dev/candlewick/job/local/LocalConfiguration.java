package dev.candlewick.job.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;

/** Flink's configuration of a run inside of this process. */
public final class LocalConfiguration {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int ATTEMPTS = 3;

    private LocalConfiguration() {}

    /**
     * What {@code config.yaml} says, with the web UI on the loopback interface.
     *
     * @param home the distribution; its {@code conf} is read unless {@code FLINK_CONF_DIR} names
     *     another folder
     * @param webUiPort 0 picks a free one
     */
    public static Configuration load(
            Map<String, String> environment, Optional<Path> home, int webUiPort) {
        Configuration configuration =
                folder(environment, home)
                        .map(folder -> GlobalConfiguration.loadConfiguration(folder.toString()))
                        .orElseGet(Configuration::new);
        configuration.set(RestOptions.ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        configuration.set(RestOptions.PORT, webUiPort);
        configuration.set(RestOptions.BIND_PORT, Integer.toString(webUiPort));
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        listenOnLoopback(configuration, JobManagerOptions.BIND_HOST);
        listenOnLoopback(configuration, TaskManagerOptions.BIND_HOST);
        return configuration;
    }

    /** Flink's own default is every interface, also for what serves its files. */
    private static void listenOnLoopback(
            Configuration configuration, ConfigOption<String> address) {
        if (!configuration.contains(address)) {
            configuration.set(address, LOOPBACK);
        }
    }

    /**
     * Reads recordings, or the lake: they are one split, whose reader is what the run waits for,
     * and more subtasks behind it would only cost what it takes to hand them their part. The
     * scheduler leaves it at one, so that its operators can share a task.
     */
    public static void readRecordings(Configuration configuration) {
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, 1);
        configuration.set(JobManagerOptions.SCHEDULER, JobManagerOptions.SchedulerType.Default);
    }

    /** A run with an end fails in the end; one without goes on trying. */
    public static void giveUpOnRepeatedFailure(Configuration configuration) {
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, ATTEMPTS);
    }

    /**
     * Begins with the state of a checkpoint or savepoint, which belongs to the new run from then
     * on: Flink removes it when it is no longer needed.
     */
    public static void goOnFrom(
            Configuration configuration, org.apache.flink.core.fs.Path checkpoint) {
        configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint.toString());
        configuration.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
    }

    /** Goes on although part of the job that wrote the checkpoint is turned off now. */
    public static void leaveUnclaimedState(Configuration configuration) {
        configuration.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
    }

    /** Makes the file systems of {@code plugins} known, with the keys of this configuration. */
    public static void useFileSystems(Configuration configuration) {
        FileSystem.initialize(
                configuration, PluginUtils.createPluginManagerFromRootFolder(configuration));
    }

    private static Optional<Path> folder(Map<String, String> environment, Optional<Path> home) {
        return Optional.ofNullable(environment.get("FLINK_CONF_DIR"))
                .map(Path::of)
                .or(() -> home.map(folder -> folder.resolve("conf")))
                .filter(folder -> Files.exists(folder.resolve("config.yaml")));
    }
}
