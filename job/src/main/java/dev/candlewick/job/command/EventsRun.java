package dev.candlewick.job.command;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.job.local.LocalConfiguration;
import dev.candlewick.job.local.RunResult;
import dev.candlewick.job.settings.BarsSettings;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.settings.SqlSettings;
import dev.candlewick.job.topology.Inputs;
import dev.candlewick.job.wiring.MarketDataJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;

/** A short run over events that a command has made, into the lake. */
final class EventsRun {

    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(2);

    private final Shell shell;
    private final EffectiveSettings effective;
    private final String name;
    private final Path folder;

    /**
     * @param folder of its checkpoints, and of no other run
     */
    EventsRun(Shell shell, EffectiveSettings effective, String name, Path folder) {
        this.shell = shell;
        this.effective = effective;
        this.name = name;
        this.folder = folder;
    }

    /**
     * Runs to the end of the inputs.
     *
     * @param intervals of which bars are made
     * @throws Refusal if it fails or is stopped
     */
    void run(Inputs inputs, Origin origin, List<BarInterval> intervals) throws Exception {
        JobRunner runner = new JobRunner(shell, effective);
        Configuration configuration = runner.localConfiguration();
        LocalConfiguration.giveUpOnRepeatedFailure(configuration);
        String checkpoints = folder.resolve("checkpoints").toUri().toString();
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
        configuration.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, checkpoints);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, COMMIT_INTERVAL);
        MarketDataJob job =
                new MarketDataJob(
                        name,
                        inputs,
                        origin,
                        with(effective.settings(), intervals),
                        runner.newRunId(),
                        Optional.empty());
        RunResult result = runner.runHere(job, configuration, counts -> OptionalDouble.empty());
        if (result.savepoint().isPresent()) {
            throw Refusal.failure("stopped before its end; the same command does the rest");
        }
    }

    private static Settings with(Settings settings, List<BarInterval> intervals) {
        return new Settings(
                settings.exchange(),
                settings.universe(),
                new BarsSettings(
                        intervals,
                        settings.bars().outOfOrderness(),
                        settings.bars().allowedLateness()),
                settings.sentiment(),
                settings.archive(),
                settings.lake(),
                settings.hotStore(),
                settings.checkpoints(),
                settings.quality(),
                new SqlSettings(List.of()),
                settings.query(),
                settings.webUi(),
                settings.log());
    }
}
