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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lakes that the real job wrote: right as they are, and wrong where somebody changed them. */
class VerifyITCase {

    private static final String CANDLES =
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
                run_id
            FROM '%s'
            WHERE is_final AND bar_interval <> '1s' AND coverage = 'complete'
            """;

    private static final Instant START = Instant.parse("2025-09-04T00:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(1));

    /** What one run wrote from the recorded tape. */
    @TempDir private static Path recorded;

    @TempDir private Path folder;
    private TestingShell shell;

    @BeforeAll
    static void replayTheRecordedTape() throws IOException {
        replay(recorded, Tape.recorded(), "1s,1m,3m,5m,15m,30m,1h,4h,1d");
    }

    @BeforeEach
    void copyTheLake() throws IOException {
        shell = new TestingShell(folder);
        copy(recorded.resolve("lake"), folder.resolve("lake"));
    }

    @Test
    void whatTheJobWroteIsWhatItsTradesMake() throws IOException {
        assertThat(verify()).as(shell.errorLines().toString()).isZero();

        assertThat(shell.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
                .contains(
                        "bar_interval complete quiet partial repaired mid_skipped different",
                        "1m 135 0 9 0 0 0",
                        "1h 0 0 8 0 0 0")
                .anyMatch(line -> line.matches("1s \\d+ [1-9]\\d+ \\d+ 0 0 0"))
                .last()
                .asString()
                .matches("The [\\d,]+ stored bars are what the 20,524 trades make.");
        assertThat(shell.errorLines()).isEmpty();
    }

    @Test
    void aChangedFieldOfABarIsFound() throws Exception {
        rewrite(
                "bars",
                "* REPLACE (close + (%s)::INTEGER AS close)".formatted(bar("'5m'")),
                "true");

        assertThat(verify()).isEqualTo(1);
        assertThat(shell.out())
                .contains(
                        "BTC     5m            2025-09-04T20:00:00Z  close  110094    110093  trades");
        assertThat(shell.errorLines())
                .containsExactly("candlewick: one field of a stored bar is wrong");
    }

    @Test
    void aQuietBarAtAnotherPriceIsFound() throws Exception {
        rewrite(
                "bars",
                "* REPLACE (open + (coverage = 'quiet' AND symbol = 'WLFI')::INTEGER AS open)",
                "true");

        assertThat(verify()).isEqualTo(1);
        assertThat(shell.out()).contains("WLFI    1s");
    }

    @Test
    void aLostTradeIsFound() throws Exception {
        rewrite("trades", "*", "trade_id <> (SELECT min(trade_id) FROM read_parquet('%s'))");

        assertThat(verify()).isEqualTo(1);
        assertThat(shell.out()).contains("trade_count");
    }

    @Test
    void aLostBarIsFound() throws Exception {
        rewrite("bars", "*", "NOT " + bar("'1m'"));

        assertThat(verify()).isEqualTo(1);
        assertThat(shell.out()).contains("BTC     1m            2025-09-04T20:00:00Z  trade_count");
    }

    @Test
    void onlyTheTimeThatIsAskedForIsVerified() throws Exception {
        rewrite(
                "bars",
                "* REPLACE (close + (%s)::INTEGER AS close)".formatted(bar("'5m'")),
                "true");

        assertThat(verify("--to", "2025-09-04T20:04")).isZero();
        assertThat(verify("--from", "2025-09-04T20:00:01Z")).isZero();
        assertThat(verify("--from", "2025-09-04")).isEqualTo(1);
        assertThat(verify("--from", "2025-09-05")).isEqualTo(1);
        assertThat(shell.errorLines())
                .last()
                .isEqualTo("candlewick: nothing to verify: no bar is stored in that time");
    }

    @Test
    void highsThatTheExchangeHasOtherwiseAreCountedOnly() throws Exception {
        writeCandles("+ (symbol = 'BTC' AND bar_interval = '5m')::INTEGER", "+ 1e-9");

        assertThat(verify()).as(shell.out()).isZero();
        assertThat(shell.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
                .contains("high 205 5 2.439", "volume 205 0 0");
    }

    @Test
    void anotherVolumeThanTheExchangesIsWrong() throws Exception {
        writeCandles("", "+ (symbol = 'WLFI' AND bar_interval = '15m')::INTEGER");

        assertThat(verify()).isEqualTo(1);
        assertThat(shell.out()).containsPattern("WLFI +15m .* volume .* exchange");
    }

    @Test
    void twoRunsThatShareAWindowEachHoldWhatTheySaw() throws Exception {
        Path lake = folder.resolve("runs");
        Instant cut = Instant.parse("2025-09-04T20:03:30Z");
        replay(lake, Tape.recorded().cut(START, cut), "1m,1h");
        replay(lake, Tape.recorded().cut(cut.plusSeconds(40), END), "1m,1h");

        assertThat(shell.run("verify", "--set", "lake.path=" + lake.resolve("lake")))
                .as(shell.out() + shell.errorLines())
                .isZero();
    }

    @Test
    void whereNoLakeIsItSaysSo() {
        assertThat(shell.run("verify", "--set", "lake.path=s3://bucket/lake")).isEqualTo(2);
        assertThat(shell.run("verify", "--set", "lake.path=" + folder.resolve("none")))
                .isEqualTo(2);
        assertThat(shell.errorLines())
                .hasSize(2)
                .anyMatch(line -> line.contains("verify reads files of this machine only"))
                .anyMatch(line -> line.contains("no lake is there"));
    }

    private int verify(String... options) throws IOException {
        for (String table : List.of("trades", "bars")) {
            Path day = folder.resolve("lake").resolve(table).resolve("date=2025-09-04");
            Files.setLastModifiedTime(day, FileTime.fromMillis(0)); // no job writes here now
        }
        String[] lake = {"verify", "--set", "lake.path=" + folder.resolve("lake")};
        return shell.run(Stream.of(lake, options).flatMap(Stream::of).toArray(String[]::new));
    }

    /** One bar: BTC from 20:00. */
    private static String bar(String interval) {
        return "(symbol = 'BTC' AND bar_interval = %s AND hour(open_time) = 20 AND minute(open_time) = 0)"
                .formatted(interval);
    }

    /** Puts other rows in the place of the files of a table. */
    private void rewrite(String table, String columns, String where) throws Exception {
        for (Path file : files(table)) {
            Path other = file.resolveSibling("other");
            run(
                    "COPY (SELECT %s FROM '%s' WHERE %s) TO '%s' (FORMAT parquet)"
                            .formatted(columns, file, where.formatted(file), other));
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void writeCandles(String high, String volume) throws Exception {
        Path day = folder.resolve("lake/exchange_candles/date=2025-09-04");
        Files.createDirectories(day);
        String bars = folder.resolve("lake/bars/date=2025-09-04/*.parquet").toString();
        run(
                "COPY (%s) TO '%s' (FORMAT parquet)"
                        .formatted(
                                CANDLES.formatted(high, volume, bars),
                                day.resolve("candles.parquet")));
    }

    private List<Path> files(String table) throws IOException {
        Path day = folder.resolve("lake").resolve(table).resolve("date=2025-09-04");
        try (Stream<Path> files = Files.list(day)) {
            return files.toList();
        }
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute(sql);
        }
    }

    private static void replay(Path folder, Tape tape, String intervals) throws IOException {
        Path file = Files.createDirectories(folder).resolve("tape.jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            tape.write(out);
        }
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

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
