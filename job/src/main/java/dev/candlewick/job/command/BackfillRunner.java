package dev.candlewick.job.command;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.job.backfill.BackfillRequest;
import dev.candlewick.job.backfill.BackfillRuns;
import dev.candlewick.job.backfill.BackfillRuns.Finished;
import dev.candlewick.job.backfill.BackfillRuns.Interrupted;
import dev.candlewick.job.backfill.ReadingPlan;
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
import dev.candlewick.sinks.compaction.Days;
import dev.candlewick.sinks.compaction.LakeCompaction;
import dev.candlewick.sources.archive.ArchiveCatalog;
import dev.candlewick.sources.archive.ArchiveSource;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a backfill to its end, or on from where an earlier run of it was. */
final class BackfillRunner {

    private static final Logger LOG = LoggerFactory.getLogger(BackfillRunner.class);
    private static final String NAME = "candlewick backfill";

    private final Shell shell;
    private final EffectiveSettings effective;
    private final Settings settings;
    private final BackfillRequest request;
    private final Optional<Source<SentimentEvent, ?, ?>> sentiment;
    private final JobRunner runner;

    BackfillRunner(
            Shell shell,
            EffectiveSettings effective,
            BackfillRequest request,
            Optional<Source<SentimentEvent, ?, ?>> sentiment) {
        this.shell = shell;
        this.effective = effective;
        this.settings = effective.settings();
        this.request = request;
        this.sentiment = sentiment;
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
        if (sentiment.isEmpty()) {
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
     * @param plan what is there to be read
     * @param fresh whether to start over, whatever has run before
     * @throws Refusal if it fails or is stopped
     */
    void run(Configuration configuration, ReadingPlan plan, boolean fresh) throws Exception {
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
        RunResult result = toTheEnd(configuration, runId);
        new GapClosing(shell, effective).close(request.from(), request.to());
        List<String> summary =
                new BackfillSummary(
                                JobCounts.of(result.counts()),
                                runId,
                                request.from(),
                                request.to(),
                                settings,
                                plan.missing())
                        .lines();
        runs.finish(runId, summary);
        compact();
        shell.out().println();
        summary.forEach(shell.out()::println);
    }

    /** Days that are over: what is written of today is still to be added to. */
    private void compact() throws InterruptedException {
        LocalDate first = LocalDate.ofInstant(request.from(), ZoneOffset.UTC);
        LocalDate afterLast = LocalDate.ofInstant(request.to(), ZoneOffset.UTC).plusDays(1);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Days days = new Days(first, afterLast.isBefore(today) ? afterLast : today, true);
        shell.err().println("Compacting the lake");
        try {
            LakeCompaction.of(
                            FlinkPaths.absolute(settings.lake().path()),
                            FlinkPaths.absolute(settings.checkpoints().path()))
                    .run(days, folder -> {});
        } catch (IOException | SQLException e) {
            LOG.warn("The lake was not compacted", e);
            shell.err()
                    .println(
                            "The lake was not compacted (%s); candlewick compact does it"
                                    .formatted(Causes.oneLine(e)));
        }
    }

    /** Runs it from its beginning, whatever has run before, and prints nothing but progress. */
    JobCounts runAnew() throws Exception {
        return JobCounts.of(toTheEnd(configuration(), runner.newRunId()).counts());
    }

    private void goOn(Configuration configuration, Interrupted last) {
        LocalConfiguration.goOnFrom(configuration, last.checkpoint());
        shell.err().println("Going on from " + last.checkpoint());
    }

    private RunResult toTheEnd(Configuration configuration, String runId) throws Exception {
        RunResult result = runner.runHere(job(runId), configuration, BackfillRunner::read);
        if (result.savepoint().isPresent()) {
            throw Refusal.failure("stopped before its end; the same command goes on from here");
        }
        return result;
    }

    private static OptionalDouble read(Counts counts) {
        ArchiveCounts archive = JobCounts.of(counts).archive();
        return archive.ofObjects() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(archive.part());
    }

    private MarketDataJob job(String runId) {
        Inputs inputs =
                new Inputs(Feeds.archive(request.inArchive(), settings), sentiment)
                        .putInOrderBy(ArchiveSource.watermarks());
        return new MarketDataJob(NAME, inputs, Origin.ARCHIVE, settings, runId, Optional.empty());
    }
}
