package dev.candlewick.job.command;

import dev.candlewick.functions.bars.Forming;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.job.lock.Holder;
import dev.candlewick.job.reload.HotReload;
import dev.candlewick.job.reload.SettingsInForce;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.ExchangeKeys;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.ReloadableSettings;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.settings.SettingsFile;
import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import dev.candlewick.job.topology.Inputs;
import dev.candlewick.job.wiring.Feeds;
import dev.candlewick.job.wiring.FlinkPaths;
import dev.candlewick.job.wiring.MarketDataJob;
import dev.candlewick.job.wiring.Recording;
import dev.candlewick.job.wiring.SentimentFeeds;
import dev.candlewick.sources.websocket.WebSocketSource;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candlewick live}. */
@Command(
        name = "live",
        description = "Collect from the exchange until stopped; goes on from its last checkpoint.",
        footer =
                "On a cluster (flink run candlewick-job.jar live) it is submitted as it is, and"
                        + " Flink's own -s restores.")
final class LiveCommand implements RunsCommand {

    private final Shell shell;

    @Mixin private SettingsOptions options = new SettingsOptions();

    @Option(
            names = "--fresh",
            description =
                    "Start without a checkpoint; keep checkpoints and journal, but use neither.")
    private boolean fresh;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description =
                    "Also keep the raw frames as recordings that replay reads, below DIR; needs the"
                            + " journal (exchange.journal), from which they are made. On a cluster a"
                            + " folder of the machine that reads.")
    private File tapes;

    @Option(
            names = "--no-wait",
            description = "Fail when the exchange does not answer at the start.")
    private boolean noWait;

    LiveCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void execute() throws Exception {
        EffectiveSettings effective = options.load(shell.environment(), CommandValues.NONE);
        Settings settings = effective.settings();
        refuseWhatIsNotThereYet(effective);
        JobRunner runner = new JobRunner(shell, effective);
        Optional<HotReload> reload = reload(effective);
        MarketDataJob job =
                runner.job(
                        "candlewick live",
                        inputs(settings, recording(), reload),
                        Origin.STREAM,
                        Forming.Clock.FEED);
        job = reload.map(job::following).orElse(job);
        if (!shell.ownsProcess()) {
            runner.submit(job);
            return;
        }
        Preflight.of(effective).foldersArePrepared().journalIsPrepared(tapes()).orRefuse();
        Configuration configuration = runner.localConfiguration();
        Holder holder = Holder.current("candlewick live", Instant.now());
        try (RunLocks locks = RunLocks.take(effective, holder, this::pause);
                StatusWriter status =
                        StatusWriter.start(settings.hotStore().path(), holder, runner::counts)) {
            Preflight.of(effective).webUiPort().orRefuse();
            lookForTheExchange(effective);
            Preflight.of(effective).objectStoresAnswer();
            new LiveRunner(shell, effective, runner).run(job, configuration, fresh);
        } finally {
            WebSocketSource.endReceiving();
        }
    }

    private boolean pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
        return true;
    }

    /** Collection begins as soon as it answers; meanwhile what the journal holds is worked off. */
    private void lookForTheExchange(EffectiveSettings effective) {
        Optional<Refusal> silent = ExchangeReach.silence(effective);
        if (silent.isPresent() && noWait) {
            throw silent.get();
        }
        silent.ifPresent(
                why -> shell.err().println(why.getMessage() + "; waiting for it (Ctrl-C to stop)"));
    }

    /** Collecting something else than was asked for would be worse than not to start. */
    private void refuseWhatIsNotThereYet(EffectiveSettings effective) {
        List<String> problems = new ArrayList<>();
        if (tapes != null && effective.settings().exchange().journal().isEmpty()) {
            problems.add(
                    effective.describe(ExchangeKeys.JOURNAL)
                            + ": --record keeps what the journal has written; name a folder for"
                            + " it");
        }
        if (!problems.isEmpty()) {
            throw Refusal.usage(problems);
        }
    }

    private Recording recording() {
        Instant since = fresh ? Instant.now() : Instant.EPOCH;
        return new Recording(tapes(), since, shell.ownsProcess());
    }

    private Optional<java.nio.file.Path> tapes() {
        return Optional.ofNullable(tapes).map(File::toPath);
    }

    /**
     * A cluster's processes have no file of a client's working directory, and only those variables
     * of its environment that are settings.
     */
    private Optional<HotReload> reload(EffectiveSettings effective) {
        if (!shell.ownsProcess() && !options.namesFile()) {
            return Optional.empty();
        }
        SettingsFile file =
                options.file(
                        shell.ownsProcess()
                                ? shell.environment()
                                : SettingsFile.ofSettings(shell.environment()));
        String lake = FlinkPaths.absolute(effective.settings().lake().path());
        return Optional.of(new HotReload(file, effective, lake, Feeds::refuseTooMany));
    }

    private static Inputs inputs(Settings settings, Recording recording, Optional<HotReload> reload)
            throws InvalidSettingsException {
        SettingsInForce inForce =
                reload.map(HotReload::inForce)
                        .orElseGet(() -> SettingsInForce.fixed(ReloadableSettings.of(settings)));
        try {
            return new Inputs(
                            Feeds.live(settings, recording, inForce),
                            SentimentFeeds.followed(settings))
                    .withCandles(Feeds.candles(settings.exchange().restUrl(), settings, inForce));
        } catch (IllegalStateException moreThanTheExchangeAllows) {
            throw Refusal.usage(List.of(moreThanTheExchangeAllows.getMessage()));
        }
    }
}
