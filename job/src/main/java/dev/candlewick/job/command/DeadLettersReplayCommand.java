package dev.candlewick.job.command;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.job.command.DeadLettersCommand.LetterSelection;
import dev.candlewick.job.letters.LetterReplay;
import dev.candlewick.job.lock.FolderLock;
import dev.candlewick.job.lock.HeldException;
import dev.candlewick.job.lock.Holder;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.SettingKeys;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import dev.candlewick.job.topology.Inputs;
import dev.candlewick.job.wiring.SentimentFeeds;
import dev.candlewick.sinks.duckdb.DuckDb;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.util.FileUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code candlewick dead-letters replay}. */
@Command(
        name = "replay",
        description = "Decode dead letters by today's rules, and put back what passes, once.",
        footer = {
            "",
            "Writes the lake only, also beside a running job. Trades that were found revise the"
                    + " bars of their windows; a gap of which everything was found is closed."
        })
final class DeadLettersReplayCommand implements RunsCommand {

    private static final String NAME = "candlewick dead-letters replay";
    private static final String LOCK = ".candlewick-dead-letters.lock";

    private final Shell shell;

    @Mixin private SettingsOptions options = new SettingsOptions();
    @Mixin private LetterSelection selection = new LetterSelection();

    DeadLettersReplayCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void execute() throws Exception {
        EffectiveSettings effective = options.load(shell.environment(), CommandValues.NONE);
        Path lake = DeadLettersCommand.lake(effective);
        Preflight.of(effective).webUiPort().lakeIsPrepared().orRefuse();
        Path folder = Files.createTempDirectory("candlewick-dead-letters");
        try (Closeable lock = lock(effective, lake);
                DuckDb duckDb = DeadLettersCommand.stores(effective.settings()).open()) {
            new LetterReplay(effective.settings(), lake, duckDb, Instant.now())
                    .run(
                            new LetterReplay.Selection(selection.reason(), selection.since()),
                            folder,
                            (events, origin, intervals) ->
                                    run(effective, folder, events, origin, intervals))
                    .forEach(shell.out()::println);
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    /** Two at a time would both find that the lake lacks a trade. */
    private static Closeable lock(EffectiveSettings effective, Path lake) throws IOException {
        try {
            return FolderLock.take(lake.resolve(LOCK), Holder.current(NAME, Instant.now()));
        } catch (HeldException e) {
            throw Refusal.usage(
                    List.of(
                            "%s: %s replays dead letters there; wait for it"
                                    .formatted(
                                            effective.describe(SettingKeys.LAKE_PATH),
                                            e.getMessage())));
        }
    }

    /** Every interval that the lake has bars of is revised, whatever is built today. */
    private void run(
            EffectiveSettings effective,
            Path folder,
            Source<FeedEvent, ?, ?> events,
            Origin origin,
            List<BarInterval> intervals)
            throws Exception {
        Settings settings = effective.settings();
        Inputs inputs =
                new Inputs(events, SentimentFeeds.askedOnce(settings.sentiment().url(), settings));
        new EventsRun(shell, effective, NAME, folder).run(inputs, origin, intervals);
    }
}
