package dev.candlewick.job.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 while frames flow, then the same command again. {@code -Dcandlewick.kills=20} and {@code
 * -Dcandlewick.seed=…} make more of it.
 */
class KilledCandlewickITCase {
    private static final int KILLS = Integer.getInteger("candlewick.kills", 2);
    private static final long SEED = Long.getLong("candlewick.seed", 7);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SPEED = 30;
    private static final Pattern TRADE_ID = Pattern.compile("\"tid\":(\\d+)");

    @TempDir private Path folder;
    private final Tape tape = tape();
    private Path settings;

    private static Tape tape() {
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

    @Test
    void whatWasReceivedIsInTheLakeOnceHoweverOftenTheProcessIsKilled() throws Exception {
        Random random = new Random(SEED);
        Set<String> received = new TreeSet<>();
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder().tape(tape).speed(SPEED).stayOpen().build().start()) {
            writeSettings(exchange);
            for (int kill = 1; kill <= KILLS; kill++) {
                double part = (kill - 0.8 + 0.6 * random.nextDouble()) / (KILLS + 1);
                killOnceThePartIsPlayed(part, exchange);
                received.addAll(tradeIdsInTheJournal());
            }
            try (RunningCandlewick last = live()) {
                assertThat(exchange.awaitEnd(PATIENCE.multipliedBy(KILLS))).isTrue();
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> unexplained().isEmpty());
                assertThat(last.stop(PATIENCE)).as(last.output()).isZero();
            }
        }

        assertThat(received).as("received before some kill").hasSizeGreaterThan(200);
        assertThat(rows("SELECT DISTINCT trade_id FROM trades")).containsAll(received);
        assertThat(rows("SELECT symbol, trade_id FROM trades GROUP BY ALL HAVING count(*) > 1"))
                .as("stored twice")
                .isEmpty();
        assertThat(unexplained()).as("neither stored nor in a gap").isEmpty();
        assertThat(rows("SELECT * FROM complete_bars")).hasSizeGreaterThan(5);
        assertThat(rows("SELECT * FROM complete_bars EXCEPT SELECT * FROM true_bars")).isEmpty();
        assertTheTapesGiveTheSameBars();
    }

    private void killOnceThePartIsPlayed(double part, ExchangeSimulator exchange) throws Exception {
        long frames = Math.round(part * tape.frameCount());
        try (RunningCandlewick running = live()) {
            awaitBriefly(
                    () -> exchange.counters().framesPlayed() >= frames || !running.isRunning());
            assertThat(running.isRunning()).as(running.output()).isTrue();
            running.kill();
        }
    }

    /** To the millisecond, so that the kill comes while frames are on their way. */
    private static void awaitBriefly(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited long enough").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private RunningCandlewick live() throws IOException {
        return RunningCandlewick.start(
                folder, "live", "--config", settings.toString(), "--record", "tapes");
    }

    private void writeSettings(ExchangeSimulator exchange) throws IOException {
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
    private Set<String> tradeIdsInTheJournal() throws IOException {
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
    private List<String> unexplained() throws SQLException {
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

    private void assertTheTapesGiveTheSameBars() throws Exception {
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
        assertThat(rows("SELECT DISTINCT trade_id FROM replayed_trades"))
                .containsExactlyInAnyOrderElementsOf(rows("SELECT DISTINCT trade_id FROM trades"));
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            defineViews(statement);
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

    private void defineViews(Statement statement) throws SQLException {
        statement.execute(
                "CREATE TABLE tape AS SELECT row_number() OVER () AS arrival, * FROM read_csv('%s')"
                        .formatted(folder.resolve("tape.csv")));
        statement.execute(
                """
                CREATE VIEW true_bars AS
                SELECT coin AS symbol, time // 60000 * 60 AS open_second,
                       first(price ORDER BY time, arrival)::DOUBLE AS open,
                       max(price)::DOUBLE AS high, min(price)::DOUBLE AS low,
                       last(price ORDER BY time, arrival)::DOUBLE AS close,
                       sum(size::DECIMAL(24, 8))::VARCHAR::DOUBLE AS volume, count(*) AS trade_count
                FROM tape GROUP BY ALL
                """);
        defineStore(statement, "", "data/lake");
        defineStore(statement, "replayed_", "r/lake");
    }

    private void defineStore(Statement statement, String prefix, String lake) throws SQLException {
        Path root = folder.resolve(lake);
        defineTable(statement, prefix + "trades", root.resolve("trades"), "symbol, trade_id");
        defineTable(
                statement,
                prefix + "gaps",
                root.resolve("gaps"),
                "symbol, gap_start, gap_end, healed_by");
        defineTable(
                statement,
                prefix + "all_bars",
                root.resolve("bars"),
                "symbol, epoch(open_time)::BIGINT AS open_second, open, high, low, close, volume,"
                        + " trade_count, coverage, run_id, revision");
        statement.execute(
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
    private static void defineTable(Statement statement, String name, Path files, String columns)
            throws SQLException {
        try {
            statement.execute(
                    "CREATE VIEW %s AS SELECT %s FROM read_parquet('%s/**/*.parquet')"
                            .formatted(name, columns, files));
        } catch (SQLException nothingThere) {
            statement.execute(
                    "CREATE VIEW %s AS SELECT * FROM (VALUES %s) AS t(%s) WHERE false"
                            .formatted(
                                    name,
                                    "(" + "NULL,".repeat(columns.split(",").length - 1) + "NULL)",
                                    columns.replaceAll("[^,]* AS ", "")));
        }
    }
}
