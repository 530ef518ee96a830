package dev.candlewick.job.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import dev.candlewick.simulator.TapeTrade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A process of the distribution that is killed and started again. */
abstract class KilledProcessFixture {

    static final int KILLS = Integer.getInteger("candlewick.kills", 2);
    static final long SEED = Long.getLong("candlewick.seed", 7);
    static final Duration PATIENCE = Duration.ofMinutes(2);
    static final int SPEED = 30;
    static final Pattern TRADE_ID = Pattern.compile("\"tid\":(\\d+)");

    @TempDir Path folder;
    Tape tape = tape();
    Path settings;

    static Tape tape() {
        Instant start = Instant.parse("2025-09-04T20:00:00Z");
        return KILLS > 2 ? Tape.recorded() : Tape.recorded().cut(start, start.plusSeconds(300));
    }

    @BeforeEach
    void writeTheTape() throws IOException {
        List<String> rows = new ArrayList<>(List.of("coin,time,side,price,size,id"));
        for (TapeTrade trade : tape.trades()) {
            rows.add(
                    "%s,%d,%s,%s,%s,%d"
                            .formatted(
                                    trade.coin(),
                                    trade.time(),
                                    trade.side(),
                                    trade.price().toPlainString(),
                                    trade.size().toPlainString(),
                                    trade.tid()));
        }
        Files.write(folder.resolve("tape.csv"), rows);
    }

    void killOnceThePartIsPlayed(double part, ExchangeSimulator exchange) throws Exception {
        long frames = Math.round(part * tape.frameCount());
        try (RunningCandlewick running = live()) {
            awaitBriefly(
                    () -> exchange.counters().framesPlayed() >= frames || !running.isRunning());
            assertThat(running.isRunning()).as(running.output()).isTrue();
            running.kill();
        }
    }

    /** To the millisecond, so that the kill comes while frames are on their way. */
    static void awaitBriefly(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited long enough").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    RunningCandlewick live() throws IOException {
        return RunningCandlewick.start(
                folder, "live", "--config", settings.toString(), "--record", "tapes");
    }

    void writeSettings(ExchangeSimulator exchange) throws IOException {
        settings =
                Files.writeString(
                        folder.resolve("settings.yaml"),
                        """
                        web-ui.port: 0
                        universe.symbols: [BTC, ETH, SOL, WLFI]
                        exchange.websocket-url: %s
                        exchange.rest-url: %s
                        exchange.subscriptions: []
                        sentiment.enabled: off
                        bars.intervals: [1m]
                        lake.commit-interval: 4 s
                        """
                                .formatted(exchange.url(), exchange.restUrl()));
    }

