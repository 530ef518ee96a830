package dev.candlewick.job.command;

import dev.candlewick.functions.bars.Forming;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.job.local.Counts;
import dev.candlewick.job.local.JobCounts;
import dev.candlewick.job.local.LocalConfiguration;
import dev.candlewick.job.local.RunResult;
import dev.candlewick.job.report.ReportRange;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.ExchangeKeys;
import dev.candlewick.job.settings.SentimentKeys;
import dev.candlewick.job.settings.SettingKey;
import dev.candlewick.job.settings.SettingKeys;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import dev.candlewick.job.settings.UniverseKeys;
import dev.candlewick.job.topology.Inputs;
import dev.candlewick.job.wiring.Feeds;
import dev.candlewick.job.wiring.MarketDataJob;
import dev.candlewick.job.wiring.SentimentFeeds;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Listings;
import dev.candlewick.simulator.Tape;
import dev.candlewick.simulator.archive.SimulatedArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code candlewick demo}. */
@Command(
        name = "demo",
        description =
                "Run the job against an exchange simulator that plays a recorded tape of real"
                        + " trades; ends by itself with a summary.")
final class DemoCommand implements RunsCommand {

    private static final String END_OF_TAPE = "end of tape";

    /** It was listed after the list of assets was recorded that the others are chosen from. */
    private static final String NEWLY_LISTED = "WLFI";

    private static final Set<SettingKey<?>> UNUSED =
            Set.of(
                    ExchangeKeys.WEBSOCKET_URL,
                    ExchangeKeys.REST_URL,
                    ExchangeKeys.USERS,
                    ExchangeKeys.ACCOUNT_STREAMS,
                    SentimentKeys.URL);

    private final Shell shell;

    @Mixin private SettingsOptions options = new SettingsOptions();

    @Option(
            names = "--speed",
            paramLabel = "N|max",
            defaultValue = "60",
            converter = Speed.Converter.class,
            description = "Times the recorded speed; ${DEFAULT-VALUE} unless given.")
    private Speed speed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "data/demo",
            description =
                    "Folder for lake, hot store, checkpoints and logs; ${DEFAULT-VALUE} unless"
                            + " given. What an earlier demo left there is removed.")
    private Path out;

    @Option(names = "--forever", description = "Loop the tape until Ctrl-C.")
    private boolean forever;

    DemoCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void execute() throws Exception {
        LogFile.in(DemoFolder.logs(out));
        Tape tape = Tape.recorded();
        EffectiveSettings effective = options.load(shell.environment(), decisions(chosenOf(tape)));
        Preflight.of(effective).webUiPort().orRefuse();
        try (DemoFolder folder = DemoFolder.take(out);
                ExchangeSimulator exchange = simulator(tape)) {
            exchange.start();
            shell.err().println(introduction(tape) + "; results go to " + folder);
            run(exchange, folder, effective);
        }
    }

    /** The coins of the tape are chosen as a live run would choose them. */
    private static Map<SettingKey<?>, String> chosenOf(Tape tape) {
        return Map.of(
                UniverseKeys.DISCOVERY, "on",
                UniverseKeys.SIZE, Integer.toString(tape.tradedCoins().size()),
                UniverseKeys.SYMBOLS, NEWLY_LISTED,
                UniverseKeys.EXCLUDE, "",
                UniverseKeys.MARKETS, "perps",
                UniverseKeys.HISTORY, "off");
    }

    private CommandValues decisions(Map<SettingKey<?>, String> more) {
        Map<SettingKey<?>, String> fixed = new HashMap<>(DemoFolder.settings(out));
        fixed.put(UniverseKeys.FILE, "");
        fixed.putAll(more);
        return new CommandValues(
                "demo",
                Map.of(SettingKeys.LAKE_COMMIT_INTERVAL, "5 s"),
                fixed,
                UNUSED,
                "it plays its own tape and writes below --out");
    }

    private ExchangeSimulator simulator(Tape tape) {
        return ExchangeSimulator.builder()
                .tape(tape)
                .listings(Listings.recorded())
                .speed(speed.times())
                .loop(forever)
                .build();
    }

    private String introduction(Tape tape) {
        return String.format(
                Locale.ROOT,
                "Playing %d min of %s, recorded on %s, %s%s",
                tape.duration().toMinutes(),
                String.join(", ", tape.tradedCoins()),
                tape.firstTime().toString().substring(0, 10),
                speed,
                forever ? ", until Ctrl-C" : "");
    }

    private void run(ExchangeSimulator exchange, DemoFolder folder, EffectiveSettings effective)
            throws Exception {
        Settings settings = effective.settings();
        Path file = folder.writeSettings(settings);
        JobRunner runner = new JobRunner(shell, effective);
        Configuration configuration = runner.localConfiguration();
        LocalConfiguration.giveUpOnRepeatedFailure(configuration);
        // One connection: the clock of its feed is the newest exchange time on it, and only one
        // coin
        // of the tape has the books that keep such a clock going.
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, 1);
        Inputs inputs =
                new Inputs(
                                Feeds.played(
                                        exchange.url(), exchange.restUrl(), END_OF_TAPE, settings),
                                SentimentFeeds.askedOnce(exchange.sentimentUrl(), settings))
                        .withCandles(Feeds.candles(exchange.restUrl(), settings));
        MarketDataJob job =
                runner.job("candlewick demo", inputs, Origin.STREAM, Forming.Clock.PROCESSING);
        RunResult result = runner.runHere(job, configuration, counts -> played(counts, exchange));
        List<String> remarks =
                forever || result.savepoint().isPresent()
                        ? List.of()
                        : backfill(exchange.tape(), settings);
        runner.summarize(
                job,
                result,
                "--config " + Words.quoted(file.toString()),
                Stream.concat(page(settings).stream(), remarks.stream()).toList());
    }

    /** A page of what was stored; empty where that is nothing. */
    private List<String> page(Settings settings) throws IOException, SQLException {
        ReportRange everything =
                new ReportRange(List.of(), List.of(), Long.MIN_VALUE, Long.MAX_VALUE);
        try {
            ReportCommand.write(LakeReader.stores(settings), everything, DemoFolder.page(out));
            return List.of("  page       " + DemoFolder.page(out));
        } catch (Refusal nothing) {
            return List.of();
        }
    }

    /** The same trades once more, from an archive of them. */
    private List<String> backfill(Tape tape, Settings live) throws Exception {
        SimulatedArchive.of(tape).writeTo(DemoFolder.archive(out));
        Map<SettingKey<?>, String> decided = new HashMap<>(DemoFolder.settingsOfBackfill(out));
        decided.put(UniverseKeys.DISCOVERY, "off");
        decided.put(UniverseKeys.SYMBOLS, String.join(",", tape.tradedCoins()));
        EffectiveSettings effective = options.load(shell.environment(), decisions(decided));
        shell.err().println("Backfilling the same trades from an archive of them");
        return new DemoBackfill(shell, effective, live)
                .compare(tape.firstTradeTime(), tape.lastTime());
    }

    /**
     * By what has come out of the socket, since what was played may still be on its way; but not
     * all that comes out of it is of the tape.
     */
    private OptionalDouble played(Counts counts, ExchangeSimulator exchange) {
        double frames = Math.min(JobCounts.messages(counts), exchange.counters().framesPlayed());
        return forever
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.min(1, frames / exchange.tape().frameCount()));
    }
}
