package dev.candlewick.job.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Whole runs, each a process of its own, in rounds that take one of each in turn; the median of the
 * rounds is printed as a table. Everything that is compared reads the same trades.
 */
final class PipelineBenchmark {

    private static final int TRADES_PER_DAY = 2_000_000;
    private static final String FIVE = "1s,1m,5m,15m,1h";
    private static final String FOUR = "1m,5m,15m,1h";

    private final Path distribution;
    private final Path folder;
    private final int days;
    private final List<Contender> contenders = new ArrayList<>();

    /** The command that wrote the lake that is there. */
    private List<String> written = List.of();

    private PipelineBenchmark(Path distribution, Path folder, int days) {
        this.distribution = distribution.toAbsolutePath();
        this.folder = folder.toAbsolutePath();
        this.days = days;
    }

    /**
     * Measures and prints.
     *
     * @param arguments the built distribution, a folder for files of some gigabytes, the number of
     *     rounds, the number of days, and optionally which contenders by a part of their names
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[2]);
        int days = Integer.parseInt(arguments[3]);
        Wanted wanted = new Wanted(arguments.length > 4 ? arguments[4] : "");
        PipelineBenchmark benchmark =
                new PipelineBenchmark(Path.of(arguments[0]), Path.of(arguments[1]), days);
        benchmark.enter();
        benchmark.contenders.removeIf(one -> !wanted.includes(one.name()));
        if (benchmark.contenders.isEmpty()) {
            return;
        }
        for (int round = 1; round <= rounds; round++) {
            for (Contender contender : benchmark.contenders) {
                benchmark.measure(contender);
            }
        }
        new Report(benchmark.contenders).lines().forEach(System.out::println);
    }

    private void enter() throws Exception {
        Path recording = recording();
        BarCheck check = BarCheck.of(recording);
        add("DuckDB read_json, 1m bars, one thread", peer("DuckDbPeer", "scan", recording), null);
        add("DuckDB batch, five intervals", peer("DuckDbPeer", "batch", recording), null);
        add("plain loop, 1m bars, one thread", peer("PlainLoop", recording), null);
        if (Files.exists(folder.resolve("node_modules/tardis-dev"))) {
            Path script = folder.resolve("tardis.mjs");
            Files.writeString(script, TardisPeer.SCRIPT);
            add("tardis-dev, five intervals", List.of("node", script, recording), null);
        }
        add("replay, 1m", replay("1m", recording), check);
        add("replay, " + FOUR, replay(FOUR, recording), check);
        add("replay, " + FIVE, replay(FIVE, recording), check);
        Path dirty = dirtyRecording();
        contenders.add(
                new Contender(
                        "replay of a day of a bad connection, " + FIVE,
                        words(replay(FIVE, dirty)),
                        TRADES_PER_DAY,
                        BarCheck.of(dirty)));
        add("backfill, " + FOUR, backfill(), check);
        contenders.add(
                new Contender("replay of the lake, " + FOUR, words(lakeReplay()), trades(), check)
                        .overLakeOf(words(backfill())));
    }

    private void add(String name, List<?> command, BarCheck check) {
        contenders.add(new Contender(name, words(command), trades(), check));
    }

    private long trades() {
        return (long) days * TRADES_PER_DAY;
    }

    private static List<String> words(List<?> command) {
        return command.stream().map(Object::toString).toList();
    }

    private Path recording() throws IOException {
        Files.createDirectories(folder);
        Path recording = folder.resolve("trades-%d.jsonl".formatted(days));
        if (!Files.exists(recording)) {
            Path unfinished = folder.resolve("unfinished");
            new FrameFile(new GeneratedTrades(TRADES_PER_DAY)).write(unfinished, days);
            Files.move(unfinished, recording);
        }
        return recording;
    }

    /** One day with trades that are late or come again. */
    private Path dirtyRecording() throws IOException {
        Path recording = folder.resolve("trades-dirty.jsonl");
        if (!Files.exists(recording)) {
            Path unfinished = folder.resolve("unfinished-dirty");
            new FrameFile(new GeneratedTrades(TRADES_PER_DAY)).writeDirty(unfinished);
            Files.move(unfinished, recording);
        }
        return recording;
    }

    private List<Object> replay(String intervals, Path recording) {
        List<Object> command = new ArrayList<>(List.of(launcher(), "replay", recording));
        command.addAll(settings(intervals));
        return command;
    }

    private List<Object> backfill() throws IOException {
        Path archive = folder.resolve("archive-" + days);
        if (!Files.exists(archive)) {
            Path unfinished = folder.resolve("unfinished-archive");
            FillArchive.write(new GeneratedTrades(TRADES_PER_DAY), days, unfinished);
            Files.move(unfinished, archive);
        }
        List<Object> command = new ArrayList<>(List.of(launcher(), "backfill"));
        command.addAll(span());
        command.addAll(List.of("--symbols", symbols()));
        command.addAll(settings(FOUR));
        for (String key :
                List.of("archive.fills", "archive.market-data", "archive.asset-contexts")) {
            command.addAll(List.of("--set", key + "=" + archive));
        }
        return command;
    }

    private List<Object> lakeReplay() {
        List<Object> command = new ArrayList<>(List.of(launcher(), "replay"));
        command.addAll(span());
        command.addAll(settings(FOUR));
        return command;
    }

    private List<String> span() {
        return List.of("--from", "2024-11-01", "--to", "2024-11-%02d".formatted(1 + days));
    }

    private static String symbols() {
        return String.join(",", Stream.of(Coin.all()).map(Coin::name).toList());
    }

    private List<String> settings(String intervals) {
        List<String> settings = new ArrayList<>();
        for (String setting :
                List.of(
                        "bars.intervals=" + intervals,
                        "sentiment.enabled=off",
                        "web-ui.port=0",
                        "lake.path=" + stores().resolve("lake"),
                        "hot-store.path=" + stores().resolve("hot.duckdb"),
                        "checkpoints.path=" + stores().resolve("checkpoints"))) {
            settings.addAll(List.of("--set", setting));
        }
        return settings;
    }

    private Path launcher() {
        return distribution.resolve("bin/candlewick");
    }

    private List<Object> peer(String name, Object... arguments) {
        List<Object> command = new ArrayList<>(List.of("java", "-Xmx4g", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add("dev.candlewick.job.bench." + name);
        command.addAll(List.of(arguments));
        command.add(stores());
        return command;
    }

    private Path stores() {
        return folder.resolve("stores");
    }

    private void measure(Contender contender) throws Exception {
        prepareStores(contender);
        Measured measured = Measured.run(contender.command(), folder.resolve("last.log"));
        contender.rounds().add(measured);
        System.err.printf(
                Locale.ROOT,
                "%-40s %6.1f s wall %6.1f s CPU %5d MB%n",
                contender.name(),
                measured.wallSeconds(),
                measured.cpuSeconds(),
                measured.peakMegabytes());
        if (contender.check() != null) {
            contender.check().check(stores().resolve("lake"));
        }
    }

    /** Empty, but for the lake that is read. */
    private void prepareStores(Contender contender) throws Exception {
        boolean isThere = contender.lake().equals(written);
        written = contender.lake().isEmpty() ? contender.command() : contender.lake();
        if (!isThere) {
            Stores.empty(stores());
            Files.createDirectories(stores());
            if (!contender.lake().isEmpty()) {
                Measured.run(contender.lake(), folder.resolve("last.log"));
            }
        }
    }
}
