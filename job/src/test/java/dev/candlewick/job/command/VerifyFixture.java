package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.simulator.Tape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A lake that a job has written, and changes to its rows. */
abstract class VerifyFixture {

    static final String CANDLES =
            """
            SELECT
                symbol,
                bar_interval,
                open_time,
                close_time,
                open,
                high %s AS high,
                low,
                close,
                volume %s AS volume,
                trade_count,
                close_time + INTERVAL 3 SECOND AS received_at,
                'exchange' AS origin,
                run_id,
                %s::INTEGER AS size_decimals
            FROM '%s'
            WHERE is_final AND bar_interval <> '1s' AND coverage = 'complete'
            """;

    static final Instant START = Instant.parse("2025-09-04T00:00:00Z");
    static final Instant END = START.plus(Duration.ofDays(1));

    /** What one run wrote from the recorded tape. */
    @TempDir static Path recorded;

    @TempDir Path folder;
    TestingShell shell;

    @BeforeAll
    static void replayTheRecordedTape() throws IOException {
        replay(recorded, Tape.recorded(), "1s,1m,3m,5m,15m,30m,1h,4h,1d");
    }

    @BeforeEach
    void copyTheLake() throws IOException {
        shell = new TestingShell(folder);
        copy(recorded.resolve("lake"), folder.resolve("lake"));
    }

    int verify(String... options) throws IOException {
        for (String table : List.of("trades", "bars")) {
            Path day = folder.resolve("lake").resolve(table).resolve("date=2025-09-04");
            Files.setLastModifiedTime(day, FileTime.fromMillis(0)); // no job writes here now
        }
        String[] lake = {"verify", "--set", "lake.path=" + folder.resolve("lake")};
        return shell.run(Stream.of(lake, options).flatMap(Stream::of).toArray(String[]::new));
    }

    /** One bar: BTC from 20:00. */
    static String bar(String interval) {
        return "(symbol = 'BTC' AND bar_interval = %s AND hour(open_time) = 20 AND minute(open_time) = 0)"
                .formatted(interval);
    }

    /** Puts other rows in the place of the files of a table. */
    void rewrite(String table, String columns, String where) throws Exception {
        for (Path file : files(table)) {
            Path other = file.resolveSibling("other");
            run(
                    "COPY (SELECT %s FROM '%s' WHERE %s) TO '%s' (FORMAT parquet)"
                            .formatted(columns, file, where.formatted(file), other));
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    void writeCandles(String high, String volume) throws Exception {
        writeCandles(high, volume, "NULL");
    }

    void writeCandles(String high, String volume, String decimals) throws Exception {
        Path day = folder.resolve("lake/exchange_candles/date=2025-09-04");
        Files.createDirectories(day);
        String bars = folder.resolve("lake/bars/date=2025-09-04/*.parquet").toString();
        run(
                "COPY (%s) TO '%s' (FORMAT parquet)"
                        .formatted(
                                CANDLES.formatted(high, volume, decimals, bars),
                                day.resolve("candles.parquet")));
    }

    List<Path> files(String table) throws IOException {
        Path day = folder.resolve("lake").resolve(table).resolve("date=2025-09-04");
        try (Stream<Path> files = Files.list(day)) {
            return files.toList();
        }
    }

    static void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute(sql);
        }
    }

    static void replay(Path folder, Tape tape, String intervals) throws IOException {
        Path file = Files.createDirectories(folder).resolve("tape.jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            tape.write(out);
        }
        replay(folder, file, intervals);
    }

    static void replay(Path folder, Path file, String intervals) throws IOException {
        TestingShell shell = new TestingShell(Path.of("..", "flink-conf"));
        int exitCode =
                shell.run(
                        "replay",
                        file.toString(),
                        "--set",
                        "web-ui.port=0",
                        "--set",
                        "sentiment.enabled=off",
                        "--set",
                        "bars.intervals=" + intervals,
                        "--set",
                        "lake.path=" + folder.resolve("lake"),
                        "--set",
                        "checkpoints.path=" + folder.resolve("checkpoints"),
                        "--set",
                        "hot-store.path=" + folder.resolve("hot/candlewick.duckdb"));
        assertThat(exitCode).as(shell.errorLines().toString()).isZero();
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
