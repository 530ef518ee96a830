package dev.candlewick.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.sinks.tables.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script over signals of twenty days of a lake, against what DuckDB makes of the same rows, in
 * a zone whose clocks change on one of these days.
 */
class RegimeStatisticsITCase {

    private static final Path SCRIPT = Path.of("../../sql/flink/regime_statistics.sql");

    /** Returns of the day after each hour that has one, also of rows that do not count. */
    private static final String RETURNS =
            """
            SELECT a.symbol, a.regime, a.contrarian_strength, b.close / a.close - 1 AS r
            FROM signals AS a JOIN signals AS b
                ON a.symbol = b.symbol AND b.open_time = a.open_time + INTERVAL 24 HOUR
            WHERE a.bar_interval = '1h' AND b.bar_interval = '1h'
                AND a.revision = 0 AND b.revision = 0 AND a.regime IS NOT NULL
            """;

    @TempDir private Path folder;
    private Connection duckDb;
    private TableEnvironment tables;

    @BeforeEach
    void twentyDays() throws Exception {
        duckDb = DriverManager.getConnection("jdbc:duckdb:");
        run("SET TimeZone = 'UTC'");
        run(
                "CREATE TABLE signals ("
                        + Tables.SIGNALS.columns().stream()
                                .map(column -> column.name() + " " + column.type().sql())
                                .collect(Collectors.joining(", "))
                        + ")");
        run(
                """
                INSERT INTO signals BY NAME
                SELECT symbol, bar_interval, TIMESTAMPTZ '2026-03-01 00:00:00Z' + i * INTERVAL 1 HOUR AS open_time,
                    100 + 10 * sin(i * i * length(symbol)) AS close, revision,
                    CASE (i // 24) % 3 WHEN 0 THEN 'extreme_fear' WHEN 1 THEN 'greed' END AS regime,
                    CASE (i // 24) % 3 WHEN 0 THEN (i // 24) / 20 WHEN 1 THEN 0 END AS contrarian_strength,
                    'run-1' AS run_id
                FROM (VALUES ('BTC'), ('SOL1')) AS symbols (symbol), range(480) AS hours (i),
                    (VALUES ('1h', 0), ('1h', 1), ('1m', 0)) AS kinds (bar_interval, revision)
                """);
        Path file =
                Files.createDirectories(folder.resolve("lake/signals/date=2026-03-01"))
                        .resolve("signals-1.parquet");
        run("COPY signals TO '%s' (FORMAT parquet)".formatted(file));

        tables = TableEnvironment.create(EnvironmentSettings.inBatchMode());
        tables.getConfig().setLocalTimeZone(ZoneId.of("America/New_York"));
        tables.executeSql(
                "CREATE CATALOG c WITH ('type' = 'candlewick', 'path' = '%s')"
                        .formatted(folder.resolve("lake")));
        tables.executeSql("USE CATALOG c");
        for (String statement : Files.readString(SCRIPT).split(";\\s*\n")) {
            tables.executeSql(statement);
        }
    }

    @AfterEach
    void close() throws Exception {
        duckDb.close();
    }

    @Test
    void returnsOfTheNextDayByRegime() throws Exception {
        assertThat(
                        TestingTables.rows(
                                tables,
                                "SELECT symbol, regime, bars, ROUND(mean_return, 9),"
                                        + " ROUND(deviation, 9), ROUND(CAST(share_of_gains AS DOUBLE), 5)"
                                        + " FROM regime_statistics"))
                .hasSize(4)
                .containsExactlyInAnyOrderElementsOf(
                        expected(
                                "symbol, regime, count(*), round(avg(r), 9), round(stddev_pop(r), 9),"
                                        + " round(avg((r > 0)::INT), 5)",
                                "symbol, regime"));
    }

    @Test
    void returnsOfTheNextDayByStrengthOfTheSignal() throws Exception {
        assertThat(
                        TestingTables.rows(
                                tables,
                                "SELECT symbol, CAST(strength_from AS DOUBLE), bars,"
                                        + " ROUND(mean_return, 9), ROUND(deviation, 9)"
                                        + " FROM strength_statistics"))
                .hasSizeGreaterThan(4)
                .containsExactlyInAnyOrderElementsOf(
                        expected(
                                "symbol, floor(contrarian_strength * 4) / 4 AS strength, count(*),"
                                        + " round(avg(r), 9), round(stddev_pop(r), 9)",
                                "symbol, strength"));
    }

    private List<String> expected(String columns, String groups) throws Exception {
        String sql = "SELECT %s FROM (%s) GROUP BY %s".formatted(columns, RETURNS, groups);
        List<String> rows = new ArrayList<>();
        try (Statement statement = duckDb.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    cells.add(String.valueOf(result.getObject(i)));
                }
                rows.add(String.join(",", cells));
            }
        }
        return rows;
    }

    private void run(String sql) throws Exception {
        try (Statement statement = duckDb.createStatement()) {
            statement.execute(sql);
        }
    }
}
