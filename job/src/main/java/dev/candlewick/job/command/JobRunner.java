package dev.candlewick.job.command;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.job.local.Causes;
import dev.candlewick.job.local.Counts;
import dev.candlewick.job.local.JobCounts;
import dev.candlewick.job.local.LocalConfiguration;
import dev.candlewick.job.local.LocalRun;
import dev.candlewick.job.local.ProgressDisplay;
import dev.candlewick.job.local.RunResult;
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

    JobRunner(Shell shell, EffectiveSettings effective) {
        this.shell = shell;
        this.effective = effective;
        this.settings = effective.settings();
    }

    /** Gives a run a name of its own. */
    String newRunId() {
        return RunId.of(Instant.now(), new Random());
    }

    MarketDataJob job(String name, Inputs inputs, Origin origin) {
        return new MarketDataJob(name, inputs, origin, settings, newRunId(), true);
    }

    /** Flink's configuration of a run inside of this process, whose file systems are then known. */
    Configuration localConfiguration() {
        Configuration configuration =
                LocalConfiguration.load(shell.environment(), shell.home(), settings.webUi().port());
        configuration.addAll(PipelineConfiguration.of(settings));
        configuration.set(WebOptions.LOG_PATH, LogFile.path().toAbsolutePath().toString());
        LocalConfiguration.useFileSystems(configuration);
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
        ProgressDisplay display = new ProgressDisplay(shell.err(), shell.terminal());
        display.say("Log: " + LogFile.path());
        RunResult result =
                new LocalRun(display, shell.stops().get(), done)
                        .run(job.name(), configuration, job::define);
        if (result.failure().isPresent()) {
            throw Refusal.failure(
                    "%s; %s says more"
                            .formatted(Causes.oneLine(result.failure().get()), LogFile.path()));
        }
        result.savepoint().ifPresent(path -> display.say("Stopped, with a savepoint at " + path));
        return result;
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
