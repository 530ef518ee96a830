package dev.candlewick.job.command;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.job.local.Counts;
import dev.candlewick.job.local.JobCounts;
import dev.candlewick.job.local.LocalConfiguration;
import dev.candlewick.job.local.RunResult;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.SentimentKeys;
import dev.candlewick.job.settings.SettingKey;
import dev.candlewick.job.settings.SettingKeys;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import dev.candlewick.job.topology.Inputs;
import dev.candlewick.job.wiring.Feeds;
import dev.candlewick.job.wiring.MarketDataJob;
import dev.candlewick.job.wiring.SentimentFeeds;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import dev.candlewick.simulator.archive.SimulatedArchive;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
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
    private static final Set<SettingKey<?>> UNUSED =
            Set.of(
                    SettingKeys.EXCHANGE_WEBSOCKET_URL,
                    SettingKeys.EXCHANGE_REST_URL,
                    SettingKeys.EXCHANGE_USERS,
                    SettingKeys.EXCHANGE_ACCOUNT_STREAMS,
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
        EffectiveSettings effective = options.load(shell.environment(), decisions(tape, Map.of()));
        Preflight.of(effective).webUiPort().orRefuse();
        try (DemoFolder folder = DemoFolder.take(out);
                ExchangeSimulator exchange = simulator(tape)) {
            exchange.start();
            shell.err().println(introduction(tape) + "; results go to " + folder);
            run(exchange, folder, effective);
        }
    }

    private CommandValues decisions(Tape tape, Map<SettingKey<?>, String> stores) {
        Map<SettingKey<?>, String> fixed = new HashMap<>(DemoFolder.settings(out));
        fixed.putAll(stores);
        fixed.put(SettingKeys.UNIVERSE_DISCOVERY, "off");
        fixed.put(SettingKeys.UNIVERSE_FILE, "");
        fixed.put(SettingKeys.UNIVERSE_SYMBOLS, String.join(",", tape.tradedCoins()));
        return new CommandValues(
                "demo",
                Map.of(SettingKeys.LAKE_COMMIT_INTERVAL, "5 s"),
                fixed,
                UNUSED,
                "it plays its own tape and writes below --out");
    }

    private ExchangeSimulator simulator(Tape tape) {
        return ExchangeSimulator.builder().tape(tape).speed(speed.times()).loop(forever).build();
    }

    private String introduction(Tape tape) {
        return "Playing %d min of %s, recorded on %s, %s%s"
                .formatted(
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
                                Feeds.played(exchange.url(), END_OF_TAPE, settings),
                                SentimentFeeds.askedOnce(exchange.sentimentUrl(), settings))
                        .withCandles(Feeds.candles(exchange.restUrl(), settings));
        MarketDataJob job = runner.job("candlewick demo", inputs, Origin.STREAM);
        RunResult result = runner.runHere(job, configuration, counts -> played(counts, exchange));
        List<String> remarks =
                forever || result.savepoint().isPresent()
                        ? List.of()
                        : backfill(exchange.tape(), settings);
        runner.summarize(job, result, "--config " + Words.quoted(file.toString()), remarks);
    }

    /** The same trades once more, from an archive of them. */
    private List<String> backfill(Tape tape, Settings live) throws Exception {
        SimulatedArchive.of(tape).writeTo(DemoFolder.archive(out));
        EffectiveSettings effective =
                options.load(
                        shell.environment(), decisions(tape, DemoFolder.settingsOfBackfill(out)));
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
