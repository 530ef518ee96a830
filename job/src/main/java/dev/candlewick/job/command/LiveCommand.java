package dev.candlewick.job.command;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.job.local.LastCheckpoint;
import dev.candlewick.job.local.LocalConfiguration;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.SettingKeys;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import dev.candlewick.job.topology.Inputs;
import dev.candlewick.job.wiring.Feeds;
import dev.candlewick.job.wiring.FlinkPaths;
import dev.candlewick.job.wiring.MarketDataJob;
import dev.candlewick.job.wiring.Recording;
import dev.candlewick.job.wiring.SentimentFeeds;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.Path;
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
            description = "Begin anew; keep checkpoints and journal, but use none of them.")
    private boolean fresh;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description =
                    "Also keep the raw frames as tapes that replay reads, below DIR; on a cluster"
                            + " a folder of the machine that reads.")
    private File tapes;

    LiveCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void execute() throws Exception {
        EffectiveSettings effective = options.load(shell.environment(), CommandValues.NONE);
        Settings settings = effective.settings();
        refuseWhatIsNotThereYet(effective);
        JobRunner runner = new JobRunner(shell, effective);
        MarketDataJob job =
                runner.job("candlewick live", inputs(settings, recording()), Origin.STREAM);
        if (!shell.ownsProcess()) {
            runner.submit(job);
            return;
        }
        Preflight.of(effective)
                .webUiPort()
                .foldersArePrepared()
                .journalIsPrepared(tapes())
                .orRefuse();
        Preflight.of(effective).exchangeAnswers();
        Configuration configuration = runner.localConfiguration();
        Preflight.of(effective).objectStoresAnswer();
        goOn(settings, configuration);
        runner.runHere(job, configuration, counts -> OptionalDouble.empty());
    }

    /** Collecting something else than was asked for would be worse than not to start. */
    private void refuseWhatIsNotThereYet(EffectiveSettings effective) {
        List<String> problems = new ArrayList<>();
        if (tapes != null && effective.settings().exchange().journal().isEmpty()) {
            problems.add(
                    effective.describe(SettingKeys.EXCHANGE_JOURNAL)
                            + ": --record keeps what the journal has written; name a folder for"
                            + " it");
        }
        if (effective.settings().universe().discovery()) {
            problems.add(
                    effective.describe(SettingKeys.UNIVERSE_DISCOVERY)
                            + ": this version does not choose symbols yet; turn it off and name"
                            + " them");
        }
        if (!problems.isEmpty()) {
            throw Refusal.usage(problems);
        }
    }

    private Recording recording() {
        Instant since = fresh ? Instant.now() : Instant.EPOCH;
        return new Recording(tapes(), since);
    }

    private Optional<java.nio.file.Path> tapes() {
        return Optional.ofNullable(tapes).map(File::toPath);
    }

    private static Inputs inputs(Settings settings, Recording recording)
            throws InvalidSettingsException {
        try {
            return new Inputs(Feeds.live(settings, recording), SentimentFeeds.followed(settings))
                    .withCandles(Feeds.candles(settings.exchange().restUrl(), settings));
        } catch (IllegalStateException moreThanTheExchangeAllows) {
            throw Refusal.usage(List.of(moreThanTheExchangeAllows.getMessage()));
        }
    }

    private void goOn(Settings settings, Configuration configuration) throws IOException {
        Path folder = new Path(FlinkPaths.absolute(settings.checkpoints().path()));
        Optional<Path> last = fresh ? Optional.empty() : LastCheckpoint.below(folder);
        last.ifPresent(path -> LocalConfiguration.goOnFrom(configuration, path));
        if (!settings.sentiment().enabled()) {
            LocalConfiguration.leaveUnclaimedState(configuration);
        }
        shell.err()
                .println(
                        last.map(path -> "Going on from " + path)
                                .orElse("Beginning anew, without a checkpoint"));
    }
}
