package dev.candlewick.job.command;

import dev.candlewick.functions.bars.Forming;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.job.local.Causes;
import dev.candlewick.job.local.Counts;
import dev.candlewick.job.local.JobCounts;
import dev.candlewick.job.local.LocalConfiguration;
import dev.candlewick.job.local.LocalRun;
import dev.candlewick.job.local.ProgressDisplay;
import dev.candlewick.job.local.RunResult;
import dev.candlewick.job.local.StopSignal;
import dev.candlewick.job.reload.LogLevel;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.SettingKeys;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.summary.Summary;
import dev.candlewick.job.topology.Inputs;
import dev.candlewick.job.wiring.MarketDataJob;
import dev.candlewick.job.wiring.PipelineConfiguration;
import dev.candlewick.job.wiring.RunId;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs a job: on a cluster inside of this process, or on the one that it was submitted to. */
final class JobRunner {

    private final Shell shell;
    private final EffectiveSettings effective;
    private final Settings settings;
    private StopSignal stop;
    private volatile Counts counts;

    JobRunner(Shell shell, EffectiveSettings effective) {
        this.shell = shell;
        this.effective = effective;
        this.settings = effective.settings();
    }

    /** Gives a run a name of its own. */
    String newRunId() {
        return RunId.of(Instant.now(), new Random());
    }

    /**
     * A run that is also kept hot.
     *
     * @param shownBy the clock that paces what is shown of open windows
     */
    MarketDataJob job(String name, Inputs inputs, Origin origin, Forming.Clock shownBy) {
        return new MarketDataJob(name, inputs, origin, settings, newRunId(), Optional.of(shownBy));
    }

    /** Flink's configuration of a run inside of this process, whose file systems are then known. */
    Configuration localConfiguration() {
        List<String> problems = ProcessLimits.current().problems();
        if (!problems.isEmpty()) {
            throw Refusal.usage(problems);
        }
        Configuration configuration =
                LocalConfiguration.load(shell.environment(), shell.home(), settings.webUi().port());
        configuration.addAll(PipelineConfiguration.of(settings));
        configuration.set(WebOptions.LOG_PATH, LogFile.path().toAbsolutePath().toString());
        LocalConfiguration.useFileSystems(configuration);
        LogLevel.use(settings.log().level());
        return configuration;
    }

    /**
     * Runs it here, to its end or until Ctrl-C.
     *
     * @param done how much of the input has been read, where its end is known
     * @throws Refusal if it fails
     */
    RunResult runHere(
            MarketDataJob job, Configuration configuration, Function<Counts, OptionalDouble> done)
            throws Exception {
        shell.err().println("Log: " + LogFile.path());
        RunResult result =
                new LocalRun(display(), stop(), done).run(job.name(), configuration, job::define);
        end(result);
        return result;
    }

    /**
     * Runs it here without an end; a failure is left to the caller.
     *
     * @param onCheckpoint is run after each one that has completed
     */
    RunResult attempt(MarketDataJob job, Configuration configuration, Runnable onCheckpoint)
            throws Exception {
        shell.err().println("Log: " + LogFile.path());
        LocalRun run =
                new LocalRun(display(), stop(), counts -> OptionalDouble.empty())
                        .onCheckpoint(onCheckpoint)
                        .onCounts(running -> counts = running);
        return run.run(job.name(), configuration, job::define);
    }

    /** Says where it has stopped, or fails as it has failed. */
    void end(RunResult result) {
        if (result.failure().isPresent()) {
            throw Refusal.failure(
                    "%s; %s says more"
                            .formatted(Causes.oneLine(result.failure().get()), LogFile.path()));
        }
        result.savepoint()
                .ifPresent(path -> shell.err().println("Stopped, with a savepoint at " + path));
    }

    /** How this process is asked to stop; from the first call on, signals wait for the run. */
    synchronized StopSignal stop() {
        stop = stop == null ? shell.stops().get() : stop;
        return stop;
    }

    /** What the run that was begun last has counted so far. */
    Optional<Counts> counts() {
        return Optional.ofNullable(counts);
    }

    private ProgressDisplay display() {
        return new ProgressDisplay(shell.err(), shell.terminal());
    }

    /** Hands it to the cluster that runs this program. */
    void submit(MarketDataJob job) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        Configuration configuration = PipelineConfiguration.of(settings);
        if (effective.isDefault(SettingKeys.CHECKPOINTS_PATH)
                && environment
                        .getConfiguration()
                        .getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
                        .isPresent()) {
            PipelineConfiguration.leaveFoldersToTheCluster(configuration);
        }
        environment.configure(configuration);
        job.define(environment);
        environment.execute(job.name());
    }

    /**
     * Prints what the run has done.
     *
     * @param remarks lines that are printed with it
     */
    void summarize(MarketDataJob job, RunResult result, String queryOptions, List<String> remarks)
            throws SQLException, IOException {
        String query = shell.command() + " query " + queryOptions;
        shell.out().println();
        new Summary(JobCounts.of(result.counts()), job.runId(), settings, query.strip(), remarks)
                .lines()
                .forEach(shell.out()::println);
    }
}
