package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.Rows.at;

import com.sun.management.OperatingSystemMXBean;
import dev.candlewick.functions.model.BarInterval;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;

/**
 * How long readers of a published file wait: for 500 bars and an indicator over them, and for each
 * indicator over 100,000 bars. 25 symbols and 4 intervals, seven days of them hot, over a compacted
 * lake and over none.
 *
 * <p>Arguments: days of the lake, rounds, and the folder.
 */
public final class QueryBenchmark {

    private static final long END = at("2026-01-01T00:00:00Z");
    private static final long MINUTE = 60_000_000;
    private static final long DAY = 1_440 * MINUTE;
    private static final int HOT_DAYS = 7;
    private static final int RANGE = 500;
    private static final int MANY = 100_000;
    private static final Set<BarInterval> INTERVALS =
            Set.of(BarInterval.M1, BarInterval.M5, BarInterval.M15, BarInterval.H1);
    private static final String SPAN = "('%1$s', '1m', since := '%2$s', until := '%3$s')";
    private static final String FILTERED =
            "SELECT * FROM VIEW WHERE symbol = '%1$s' AND bar_interval = '1m'"
                    + " AND open_time >= '%2$s' AND open_time < '%3$s' ORDER BY open_time";
    private static final List<String> INDICATORS =
            List.of("sma", "ema", "rsi", "atr", "macd", "bollinger", "indicators");
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Random random = new Random(1);
    private final int days;
    private final int rounds;
    private final Path folder;

    private QueryBenchmark(int days, int rounds, Path folder) {
        this.days = days;
        this.rounds = rounds;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws SQLException, IOException {
        int days = arguments.length < 1 ? 365 : Integer.parseInt(arguments[0]);
        int rounds = arguments.length < 2 ? 200 : Integer.parseInt(arguments[1]);
        Path parent = Path.of(arguments.length < 3 ? "target" : arguments[2]);
        Path folder = Files.createTempDirectory(Files.createDirectories(parent), "queries");
        new QueryBenchmark(days, rounds, folder).run();
    }

    private void run() throws SQLException, IOException {
        Path lake = folder.resolve("lake");
        MarketYear.write(lake, END, days);
        try (OpenStore store = published("beside", lake);
                Connection reader = reader("beside")) {
            System.out.printf("Beside a compacted lake of %d days%n", days);
            ranges(reader, "hot", END - HOT_DAYS * DAY, END);
            hotRows(reader);
            ranges(reader, "cold", END - days * DAY, END - HOT_DAYS * DAY);
            indicators(reader);
        }
        published("alone", lake).close();
        try (OpenStore store = published("alone", folder.resolve("empty"));
                Connection reader = reader("alone")) {
            System.out.println("Without a lake");
            ranges(reader, "hot", END - HOT_DAYS * DAY, END);
        }
    }

    /** 500 bars, and an indicator over as many, of any symbol at any place of a span. */
    private void ranges(Connection reader, String which, long from, long to) throws SQLException {
        measure(reader, "bars_between, 500 " + which, "FROM bars_between" + SPAN, from, to);
        for (String view : List.of("bars", "final_bars")) {
            String what = view + " WHERE symbol, interval, time, 500 " + which;
            measure(reader, what, FILTERED.replace("VIEW", view), from, to);
        }
        for (String indicator : INDICATORS) {
            measure(reader, indicator + ", 500 " + which, "FROM " + indicator + SPAN, from, to);
        }
    }

    /** The same of the hot store alone, by the one thread that so few rows keep busy. */
    private void hotRows(Connection reader) throws SQLException {
        long from = END - HOT_DAYS * DAY;
        set(reader, "SET threads = 1");
        measure(
                reader,
                "hot_rows.final_bars_between, 500, one thread",
                "FROM hot_rows.final_bars_between" + SPAN,
                from,
                END);
        for (String indicator : INDICATORS) {
            measure(
                    reader,
                    "hot_rows." + indicator + ", 500, one thread",
                    "FROM hot_rows." + indicator + SPAN,
                    from,
                    END);
        }
        set(reader, "RESET threads");
    }

    private void measure(Connection reader, String what, String sql, long from, long to)
            throws SQLException {
        long[] micros = new long[rounds];
        long cpu = 0;
        for (int round = -5; round < rounds; round++) {
            cpu = round == 0 ? PROCESS.getProcessCpuTime() : cpu;
            long at = from + random.nextInt((int) ((to - from) / MINUTE) - RANGE) * MINUTE;
            String query =
                    sql.formatted(
                            "SYMBOL" + random.nextInt(MarketYear.SYMBOLS),
                            instant(at),
                            instant(at + RANGE * MINUTE));
            long begin = System.nanoTime();
            int rows = drain(reader, query);
            if (round >= 0) {
                micros[round] = (System.nanoTime() - begin) / 1_000;
            }
            if (rows != RANGE) {
                throw new IllegalStateException(rows + " rows of " + query);
            }
        }
        Arrays.sort(micros);
        System.out.printf(
                Locale.ROOT,
                "%-50s p50 %.1f ms, p99 %.1f ms, CPU %.1f ms%n",
                what,
                micros[rounds / 2] / 1e3,
                micros[rounds * 99 / 100] / 1e3,
                (PROCESS.getProcessCpuTime() - cpu) / 1e6 / rounds);
    }

    private void indicators(Connection reader) throws SQLException {
        String since = instant(END - Math.min(MANY, days * 1_440L) * MINUTE);
        for (String indicator : Indicators.NAMES) {
            long[] micros = new long[5];
            int rows = 0;
            for (int round = 0; round < micros.length; round++) {
                long begin = System.nanoTime();
                rows =
                        drain(
                                reader,
                                "SELECT * FROM %s('SYMBOL%d', '1m', since := '%s')"
                                        .formatted(indicator, round, since));
                micros[round] = (System.nanoTime() - begin) / 1_000;
            }
            Arrays.sort(micros);
            System.out.printf(
                    Locale.ROOT,
                    "%-40s median %.0f ms, max %.0f ms%n",
                    indicator + " over " + rows + " bars",
                    micros[2] / 1e3,
                    micros[4] / 1e3);
        }
    }

    private static void set(Connection reader, String sql) throws SQLException {
        try (Statement statement = reader.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int drain(Connection reader, String sql) throws SQLException {
        try (Statement statement = reader.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int last = result.getMetaData().getColumnCount();
            int rows = 0;
            while (result.next()) {
                result.getObject(last);
                rows++;
            }
            return rows;
        }
    }

    /** A store that has lost its rows is filled from the lake. */
    private OpenStore published(String name, Path lake) throws SQLException, IOException {
        HotStoreOptions options =
                new HotStoreOptions(
                        file(name).toString(),
                        null,
                        lake.toString(),
                        "run-2",
                        INTERVALS,
                        () -> Duration.ofDays(HOT_DAYS),
                        Duration.ofMinutes(10),
                        Cadence.DEFAULT);
        OpenStore store = OpenStore.open(options, Optional.empty());
        store.publisher().publish(0);
        return store;
    }

    private Connection reader(String name) throws SQLException {
        Properties readOnly = new Properties();
        readOnly.setProperty("duckdb.read_only", "true");
        return DriverManager.getConnection("jdbc:duckdb:" + file(name), readOnly);
    }

    private Path file(String name) {
        return folder.resolve(name).resolve("candlewick.duckdb");
    }

    private static String instant(long micros) {
        return Instant.ofEpochSecond(micros / 1_000_000).toString();
    }
}
