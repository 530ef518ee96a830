package dev.candlewick.job.command;

import dev.candlewick.job.local.Causes;
import dev.candlewick.job.local.Counts;
import dev.candlewick.job.local.LocalConfiguration;
import dev.candlewick.job.local.RunResult;
import dev.candlewick.job.recovery.CheckpointDigests;
import dev.candlewick.job.recovery.Recovery;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.SettingKeys;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.wiring.FlinkPaths;
import dev.candlewick.job.wiring.MarketDataJob;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@code live} here: on from a checkpoint that can be read, until it is stopped. */
final class LiveRunner {

    private static final Logger LOG = LoggerFactory.getLogger(LiveRunner.class);

    private final Shell shell;
    private final EffectiveSettings effective;
    private final Settings settings;
    private final JobRunner runner;
    private final Optional<CheckpointDigests> digests;

    LiveRunner(Shell shell, EffectiveSettings effective, JobRunner runner) {
        this.shell = shell;
        this.effective = effective;
        this.settings = effective.settings();
        this.runner = runner;
        this.digests = LocalPaths.of(settings.checkpoints().path()).map(CheckpointDigests::new);
    }

    /**
     * @param fresh whether to use no checkpoint
     * @throws Refusal if it fails, or was stopped and something that it received is lost
     */
    void run(MarketDataJob job, Configuration configuration, boolean fresh) throws Exception {
        runner.stop()
                .onLastResort(
                        () -> {
                            say("The job did not end in time and was cut off");
                            List<String> troubles =
                                    runner.counts().map(Counts::troubles).orElse(List.of());
                            return uncovered(troubles).map(this::lost).orElse(0);
                        });
        Recovery recovery = recovery();
        Optional<Path> checkpoint = fresh ? Optional.empty() : newest(recovery);
        RunResult result = attempt(job, configuration, checkpoint);
        if (isOfTheState(result, checkpoint)) {
            say(
                    "The job could not go on from %s: %s"
                            .formatted(checkpoint.get(), Causes.oneLine(result.failure().get())));
            Optional<Path> older = recovery.next();
            if (older.isPresent()) {
                result = attempt(job, configuration, older);
            }
        }
        end(result);
    }

    private Recovery recovery() throws IOException {
        Path folder = new Path(FlinkPaths.absolute(settings.checkpoints().path()));
        return Recovery.below(folder, digests, this::say);
    }

    private Optional<Path> newest(Recovery recovery) throws IOException {
        Optional<Path> newest = recovery.next();
        if (newest.isEmpty() && recovery.count() > 0) {
            throw Refusal.failure(
                    String.format(
                                    Locale.ROOT,
                                    "%s: none of the %d checkpoints there can be read; restore the folder, or let",
                                    effective.describe(SettingKeys.CHECKPOINTS_PATH),
                                    recovery.count())
                            + " --fresh start without a checkpoint (the lake is kept)");
        }
        return newest;
    }

    private RunResult attempt(MarketDataJob job, Configuration base, Optional<Path> checkpoint)
            throws Exception {
        Configuration configuration = new Configuration(base);
        // A checkpoint that fails costs freshness; a restart because of it would cost more.
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        checkpoint.ifPresent(path -> LocalConfiguration.goOnFrom(configuration, path));
        if (!settings.sentiment().enabled()) {
            LocalConfiguration.leaveUnclaimedState(configuration);
        }
        say(
                checkpoint
                        .map(path -> "Going on from " + path)
                        .orElse("Starting without a checkpoint"));
        RunResult result = runner.attempt(job, configuration, this::keepDigests);
        keepDigests();
        return result;
    }

    private static boolean isOfTheState(RunResult result, Optional<Path> checkpoint) {
        return checkpoint.isPresent()
                && result.failure().isPresent()
                && !result.ran()
                && !result.cutShort();
    }

    private void end(RunResult result) {
        if (!result.cutShort()) {
            runner.end(result);
            return;
        }
        say("Stopped without a savepoint: it was not there in time");
        uncovered(result.troubles())
                .ifPresent(
                        why -> {
                            throw Refusal.failure(why);
                        });
        say("The last checkpoint and the journal hold what was received; live goes on from there");
    }

    /** Why something that was received may be lost without a savepoint. */
    private Optional<String> uncovered(List<String> troubles) {
        if (settings.exchange().journal().isEmpty()) {
            return Optional.of(
                    "what was received since the last checkpoint is lost, since exchange.journal"
                            + " is off");
        }
        return troubles.stream()
                .filter(line -> line.startsWith("the frame journal"))
                .findFirst()
                .map(line -> "what was received since the last checkpoint is lost: " + line);
    }

    private int lost(String why) {
        say("candlewick: " + why);
        return 1;
    }

    private void keepDigests() {
        try {
            if (digests.isPresent()) {
                digests.get().update();
            }
        } catch (IOException e) {
            LOG.warn("Failed to store checksums of the newest checkpoint: {}", e.toString());
        }
    }

    private void say(String line) {
        shell.err().println(line);
    }
}
