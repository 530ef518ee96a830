package dev.candlewick.job.command;

import dev.candlewick.job.backfill.BackfillRequest;
import dev.candlewick.job.backfill.ReadingPlan;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.SettingKey;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import dev.candlewick.job.settings.UniverseKeys;
import dev.candlewick.job.wiring.SentimentFeeds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candlewick backfill}. */
@Command(
        name = "backfill",
        description = "Read the historical archive into the lake, through the same operators.",
        footer = {
            "",
            "A date is its midnight, UTC; --to itself is left out. Stopped or killed, the same"
                    + " command goes on where it was. What is missing or damaged in the archive is"
                    + " recorded in the table gaps."
        })
final class BackfillCommand implements RunsCommand {

    private final Shell shell;

    @Mixin private SettingsOptions options = new SettingsOptions();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME",
            converter = UtcTime.class,
            description = "The first moment, such as 2025-09-01 or 2025-09-01T14:30Z.")
    private Instant from;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "TIME",
            converter = UtcTime.class,
            description = "The moment after the last.")
    private Instant to;

    @Option(
            names = "--symbols",
            paramLabel = "A,B",
            description = "Verbatim; those of universe.symbols unless given.")
    private String symbols;

    @Option(
            names = "--books",
            description =
                    "Also read order books where trades exist, into the table books; they are most"
                            + " of the archive.")
    private boolean books;

    @Option(
            names = "--plan",
            description = "Only list: objects, missing hours, coverage, bytes and cost.")
    private boolean plan;

    @Option(
            names = "--fresh",
            description = "Start over, although a run of the same has stopped or finished.")
    private boolean fresh;

    BackfillCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void execute() throws Exception {
        EffectiveSettings effective = options.load(shell.environment(), decisions());
        Preflight.of(effective).symbolsAreNamed().orRefuse();
        Settings settings = effective.settings();
        BackfillRunner runner =
                new BackfillRunner(
                        shell,
                        effective,
                        request(settings),
                        SentimentFeeds.askedOnce(settings.sentiment().url(), settings));
        if (!shell.ownsProcess() && !plan) {
            runner.submit();
            return;
        }
        if (!plan) {
            Preflight.of(effective).webUiPort().lakeIsPrepared().orRefuse();
        }
        Configuration configuration = runner.configuration();
        if (!plan) {
            Preflight.of(effective).objectStoresAnswer();
        }
        ReadingPlan readings = new ReadingPlan(runner.list(), settings.archive().pricePerGb());
        if (plan) {
            readings.lines().forEach(shell.out()::println);
            return;
        }
        runner.run(configuration, readings, fresh);
    }

    private CommandValues decisions() {
        if (symbols == null) {
            return CommandValues.NONE;
        }
        Map<SettingKey<?>, String> fixed =
                Map.of(
                        UniverseKeys.SYMBOLS, symbols,
                        UniverseKeys.FILE, "",
                        UniverseKeys.DISCOVERY, "off");
        return new CommandValues(
                "backfill --symbols", Map.of(), fixed, Set.of(), "give one or the other");
    }

    private BackfillRequest request(Settings settings) throws InvalidSettingsException {
        List<String> collected = settings.universe().collected();
        if (collected.isEmpty()) {
            throw Refusal.usage(List.of("no symbols to read; name some with --symbols"));
        }
        BackfillRequest request = BackfillRequest.of(from, to, collected, books, settings);
        request.whyNonsense(Instant.now())
                .ifPresent(
                        why -> {
                            throw Refusal.usage(List.of(why));
                        });
        return request;
    }
}
