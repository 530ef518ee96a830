package dev.candlewick.sinks.compaction;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.trade;

import dev.candlewick.functions.model.TradeRun;
import dev.candlewick.sinks.TestingDuckDb;
import dev.candlewick.sinks.duckdb.HotStoreQuery;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TestingLake;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A lake of a few small files, and its compaction. */
abstract class LakeCompactionFixture {

    static final long NOON = at("2025-01-31T12:00:00Z");
    static final String DAY = "date=2025-01-31";
    static final Table<TradeRun> TRADES = Tables.TRADES.inRun("run-1");
    static final String ALL = "SELECT symbol, trade_id, price FROM trades ORDER BY ALL";
    static final Days CLOSED = Days.before(LocalDate.of(2025, 2, 1));
    static final Duration HOUR = Duration.ofHours(1);

    final TestingPauses pauses = new TestingPauses();

    @TempDir Path folder;
    Lake lake;

    @BeforeEach
    void prepare() throws IOException {
        lake = Lake.at(folder.resolve("lake").toString());
        lake.prepare(Tables.all());
    }

    /** Ten files of three trades, the newest first. */
    static <T> Table<T> newer(Table<T> table) {
        return new Table<>(
                table.name(),
                table.rowType(),
                table.rows(),
                table.version() + 1,
                table.columns(),
                table.key(),
                table.ranking(),
                table.unfinished(),
                table.order(),
                table.day(),
                table.hot(),
                table.interval(),
                null);
    }

    void writeTrades() throws IOException {
        for (int file = 9; file >= 0; file--) {
            long id = file * 3L;
            TestingLake.write(
                    lake,
                    TRADES,
                    DAY,
                    List.of(
                            trade("SOL", NOON + file, "3", id + 2),
                            trade("BTC", NOON + file, "1", id),
                            trade("ETH", NOON + file, "2", id + 1)));
        }
    }

    CompactionReport compact() throws Exception {
        return compaction().run(CLOSED, done -> {});
    }

    LakeCompaction compaction() {
        return compaction(lake);
    }

    LakeCompaction compaction(Lake of) {
        return new LakeCompaction(
                of,
                new RetainedCheckpoints(
                        new org.apache.flink.core.fs.Path(
                                folder.resolve("checkpoints").toString())),
                HOUR,
                pauses);
    }

    Path checkpointAt(long millis) throws IOException {
        Path checkpoint =
                Files.createDirectories(folder.resolve("checkpoints/job/chk-" + millis))
                        .resolve("_metadata");
        Files.writeString(checkpoint, "");
        return Files.setLastModifiedTime(checkpoint, FileTime.fromMillis(millis));
    }

    Path unfinished(long writtenAt) throws IOException {
        Path file =
                lake.localFolder()
                        .orElseThrow()
                        .resolve("trades/" + DAY)
                        .resolve(".trades-0.parquet.inprogress." + writtenAt);
        Files.writeString(file, "");
        return Files.setLastModifiedTime(file, FileTime.fromMillis(writtenAt));
    }

    Path sorted(String table) throws IOException {
        return filesOf(table).stream()
                .filter(LakeCompactionFixture::isSorted)
                .findAny()
                .orElseThrow();
    }

    static boolean isSorted(Path file) {
        return file.getFileName().toString().startsWith("sorted-");
    }

    /** The files with rows. */
    List<Path> filesOf(String table) throws IOException {
        return filesIn(lake.localFolder().orElseThrow().resolve(table)).stream()
                .filter(file -> file.getFileName().toString().matches("[a-z].*\\.parquet"))
                .filter(file -> !file.endsWith("schema.parquet"))
                .toList();
    }

    static List<Path> filesIn(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    static List<String> read(Path file, String columns) throws Exception {
        int order = columns.indexOf("ORDER BY");
        String selected = order < 0 ? columns : columns.substring(0, order);
        String rest = order < 0 ? "" : columns.substring(order);
        try (TestingDuckDb duckDb = TestingDuckDb.inMemory()) {
            return duckDb.rows("SELECT %s FROM '%s' %s".formatted(selected, file, rest));
        }
    }

    List<String> query(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        HotStoreQuery.over(
                        folder.resolve("hot/none.duckdb").toString(),
                        lake.localFolder().orElseThrow().toString(),
                        Duration.ofMinutes(10))
                .run(sql, result -> TestingDuckDb.collect(result, rows));
        return rows;
    }
}
