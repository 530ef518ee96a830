package dev.candlewick.job.command;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.job.local.LastCheckpoint;
import dev.candlewick.job.local.LocalConfiguration;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import dev.candlewick.job.wiring.Feeds;
import dev.candlewick.job.wiring.FlinkPaths;
import dev.candlewick.job.wiring.MarketDataJob;
import java.io.IOException;
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

    @Option(names = "--fresh", description = "Begin anew; keep checkpoints, but use none.")
    private boolean fresh;

    LiveCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void execute() throws Exception {
        EffectiveSettings effective = options.load(shell.environment(), CommandValues.NONE);
        Settings settings = effective.settings();
        JobRunner runner = new JobRunner(shell, settings);
        MarketDataJob job = runner.job("candlewick live", Feeds.live(settings), Origin.STREAM);
        if (!shell.ownsProcess()) {
            runner.submit(job);
            return;
        }
        Preflight.of(effective).webUiPort().foldersArePrepared().filesExist().orRefuse();
        Preflight.of(effective).exchangeAnswers();
        Configuration configuration = runner.localConfiguration();
        goOn(settings, configuration);
        runner.runHere(job, configuration, counts -> OptionalDouble.empty());
    }

    private void goOn(Settings settings, Configuration configuration) throws IOException {
        LocalConfiguration.useFileSystems(configuration);
        Path folder = new Path(FlinkPaths.absolute(settings.checkpoints().path()));
        Optional<Path> last = fresh ? Optional.empty() : LastCheckpoint.below(folder);
        last.ifPresent(path -> LocalConfiguration.goOnFrom(configuration, path));
        shell.err()
                .println(
                        last.map(path -> "Going on from " + path)
                                .orElse("Beginning anew, without a checkpoint"));
    }
}
