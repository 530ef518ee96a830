package dev.candlewick.sinks.parquet;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.gap;
import static dev.candlewick.sinks.Rows.trade;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.TradeRun;
import dev.candlewick.sinks.TestingDuckDb;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The lake as a job fills it. */
class LakeITCase {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir private Path folder;

    @Test
    void rowsLieInTheFolderOfTheirUtcDate() throws Exception {
        fill(
                Tables.TRADES.inRun("run-1"),
                List.of(
                        trade("BTC", at("2025-01-31T23:59:59.999999Z"), "1", 1L),
                        trade("BTC", at("2025-02-01T00:00:00Z"), "2", 2L),
                        trade("BTC", at("1969-12-31T23:59:59Z"), "3", 3L)));

        assertThat(foldersOf("trades"))
                .containsExactly("date=1969-12-31", "date=2025-01-31", "date=2025-02-01");
    }

    @Test
    void aTradeFarFromEveryCalendarIsKept() throws Exception {
        fill(
                Tables.TRADES.inRun("run-1"),
                List.of(
                        trade("BTC", Long.MAX_VALUE - 500_000, "1", 1L),
                        trade("BTC", at("2025-02-01T00:00:00Z"), "2", 2L)));

        assertThat(foldersOf("trades")).contains("date=+294247-01-10", "date=2025-02-01");
    }

    @Test
    void aSmallTableHasOneFolderWithoutDates() throws Exception {
        fill(Tables.GAPS, List.of(gap("BTC", 0, 1)));

        assertThat(foldersOf("gaps")).isEmpty();
        assertThat(count("gaps")).isEqualTo("1");
    }

    @Test
    void runsAndSubtasksNeverWriteToOneName() throws Exception {
        List<TradeRun> trades =
                LongStream.range(0, 200)
                        .mapToObj(id -> trade("BTC", at("2025-02-01T00:00:00Z") + id, "1", id))
                        .toList();
        fill(Tables.TRADES.inRun("run-1"), trades);
        fill(Tables.TRADES.inRun("run-2"), trades);

        assertThat(count("trades")).isEqualTo("400");
    }

    @Test
    void aTableWithoutRowsCanBeRead() throws Exception {
        lake().prepare(List.of(Tables.BARS, Tables.GAPS));
        lake().prepare(List.of(Tables.BARS, Tables.GAPS));

        assertThat(count("bars")).isEqualTo("0");
        assertThat(count("gaps")).isEqualTo("0");
        try (Stream<Path> files = Files.list(folder.resolve("lake/bars"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly("schema.parquet");
        }
    }

    @Test
    void onlyAPathOfThisMachineIsALocalFolder() {
        assertThat(Lake.at("s3://bucket/lake").localFolder()).isEmpty();
        assertThat(Lake.at("data/lake").localFolder())
                .contains(Path.of("data/lake").toAbsolutePath());
        assertThat(Lake.at("file:///tmp/lake").localFolder()).contains(Path.of("/tmp/lake"));
    }

    private <T> void fill(Table<T> table, List<T> rows) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(2);
        environment.enableCheckpointing(100);
        environment.fromData(rows).rebalance().sinkTo(lake().sink(table));
        environment.execute();
    }

    private Lake lake() {
        return Lake.at(folder.resolve("lake").toString());
    }

    private String count(String table) throws Exception {
        try (TestingDuckDb duckDb = TestingDuckDb.inMemory()) {
            return duckDb.value(
                    "SELECT count(*) FROM read_parquet('"
                            + folder
                            + "/lake/"
                            + table
                            + "/**/*.parquet')");
        }
    }

    private List<String> foldersOf(String table) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("lake").resolve(table))) {
            return files.filter(Files::isDirectory)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