    /** Read by nothing of ours: a line without an end was cut short by the kill. */
    Set<String> tradeIdsInTheJournal() throws IOException {
        Set<String> ids = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder.resolve("data/journal"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
                String text = Files.readString(file);
                Matcher matcher = TRADE_ID.matcher(text.substring(0, text.lastIndexOf('\n') + 1));
                while (matcher.find()) {
                    ids.add(matcher.group(1));
                }
            }
        }
        return ids;
    }

    /** Trades that the exchange made and that are neither in the lake nor in a gap. */
    List<String> unexplained() throws SQLException {
        return rows(
                """
                SELECT coin, id, time FROM tape
                WHERE NOT EXISTS (FROM trades WHERE trade_id = id AND symbol = coin)
                  AND NOT EXISTS (
                      FROM gaps
                      WHERE symbol = coin AND healed_by IS DISTINCT FROM 'resend'
                      AND make_timestamptz(time * 1000) BETWEEN gap_start AND gap_end)
                """);
    }

    void assertTheTapesGiveTheSameBars() throws Exception {
        List<String> command = new ArrayList<>(List.of("replay", "--config", settings.toString()));
        for (String path : List.of("lake.path=r/lake", "hot-store.path=r/hot.duckdb")) {
            command.addAll(List.of("--set", path));
        }
        command.addAll(List.of("--set", "checkpoints.path=r/checkpoints"));
        try (Stream<Path> tapes = Files.list(folder.resolve("tapes"))) {
            tapes.map(Path::toString).filter(t -> t.endsWith(".gz")).sorted().forEach(command::add);
        }
        try (RunningCandlewick replay =
                RunningCandlewick.start(folder, command.toArray(String[]::new))) {
            assertThat(replay.exitCode(PATIENCE)).as(replay.output()).isZero();
        }
        assertThat(rows("SELECT * FROM replayed_bars EXCEPT SELECT * FROM true_bars")).isEmpty();
        assertThat(rows("SELECT * FROM replayed_bars")).hasSizeGreaterThan(5);
        assertThat(rows("SELECT * FROM replayed_trades ANTI JOIN trades USING (trade_id)"))
                .as("replayed and not in the lake")
                .isEmpty();
        assertThat(rows("SELECT * FROM trades ANTI JOIN replayed_trades USING (trade_id)"))
                .as("in the lake and not replayed")
                .isEmpty();
    }

    List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            defineViews(connection);
            try (ResultSet result = statement.executeQuery(sql)) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<String> cells = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        cells.add(result.getString(column));
                    }
                    rows.add(String.join(" ", cells));
                }
            }
        }
        return rows;
    }

    void defineViews(Connection connection) throws SQLException {
        execute(
                connection,
                "CREATE TABLE tape AS SELECT row_number() OVER () AS arrival, * FROM read_csv('%s')"
                        .formatted(folder.resolve("tape.csv")));
        execute(
                connection,
                """
                CREATE VIEW true_bars AS
                SELECT coin AS symbol, time // 60000 * 60 AS open_second,
                       first(price ORDER BY time, arrival)::DOUBLE AS open,
                       max(price)::DOUBLE AS high, min(price)::DOUBLE AS low,
                       last(price ORDER BY time, arrival)::DOUBLE AS close,
                       sum(size::DECIMAL(24, 8))::VARCHAR::DOUBLE AS volume, count(*) AS trade_count
                FROM tape GROUP BY ALL
                """);
        defineStore(connection, "", "data/lake");
        defineStore(connection, "replayed_", "r/lake");
    }

    void defineStore(Connection connection, String prefix, String lake) throws SQLException {
        Path root = folder.resolve(lake);
        defineTable(connection, prefix + "trades", root.resolve("trades"), "symbol, trade_id");
        defineTable(
                connection,
                prefix + "gaps",
                root.resolve("gaps"),
                "symbol, gap_start, gap_end, healed_by");
        defineTable(
                connection,
                prefix + "all_bars",
                root.resolve("bars"),
                "symbol, epoch(open_time)::BIGINT AS open_second, open, high, low, close, volume,"
                        + " trade_count, coverage, run_id, revision");
        execute(
                connection,
                """
                CREATE VIEW %s AS
                SELECT * EXCLUDE (coverage, run_id, revision) FROM (
                    FROM %sall_bars WHERE coverage = 'complete' AND trade_count > 0
                    QUALIFY row_number() OVER (
                        PARTITION BY symbol, open_second ORDER BY run_id DESC, revision DESC) = 1)
                """
                        .formatted(prefix.isEmpty() ? "complete_bars" : "replayed_bars", prefix));
    }

    /** Empty as long as nothing is committed. */
    static void defineTable(Connection connection, String name, Path files, String columns)
            throws SQLException {
        try {
            execute(
                    connection,
                    "CREATE VIEW %s AS SELECT %s FROM read_parquet('%s/**/*.parquet')"
                            .formatted(name, columns, files));
        } catch (SQLException nothingThere) {
            execute(
                    connection,
                    "CREATE VIEW %s AS SELECT * FROM (VALUES %s) AS t(%s) WHERE false"
                            .formatted(
                                    name,
                                    "(" + "NULL,".repeat(columns.split(",").length - 1) + "NULL)",
                                    columns.replaceAll("[^,]* AS ", "")));
        }
    }

    /** By a statement of its own, which DuckDB closes when it fails. */
    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
