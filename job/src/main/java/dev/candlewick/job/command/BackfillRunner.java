package dev.candlewick.job.command;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.job.backfill.BackfillRequest;
import dev.candlewick.job.backfill.BackfillRuns;
import dev.candlewick.job.backfill.BackfillRuns.Finished;
import dev.candlewick.job.backfill.BackfillRuns.Interrupted;
import dev.candlewick.job.local.ArchiveCounts;
import dev.candlewick.job.local.Causes;
import dev.candlewick.job.local.Counts;
import dev.candlewick.job.local.JobCounts;
import dev.candlewick.job.local.LocalConfiguration;
import dev.candlewick.job.local.RunResult;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.SettingKeys;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.summary.BackfillSummary;
import dev.candlewick.job.topology.Inputs;
import dev.candlewick.job.wiring.Feeds;
import dev.candlewick.job.wiring.FlinkPaths;
import dev.candlewick.job.wiring.MarketDataJob;
import dev.candlewick.job.wiring.SentimentFeeds;
import dev.candlewick.sources.archive.ArchiveCatalog;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;

/** Runs a backfill to its end, or on from where an earlier run of it was. */
final class BackfillRunner {

    private static final String NAME = "candlewick backfill";

    private final Shell shell;
    private final EffectiveSettings effective;
    private final Settings settings;
    private final BackfillRequest request;
    private final JobRunner runner;

    BackfillRunner(Shell shell, EffectiveSettings effective, BackfillRequest request) {
        this.shell = shell;
        this.effective = effective;
        this.settings = effective.settings();
        this.request = request;
        this.runner = new JobRunner(shell, effective);
    }

    /** Hands it to the cluster that runs this program. */
    void submit() throws Exception {
        runner.submit(job(runner.newRunId()));
    }

    /** Flink's configuration of a run here; the file systems of the archive are known from now. */
    Configuration configuration() {
        Configuration configuration = runner.localConfiguration();
        LocalConfiguration.giveUpOnRepeatedFailure(configuration);
        if (!settings.sentiment().enabled()) {
            LocalConfiguration.leaveUnclaimedState(configuration);
        }
        return configuration;
    }

    /**
     * What the archive has.
     *
     * @throws Refusal if it cannot be asked, or has nothing at all of what is wanted
     */
    ArchiveCatalog list() {
        ArchiveCatalog catalog;
        try {
            catalog = ArchiveCatalog.list(request.inArchive());
        } catch (IOException | RuntimeException e) {
            throw Refusal.failure("the archive cannot be listed: " + Causes.oneLine(e));
        }
        if (catalog.objects().isEmpty()) {
            throw Refusal.failure(
                    "nothing of %s to %s is there; look at %s, %s and %s"
                            .formatted(
                                    request.from(),
                                    request.to(),
                                    effective.describe(SettingKeys.ARCHIVE_FILLS),
                                    effective.describe(SettingKeys.ARCHIVE_MARKET_DATA),
                                    effective.describe(SettingKeys.ARCHIVE_ASSET_CONTEXTS)));
        }
        return catalog;
    }

    /**
     * Runs it, and prints what it has done.
     *
     * @param queryOptions what is typed to query the same stores
     * @throws Refusal if it fails or is stopped
     */
    void run(Configuration configuration, boolean fresh, String queryOptions) throws Exception {
        BackfillRuns runs =
                BackfillRuns.of(FlinkPaths.absolute(settings.checkpoints().path()), request);
        Optional<Finished> finished = fresh ? Optional.empty() : runs.finished();
        if (finished.isPresent()) {
            shell.err()
                    .println(
                            "Run "
                                    + finished.get().runId()
                                    + " has done this already; --fresh reads it all again");
            finished.get().summary().forEach(shell.out()::println);
            return;
        }
        Optional<Interrupted> interrupted = fresh ? Optional.empty() : runs.interrupted();
        String runId = interrupted.map(Interrupted::runId).orElseGet(runner::newRunId);
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, runs.checkpoints(runId));
        configuration.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, runs.checkpoints(runId));
        interrupted.ifPresent(last -> goOn(configuration, last));
        List<String> summary = toTheEnd(configuration, runId, queryOptions);
        runs.finish(runId, summary);
        shell.out().println();
        summary.forEach(shell.out()::println);
    }

    private void goOn(Configuration configuration, Interrupted last) {
        LocalConfiguration.goOnFrom(configuration, last.checkpoint());
        shell.err().println("Going on from " + last.checkpoint());
    }

    private List<String> toTheEnd(Configuration configuration, String runId, String queryOptions)
            throws Exception {
        RunResult result = runner.runHere(job(runId), configuration, BackfillRunner::read);
        if (result.savepoint().isPresent()) {
            throw Refusal.failure("stopped before its end; the same command goes on from here");
        }
        return summary(result, runId, queryOptions);
    }

    private List<String> summary(RunResult result, String runId, String queryOptions)
            throws SQLException, IOException {
        String query = shell.command() + " query " + queryOptions;
        return new BackfillSummary(JobCounts.of(result.counts()), runId, settings, query.strip())
                .lines();
    }

    private static OptionalDouble read(Counts counts) {
        ArchiveCounts archive = ArchiveCounts.of(counts);
        return archive.ofBytes() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) archive.bytes() / archive.ofBytes());
    }

    private MarketDataJob job(String runId) {
        Inputs inputs =
                new Inputs(
                        Feeds.archive(request.inArchive(), settings),
                        SentimentFeeds.askedOnce(settings.sentiment().url(), settings));
        return new MarketDataJob(NAME, inputs, Origin.ARCHIVE, settings, runId, false);
    }
}
