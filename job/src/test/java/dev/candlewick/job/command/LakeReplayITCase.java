package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Bars rebuilt from the trades of a lake equal those of the recording. */
class LakeReplayITCase extends VerifyFixture {

    private static final String ALL = "1s,1m,3m,5m,15m,30m,1h,4h,1d";
    private static final String IN_ANY_ORDER =
            "symbol, bar_interval, open_time, close_time, high, low, volume, quote_volume, vwap,"
                    + " trade_count, buy_volume, sell_volume, coverage";
    private static final String COLUMNS = IN_ANY_ORDER + ", open, close";
    private static final String RECORDED =
            "(SELECT min(run_id) FROM read_parquet('%1$s/bars/**/*.parquet'))";

    @Test
    void everyBarAndItsCoverageIsThatOfTheRecording() throws Exception {
        assertThat(replayLake(ALL)).as(shell.errorLines().toString()).isZero();

        assertThat(differences("true")).isEmpty();
        assertThat(shell.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
                .contains("trades 20,524", "1m 135 0 9 0");
        assertThat(lake("SELECT count(*) FROM read_parquet('%1$s/trades/**/*.parquet')"))
                .as("no trade is written again")
                .containsExactly("20524");
        assertThat(lake("SELECT count(*) FROM read_parquet('%1$s/gaps/**/*.parquet')"))
                .isEqualTo(recordedGaps());
        assertThat(verify()).as(shell.errorLines().toString()).isZero();
    }

    @Test
    void otherIntervalsAreWhatARecordingWithThemHadMade() throws Exception {
        String recorded = folder.resolve("recorded.parquet").toString();
        run(
                "COPY (FROM read_parquet('%s/bars/**/*.parquet')) TO '%s'"
                        .formatted(folder.resolve("lake"), recorded));
        rewrite("bars", "*", "bar_interval = '1m'");

        assertThat(replayLake("5m,1h")).as(shell.errorLines().toString()).isZero();

        assertThat(
                        lake(
                                differences(
                                        "read_parquet('%1$s/bars/**/*.parquet')",
                                        "read_parquet('" + recorded + "')",
                                        "bar_interval IN ('5m', '1h')",
                                        COLUMNS)))
                .isEmpty();
    }

    @Test
    void repeatsCollapseAndLateTradesJoinInWhateverTheFiles() throws Exception {
        Path trades = files("trades").get(0);
        Path late = Files.createDirectories(folder.resolve("lake/late_trades/date=2025-09-04"));
        run(
                "COPY (FROM '%s' WHERE trade_id %% 7 = 0) TO '%s' (FORMAT parquet)"
                        .formatted(
                                trades.resolveSibling("*.parquet"),
                                late.resolve("late-0.parquet")));
        run(
                "COPY (SELECT * REPLACE (received_at + INTERVAL 1 SECOND AS received_at, 'z' AS run_id) FROM '%s' WHERE trade_id %% 3 = 0) TO '%s' (FORMAT parquet)"
                        .formatted(trades, trades.resolveSibling("trades-again-0.parquet")));
        rewrite("trades", "*", "trade_id %% 7 <> 0");

        assertThat(replayLake(ALL)).as(shell.errorLines().toString()).isZero();

        assertThat(differences("trade_count > 0", IN_ANY_ORDER))
                .as("which trade of an instant came first, other files do not tell")
                .isEmpty();
    }

    @Test
    void compactedFilesAndThoseOfSomeSymbolsGiveTheSame() throws Exception {
        assertThat(shell.run("compact", "--date", "2025-09-04", "--set", lakePath())).isZero();

        assertThat(replayLake(ALL, "--symbols", "BTC,WLFI"))
                .as(shell.errorLines().toString())
                .isZero();

        assertThat(differences("symbol IN ('BTC', 'WLFI')")).isEmpty();
        assertThat(
                        lake(
                                "SELECT DISTINCT symbol FROM read_parquet('%1$s/bars/**/*.parquet') WHERE run_id > "
                                        + RECORDED
                                        + " ORDER BY 1"))
                .containsExactly("BTC", "WLFI");
    }

    @Test
    void barsAreNeverWholerThanTheyWereRecorded() throws Exception {
        rewrite("bars", "*", "bar_interval = '1m' AND minute(open_time) <> 5");

        assertThat(replayLake("1m,5m")).as(shell.errorLines().toString()).isZero();

        assertThat(
                        lake(
                                "SELECT DISTINCT coverage FROM read_parquet('%1$s/bars/**/*.parquet') WHERE minute(open_time) = 5 AND bar_interval IN ('1m', '5m')"))
                .containsExactly("partial");
        assertThat(
                        lake(
                                "SELECT count(*) > 0 FROM read_parquet('%1$s/gaps/**/*.parquet') WHERE reason = 'not collected'"))
                .containsExactly("true");
    }

    @Test
    void whatIsNotThereIsSaidInOneLine() {
        assertThat(shell.run("replay", "--from", "2025-09-04")).isEqualTo(2);
        assertThat(shell.run("replay", "--from", "2025-09-04", "--to", "2025-09-05", "tape"))
                .isEqualTo(2);
        assertThat(
                        shell.run(
                                "replay",
                                "--from",
                                "2024-01-01",
                                "--to",
                                "2024-01-02",
                                "--set",
                                lakePath()))
                .isEqualTo(1);
        assertThat(replayLake("1m", "--symbols", "BTC,NONE")).isEqualTo(2);
        assertThat(replayLake("1m", "--set", "lake.path=" + folder.resolve("no-lake")))
                .isEqualTo(2);

        assertThat(shell.errorLines())
                .hasSize(5)
                .allMatch(line -> line.startsWith("candlewick: "))
                .anyMatch(line -> line.contains("both --from and --to"))
                .anyMatch(line -> line.contains("leave out the files"))
                .anyMatch(line -> line.contains("no trade of 2024-01-01T00:00:00Z"))
                .anyMatch(line -> line.contains("--symbols NONE: no such trade"))
                .anyMatch(line -> line.contains("no lake is there"));
    }

    private List<String> recordedGaps() throws SQLException {
        return query(
                "SELECT count(*) FROM read_parquet('%s/gaps/**/*.parquet')"
                        .formatted(recorded.resolve("lake")));
    }

    private int replayLake(String intervals, String... more) {
        String[] command = {
            "replay",
            "--from",
            "2025-09-04",
            "--to",
            "2025-09-05",
            "--set",
            "web-ui.port=0",
            "--set",
            "sentiment.enabled=off",
            "--set",
            "bars.intervals=" + intervals,
            "--set",
            lakePath(),
            "--set",
            "hot-store.path=" + folder.resolve("hot.duckdb")
        };
        return shell.run(Stream.of(command, more).flatMap(Stream::of).toArray(String[]::new));
    }

    private String lakePath() {
        return "lake.path=" + folder.resolve("lake");
    }

    /** Bars of which recording and replay do not say the same. */
    private List<String> differences(String where) throws SQLException {
        return differences(where, COLUMNS);
    }

    private List<String> differences(String where, String columns) throws SQLException {
        String bars = "read_parquet('%1$s/bars/**/*.parquet')";
        return lake(
                differences(
                        bars + " WHERE run_id > " + RECORDED,
                        bars + " WHERE run_id = " + RECORDED,
                        where,
                        columns));
    }

    private static String differences(String ours, String theirs, String where, String columns) {
        String newest =
                "(SELECT "
                        + columns
                        + " FROM (FROM %s) WHERE %s QUALIFY row_number() OVER (PARTITION BY symbol,"
                        + " bar_interval, open_time ORDER BY revision DESC) = 1)";
        String one = newest.formatted(ours, where);
        String other = newest.formatted(theirs, where);
        return "SELECT 'ours: ' || x::VARCHAR FROM ("
                + one
                + " EXCEPT "
                + other
                + ") AS x UNION ALL SELECT 'theirs: ' || x::VARCHAR FROM ("
                + other
                + " EXCEPT "
                + one
                + ") AS x LIMIT 10";
    }

    private List<String> lake(String sql) throws SQLException {
        return query(sql.replace("%1$s", folder.resolve("lake").toString()));
    }

    private static List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    rows.add(result.getString(1));
                }
            }
        }
        return rows;
    }
}
