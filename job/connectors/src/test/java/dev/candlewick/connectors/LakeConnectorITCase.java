package dev.candlewick.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lake as tables, while compact is at work. */
@Timeout(90)
class LakeConnectorITCase {
    private static final String DAY = "2026-01-05";

    @TempDir private Path folder;
    private TestingLake lake;

    @BeforeEach
    void twoFiles() throws Exception {
        lake = new TestingLake(folder.resolve("lake"));
        lake.addBars("bars-1.parquet", "BTC", DAY + " 00:00:00Z", 3);
        lake.addBars("bars-2.parquet", "ETH", DAY + " 00:00:00Z", 2);
        lake.addBars("bars-1.parquet", "BTC", "2026-01-06 00:00:00Z", 4);
        lake.hide(1);
    }

    @Test
    void countsEachRowOnceWhateverCompactHides() throws Exception {
        lake.addBars("sorted-bars-3.parquet", "BTC", DAY + " 00:00:00Z", 3);
        TableEnvironment tables = tables();

        lake.hide(2, "date=" + DAY + "/sorted-bars-3.parquet,unpublished,5");
        assertThat(TestingTables.rows(tables, "SELECT COUNT(*) FROM bars")).containsExactly("9");

        lake.hide(3, "date=" + DAY + "/bars-1.parquet,replaced,6");
        assertThat(TestingTables.rows(tables, "SELECT COUNT(*) FROM bars")).containsExactly("9");
    }

    @Test
    void conditionsOnTimeAndSymbolReadOnlyWhatTheyNeed() throws Exception {
        Files.writeString(
                Files.createDirectories(lake.path().resolve("bars/date=2026-01-07"))
                        .resolve("bars-1.parquet"),
                "not Parquet: whoever lists this day fails");
        TableEnvironment tables = tables();

        assertThat(
                        TestingTables.rows(
                                tables,
                                "SELECT symbol, `close`, open_time FROM bars WHERE symbol = 'BTC'"
                                        + " AND open_time >= TO_TIMESTAMP_LTZ(1767571260000, 3)"
                                        + " AND open_time < TO_TIMESTAMP_LTZ(1767657600000, 3)"))
                .containsExactly("BTC,2.0,2026-01-05T00:01:00Z", "BTC,3.0,2026-01-05T00:02:00Z");
    }

    @Test
    void aFollowedTableTakesNewFilesAndNoMergedOnes() throws Exception {
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
        tables.executeSql(
                """
                CREATE TABLE bars (symbol STRING, open_time TIMESTAMP_LTZ(3), `close` DOUBLE) WITH (
                    'connector' = 'candlewick-lake', 'table' = 'bars', 'path' = '%s',
                    'source.monitor-interval' = '100 ms')
                """
                        .formatted(lake.path()));
        List<String> seen = new ArrayList<>();
        try (CloseableIterator<Row> rows = tables.executeSql("SELECT symbol FROM bars").collect()) {
            take(9, rows, seen);
            lake.addBars("sorted-bars-3.parquet", "merged", DAY + " 00:00:00Z", 5);
            lake.hide(
                    2,
                    "date=" + DAY + "/bars-1.parquet,replaced,6",
                    "date=" + DAY + "/bars-2.parquet,replaced,6");
            lake.addBars("bars-4.parquet", "SOL", DAY + " 00:00:00Z", 2);
            take(2, rows, seen);
        }

        assertThat(seen).hasSize(11).doesNotContain("merged").contains("BTC", "ETH", "SOL");
    }

    @Test
    void aCatalogWithoutALakeIsRefused() {
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inBatchMode());

        assertThatThrownBy(
                        () ->
                                tables.executeSql(
                                        "CREATE CATALOG c WITH ('type' = 'candlewick', 'path' = '/nowhere')"))
                .hasStackTraceContaining("There is no lake at /nowhere");
    }

    private TableEnvironment tables() {
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inBatchMode());
        tables.executeSql(
                "CREATE CATALOG c WITH ('type' = 'candlewick', 'path' = '%s')"
                        .formatted(lake.path()));
        tables.executeSql("USE CATALOG c");
        return tables;
    }

    private static void take(int count, CloseableIterator<Row> rows, List<String> seen) {
        for (int i = 0; i < count; i++) {
            seen.add(String.valueOf(rows.next().getField(0)));
        }
    }
}
