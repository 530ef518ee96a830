package dev.candlewick.job.command;

import dev.candlewick.functions.bars.Forming;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.job.local.Causes;
import dev.candlewick.job.local.Counts;
import dev.candlewick.job.local.LocalConfiguration;
import dev.candlewick.job.local.RunResult;
import dev.candlewick.job.lock.Holder;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import dev.candlewick.job.topology.Inputs;
import dev.candlewick.job.wiring.Feeds;
import dev.candlewick.job.wiring.FlinkPaths;
import dev.candlewick.job.wiring.MarketDataJob;
import dev.candlewick.job.wiring.SentimentFeeds;
import dev.candlewick.sources.recording.RecordingException;
import dev.candlewick.sources.recording.RecordingHead;
import dev.candlewick.sources.replay.ReplaySource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code candlewick replay}. */
@Command(
        name = "replay",
        description =
                "Read recordings as fast as they go, or the trades that the lake has already.",
        footer = {
            "",
            "A recording has one frame a line, optionally after its receive time in ns; plain, gzip or"
                    + " LZ4. Several are merged by receive time, and every symbol in them is taken.",
            "",
            "Without files, --from and --to name a span of the lake: bars are rebuilt from its trades, as a"
                    + " new run, by the intervals and rules that are set now. Writes bars to the lake"
                    + " only, and no trade; also beside a running job. A date is its midnight, UTC; --to"
                    + " itself is left out."
        })
final class ReplayCommand implements RunsCommand {

    private final Shell shell;

    @Mixin private SettingsOptions options = new SettingsOptions();

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Tapes.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = UtcTime.class,
            description =
                    "Without files: the first moment, such as 2025-09-01 or 2025-09-01T14:30Z.")
    private Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = UtcTime.class,
            description = "Without files: the moment after the last.")
    private Instant to;

    @Option(
            names = "--symbols",
            paramLabel = "A,B",
            split = ",",
            description = "Without files: verbatim; all that traded unless given.")
    private List<String> symbols = new ArrayList<>();

    ReplayCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void execute() throws Exception {
        EffectiveSettings effective = options.load(shell.environment(), CommandValues.NONE);
        refuseNeitherOrBoth();
        if (files.isEmpty()) {
            new LakeReplayRunner(shell, effective).run(from, to, symbols);
        } else {
            replayFiles(effective);
        }
    }

    private void refuseNeitherOrBoth() {
        boolean isSpan = from != null && to != null;
        boolean isPartOfSpan = from != null || to != null || !symbols.isEmpty();
        if (files.isEmpty() && !isSpan) {
            throw Refusal.usage(
                    List.of("name recordings, or a span of the lake with both --from and --to"));
        }
        if (!files.isEmpty() && isPartOfSpan) {
            throw Refusal.usage(
                    List.of(
                            "--from, --to and --symbols are of the lake's own trades; leave them"
                                    + " out, or leave out the files"));
        }
    }

    private void replayFiles(EffectiveSettings effective) throws Exception {
        Settings settings = effective.settings();
        List<String> tapes = files.stream().map(FlinkPaths::absolute).toList();
        JobRunner runner = new JobRunner(shell, effective);
        Inputs inputs =
                new Inputs(
                        Feeds.recordings(tapes, settings),
                        SentimentFeeds.askedOnce(settings.sentiment().url(), settings));
        MarketDataJob job =
                runner.job("candlewick replay", inputs, Origin.TAPE, Forming.Clock.PROCESSING);
        if (!shell.ownsProcess()) {
            runner.submit(job);
            return;
        }
        Preflight.of(effective).webUiPort().foldersArePrepared().orRefuse();
        Configuration configuration = runner.localConfiguration();
        LocalConfiguration.giveUpOnRepeatedFailure(configuration);
        LocalConfiguration.readRecordings(configuration);
        Preflight.of(effective).objectStoresAnswer();
        refuseUnreadableRecordings(tapes);
        Holder holder = Holder.current("candlewick replay", Instant.now());
        try (RunLocks locks = RunLocks.ofHotStore(effective, holder)) {
            RunResult result = runner.runHere(job, configuration, ReplayCommand::read);
            runner.summarize(job, result, options.storesAsTyped(), List.of());
        }
    }

    private static void refuseUnreadableRecordings(List<String> tapes) {
        List<String> problems = new ArrayList<>();
        for (String tape : tapes) {
            try {
                RecordingHead.of(tape);
            } catch (RecordingException e) {
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
        long total = counts.totalOfSources(ReplaySource.BYTES_TOTAL);
        return total == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        (double) counts.totalOfSources(ReplaySource.BYTES_READ) / total);
    }
}
