package dev.candlewick.job.command;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.job.local.Causes;
import dev.candlewick.job.local.Counts;
import dev.candlewick.job.local.LocalConfiguration;
import dev.candlewick.job.local.RunResult;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import dev.candlewick.job.topology.Inputs;
import dev.candlewick.job.wiring.Feeds;
import dev.candlewick.job.wiring.FlinkPaths;
import dev.candlewick.job.wiring.MarketDataJob;
import dev.candlewick.job.wiring.SentimentFeeds;
import dev.candlewick.sources.tape.TapeException;
import dev.candlewick.sources.tape.TapeHead;
import dev.candlewick.sources.tape.TapeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code candlewick replay}. */
@Command(
        name = "replay",
        description = "Read recorded tapes as fast as they go; every symbol in them is taken.",
        footer = {
            "",
            "A tape has one frame a line, optionally after its receive time in ns; plain, gzip or"
                    + " LZ4. Several are merged by receive time."
        })
final class ReplayCommand implements RunsCommand {

    private final Shell shell;

    @Mixin private SettingsOptions options = new SettingsOptions();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Tapes.")
    private List<String> files = new ArrayList<>();

    ReplayCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void execute() throws Exception {
        EffectiveSettings effective = options.load(shell.environment(), CommandValues.NONE);
        Settings settings = effective.settings();
        List<String> tapes = files.stream().map(FlinkPaths::absolute).toList();
        JobRunner runner = new JobRunner(shell, effective);
        Inputs inputs =
                new Inputs(
                        Feeds.tapes(tapes, settings),
                        SentimentFeeds.askedOnce(settings.sentiment().url(), settings));
        MarketDataJob job = runner.job("candlewick replay", inputs, Origin.TAPE);
        if (!shell.ownsProcess()) {
            runner.submit(job);
            return;
        }
        Preflight.of(effective).webUiPort().foldersArePrepared().orRefuse();
        Configuration configuration = runner.localConfiguration();
        LocalConfiguration.giveUpOnRepeatedFailure(configuration);
        Preflight.of(effective).objectStoresAnswer();
        refuseWhatIsNoTape(tapes);
        RunResult result = runner.runHere(job, configuration, ReplayCommand::read);
        runner.summarize(job, result, options.storesAsTyped(), List.of());
    }

    private static void refuseWhatIsNoTape(List<String> tapes) {
        List<String> problems = new ArrayList<>();
        for (String tape : tapes) {
            try {
                TapeHead.of(tape);
            } catch (TapeException e) {
                Causes.ofStore(e)
                        .ifPresent(
                                trouble -> {
                                    throw Refusal.failure(tape + ": " + trouble);
                                });
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw Refusal.usage(problems);
        }
    }

    private static OptionalDouble read(Counts counts) {
        long total = counts.totalOfSources(TapeSource.BYTES_TOTAL);
        return total == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) counts.totalOfSources(TapeSource.BYTES_READ) / total);
    }
}
