package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.bar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TestingLake;
import dev.candlewick.sinks.tables.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hot store whose lake lies where DuckDB cannot read it. */
class RemoteLakeTest {

    @TempDir private Path folder;

    @BeforeEach
    void aLakeOfTwoMonths() throws Exception {
        Lake lake = Lake.at(folder.resolve("lake").toString());
        lake.prepare(Tables.all());
        for (String date : List.of("2025-01-01", "2025-02-27", "2025-03-01")) {
            TestingLake.write(
                    lake,
                    Tables.BARS,
                    "date=" + date,
                    List.of(bar("BTC", at(date + "T12:00:00Z")).build()));
        }
    }

    @Test
    void aLostStoreIsFilledFromIt() throws Exception {
        try (TestingHotStore store = start()) {
            assertThat(store.rows("SELECT open_time::DATE FROM bars ORDER BY ALL"))
                    .containsExactly("2025-02-27", "2025-03-01");
        }
        assertThat(folder.resolve("hot/.writer/refill/files")).isEmptyDirectory();
        assertThat(folder.resolve("hot/.writer/refill/copies")).isEmptyDirectory();
    }

    @Test
    void theFileSaysThatItsViewsShowHotRowsOnly() throws Exception {
        try (TestingHotStore store = start()) {
            assertThat(store.rows("SELECT is_read, note FROM lake_access"))
                    .singleElement()
                    .asString()
                    .startsWith("false|DuckDB cannot read that file system");
        }
        try (TestingHotStore local = TestingHotStore.start(folder.resolve("local"))) {
            assertThat(local.rows("SELECT is_read, note FROM lake_access"))
                    .containsExactly("true|null");
        }
    }

    private TestingHotStore start() throws Exception {
        return TestingHotStore.start(
                folder,
                TestingHotStore.settings(folder)
                        .lakePath("store:" + folder.resolve("lake"))
                        .retention(Duration.ofDays(7))
                        .build(),
                null);
    }
}
