package dev.candlewick.job.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How time, memory and checkpoints grow with symbols, intervals and days: replays of generated
 * lakes, each a process of its own, whose bars are all whole. Run its main from the test classpath
 * with the built distribution and a folder for files.
 */
final class GrowthBenchmark {

    private static final int TRADES_OF_A_DAY = 1_440;
    private static final LocalDate FIRST = LocalDate.of(2024, 11, 1);
    private static final List<String> INTERVALS =
            List.of("1m", "5m", "15m", "1h", "3m", "30m", "2h", "4h", "8h", "12h", "1d", "1s");
    private static final Pattern CHECKPOINT =
            Pattern.compile("Completed checkpoint \\d+ for job \\w+ \\((\\d+) bytes");

    private final Path distribution;
    private final Path folder;

    private GrowthBenchmark(Path distribution, Path folder) {
        this.distribution = distribution.toAbsolutePath();
        this.folder = folder.toAbsolutePath();
    }

    /** How much is replayed. */
    record Size(int symbols, int intervals, int days) {}

    /**
     * Measures and prints a line for each size.
     *
     * @param arguments the distribution, a folder, and sizes such as {@code 200x12x1}
     */
    public static void main(String[] arguments) throws Exception {
        GrowthBenchmark benchmark =
                new GrowthBenchmark(Path.of(arguments[0]), Path.of(arguments[1]));
        System.out.println(
                "| symbols | intervals | days | wall s | CPU s | peak MB | checkpoint KB |\n"
                        + "|---|---|---|---|---|---|---|");
        for (int i = 2; i < arguments.length; i++) {
            String[] parts = arguments[i].split("x", -1);
            Size size =
                    new Size(
                            Integer.parseInt(parts[0]),
                            Integer.parseInt(parts[1]),
                            Integer.parseInt(parts[2]));
            System.out.println(benchmark.measure(size));
        }
    }

    private String measure(Size size) throws Exception {
        Path stores = folder.resolve("growth");
        Stores.empty(stores);
        write(size, stores.resolve("lake"));
        Path log = stores.resolve("candlewick.log");
        Measured measured = Measured.run(command(size, stores, log), folder.resolve("last.log"));
        return String.format(
                Locale.ROOT,
                "| %d | %d | %d | %.1f | %.1f | %d | %d |",
                size.symbols(),
                size.intervals(),
                size.days(),
                measured.wallSeconds(),
                measured.cpuSeconds(),
                measured.peakMegabytes(),
                largestCheckpoint(log) / 1_024);
    }

    private List<String> command(Size size, Path stores, Path log) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("env", "CANDLEWICK_JAVA_OPTS=-Dcandlewick.logs=" + log.getParent()));
        command.addAll(List.of(distribution.resolve("bin/candlewick").toString(), "replay"));
        command.addAll(List.of("--from", FIRST.toString()));
        command.addAll(List.of("--to", FIRST.plusDays(size.days()).toString()));
        for (String setting :
                List.of(
                        "bars.intervals="
                                + String.join(",", INTERVALS.subList(0, size.intervals())),
                        "sentiment.enabled=off",
                        "web-ui.port=0",
                        "lake.commit-interval=2 s",
                        "lake.path=" + stores.resolve("lake"),
                        "hot-store.path=" + stores.resolve("hot.duckdb"))) {
            command.addAll(List.of("--set", setting));
        }
        return command;
    }

    /** A trade a minute of each symbol, and a bar for each day that says that it is whole. */
    private static void write(Size size, Path lake) throws SQLException, IOException {
        String symbols =
                IntStream.range(0, size.symbols())
                        .mapToObj(i -> String.format(Locale.ROOT, "('S%03d', %d)", i, i))
                        .collect(Collectors.joining(", "));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            for (int day = 0; day < size.days(); day++) {
                String date = FIRST.plusDays(day).toString();
                Path trades = Files.createDirectories(lake.resolve("trades/date=" + date));
                Path bars = Files.createDirectories(lake.resolve("bars/date=" + date));
                statement.execute(
                        trades(symbols, date, day)
                                .formatted(trades.resolve("sorted-trades-generated.parquet")));
                statement.execute(
                        bars(symbols, date).formatted(bars.resolve("bars-generated-0.parquet")));
            }
        }
    }

    private static String trades(String symbols, String date, int day) {
        return """
               COPY (
                   SELECT symbol, moment AS trade_time, 100 + number + mod(n, 7) / 10 AS price,
                       1 + mod(n, 5) / 100 AS size, if(mod(n, 2) = 0, 'buy', 'sell') AS side,
                       number::BIGINT * 100000000 + %s * %s + n + 1 AS trade_id,
                       moment AS received_at, 'stream' AS origin, '0-generated' AS run_id
                   FROM (VALUES %s) AS symbols (symbol, number),
                       (SELECT n, TIMESTAMPTZ '%s' + to_milliseconds(n * 60000 + 7) AS moment
                           FROM range(%s) AS r (n)) AS times
                   ORDER BY symbol, trade_time
               ) TO '%%s' (FORMAT parquet, COMPRESSION zstd)
               """
                .formatted(day, TRADES_OF_A_DAY, symbols, date, TRADES_OF_A_DAY);
    }

    private static String bars(String symbols, String date) {
        return """
               COPY (
                   SELECT symbol, '1d' AS bar_interval, TIMESTAMPTZ '%2$s' AS open_time,
                       TIMESTAMPTZ '%2$s' + INTERVAL 1 DAY AS close_time, 1.0 AS open, 1.0 AS high,
                       1.0 AS low, 1.0 AS close, 1.0 AS volume, 1.0 AS quote_volume, 1.0 AS vwap,
                       1::BIGINT AS trade_count, 1.0 AS buy_volume, 0.0 AS sell_volume,
                       true AS is_final, 0::INTEGER AS revision, 'trade' AS price_source,
                       'complete' AS coverage, 'stream' AS origin, '0-generated' AS run_id,
                       TIMESTAMPTZ '%2$s' + INTERVAL 1 DAY AS emitted_at
                   FROM (VALUES %1$s) AS symbols (symbol, number)
               ) TO '%%s' (FORMAT parquet)
               """
                .formatted(symbols, date);
    }

    private static long largestCheckpoint(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(CHECKPOINT::matcher)
                    .filter(Matcher::find)
                    .mapToLong(found -> Long.parseLong(found.group(1)))
                    .max()
                    .orElse(0);
        }
    }
}
