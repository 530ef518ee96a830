package dev.candlewick.sinks.compaction;

import static dev.candlewick.sinks.MarketRows.book;
import static dev.candlewick.sinks.MarketRows.levels;
import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.bar;
import static dev.candlewick.sinks.Rows.gap;
import static dev.candlewick.sinks.Rows.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.sinks.TestingDuckDb;
import dev.candlewick.sinks.duckdb.HotStoreQuery;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TestingLake;
import dev.candlewick.sinks.tables.StorageRouter;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user and a restarted job find before, while and after a lake is compacted. */
class LakeCompactionTest {

    private static final long NOON = at("2025-01-31T12:00:00Z");
    private static final String DAY = "date=2025-01-31";
    private static final Table<Trade> TRADES = Tables.trades("run-1");
    private static final String ALL = "SELECT symbol, trade_id, price FROM trades ORDER BY ALL";
    private static final Days CLOSED = Days.before(LocalDate.of(2025, 2, 1));
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestingPauses pauses = new TestingPauses();

    @TempDir private Path folder;
    private Lake lake;

    @BeforeEach
    void prepare() throws IOException {
        lake = Lake.at(folder.resolve("lake").toString());
        lake.prepare(StorageRouter.tables());
    }

    @Test
    void manyFilesOfADayBecomeOneThatIsSortedBySymbolAndTime() throws Exception {
        writeTrades();
        List<String> before = query(ALL);

        CompactionReport report = compact();

        assertThat(query(ALL)).isEqualTo(before).hasSize(30);
        assertThat(report.folders())
                .singleElement()
                .satisfies(
                        day -> {
                            assertThat(day.table()).isEqualTo("trades");
                            assertThat(day.folder()).isEqualTo(DAY);
                            assertThat(day.filesBefore()).isEqualTo(10);
                            assertThat(day.filesAfter()).isEqualTo(1);
                            assertThat(day.note()).isEmpty();
                        });
        assertThat(read(sorted("trades"), "symbol, trade_id"))
                .hasSize(30)
                .startsWith("BTC|0", "BTC|3")
                .isEqualTo(read(sorted("trades"), "symbol, trade_id ORDER BY symbol, trade_time"));
    }

    @Test
    void replacedFilesStayForAnHourAndThenLeave() throws Exception {
        writeTrades();
        assertThat(compact().kept()).isEqualTo(10);
        assertThat(filesOf("trades")).hasSize(11);

        pauses.pass(HOUR.minusMillis(1));
        assertThat(compact().removed()).isZero();
        pauses.pass(Duration.ofMillis(1));
        CompactionReport report = compact();

        assertThat(report.removed()).isEqualTo(10);
        assertThat(report.kept()).isZero();
        assertThat(report.folders()).isEmpty();
        assertThat(filesOf("trades")).hasSize(1);
        assertThat(query(ALL)).hasSize(30);
    }

    @Test
    void whoKeepsNothingHasFewFilesAtOnce() throws Exception {
        writeTrades();
        compaction().keepReplaced(Duration.ZERO).run(CLOSED, done -> {});

        assertThat(filesOf("trades")).hasSize(1);
        assertThat(query(ALL)).hasSize(30);
    }

    @Test
    void filesStayWhileACheckpointMayReferToThem() throws Exception {
        writeTrades();
        Path checkpoint = checkpointAt(pauses.now());
        compact();
        pauses.pass(HOUR.multipliedBy(2));
        assertThat(compact().removed()).isZero();

        Files.delete(checkpoint);
        checkpointAt(pauses.now());

        assertThat(compact().removed()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aCompactionThatIsKilledHarmsNothingAndTheNextOneEndsIt(int pause) throws Exception {
        writeTrades();
        List<String> before = query(ALL);
        pauses.killedAt(pause);

        assertThatThrownBy(this::compact).isInstanceOf(TestingPauses.KilledException.class);
        assertThat(query(ALL)).isEqualTo(before);

        pauses.live();
        compact();
        assertThat(query(ALL)).isEqualTo(before);
        pauses.pass(HOUR);
        compact();
        assertThat(query(ALL)).isEqualTo(before);
        assertThat(filesOf("trades")).hasSize(1);
        assertThat(filesIn(lake.localFolder().orElseThrow().resolve(".compaction"))).isEmpty();
    }

    @Test
    void aRemovalThatWasInterruptedIsEnded() throws Exception {
        writeTrades();
        compact();
        Files.delete(filesOf("trades").stream().filter(file -> !isSorted(file)).findAny().get());
        assertThat(query(ALL)).hasSize(30);

        pauses.pass(HOUR);
        compact();

        assertThat(filesOf("trades")).hasSize(1);
        assertThat(query(ALL)).hasSize(30);
    }

    @Test
    void rowsThatCameLaterAreTakenIn() throws Exception {
        writeTrades();
        compact();
        TestingLake.write(lake, TRADES, DAY, List.of(trade("AVAX", NOON, "9", 99L)));
        compact();
        pauses.pass(HOUR);
        compact();

        assertThat(filesOf("trades")).hasSize(1);
        assertThat(query(ALL)).hasSize(31).contains("AVAX|99|9.0");
        assertThat(read(sorted("trades"), "symbol")).startsWith("AVAX", "BTC");
    }

    @Test
    void aDayThatIsNotNamedIsLeftAlone() throws Exception {
        writeTrades();
        TestingLake.write(lake, TRADES, "date=2025-02-01", List.of(trade("BTC", NOON, "1", 1L)));

        assertThat(compaction().run(Days.on(LocalDate.of(2025, 2, 1)), done -> {}).folders())
                .extracting(CompactedFolder::folder)
                .containsExactly("date=2025-02-01");
    }

    @Test
    void ofEqualRowsTheLaterStaysTheLater() throws Exception {
        for (int file = 0; file < 3; file++) {
            List<Trade> rows = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                rows.add(trade("BTC", NOON, Integer.toString(file * 100 + i + 1), null));
            }
            Path written = TestingLake.write(lake, TRADES, DAY, rows);
            Files.setLastModifiedTime(written, FileTime.fromMillis(pauses.now() + file * 1_000L));
        }
        compact();

        assertThat(read(sorted("trades"), "price"))
                .hasSize(300)
                .isEqualTo(read(sorted("trades"), "price ORDER BY price"));
    }

    @Test
    void whatIsNotUnderstoodIsLeftAloneAndSaid() throws Exception {
        writeTrades();
        Table<Trade> newer =
                new Table<>(
                        "trades",
                        TRADES.version() + 1,
                        TRADES.columns(),
                        TRADES.key(),
                        TRADES.ranking(),
                        null,
                        TRADES.day());
        TestingLake.write(lake, newer, DAY, List.of(trade("BTC", NOON, "7", 1_000L)));

        CompactionReport report = compact();

        assertThat(report.folders())
                .singleElement()
                .satisfies(
                        day -> {
                            assertThat(day.filesAfter()).isEqualTo(2);
                            assertThat(day.note())
                                    .contains("1 left alone", "version 2", "1 is the newest");
                        });
        assertThat(query(ALL)).hasSize(31).contains("BTC|1000|7.0");
    }

    @Test
    void filesOfEarlierVersionsAreMergedWithNewOnes() throws Exception {
        Table<Gap> first =
                Table.<Gap>named("gaps", 1)
                        .text("symbol", Gap::symbol)
                        .time("gap_start", Gap::gapStart)
                        .time("gap_end", Gap::gapEnd)
                        .text("reason", Gap::reason)
                        .time("detected_at", Gap::detectedAt)
                        .build();
        TestingLake.write(lake, first, "", List.of(gap("BTC", NOON, NOON + 1)));
        TestingLake.write(
                lake,
                Tables.GAPS,
                "",
                List.of(
                        new Gap("ETH", NOON, null, "disconnect", NOON, null, null),
                        new Gap("SOL", NOON, NOON + 2, "stall", NOON, NOON + 9, "resend")));
        String gaps =
                "SELECT symbol, epoch_us(gap_end) - %d, reason, healed_by FROM gaps ORDER BY 1"
                        .formatted(NOON);
        List<String> expected =
                List.of("BTC|1|disconnect|null", "ETH|null|disconnect|null", "SOL|2|stall|resend");
        assertThat(query(gaps)).isEqualTo(expected);

        compaction().keepReplaced(Duration.ZERO).run(CLOSED, done -> {});

        assertThat(filesOf("gaps")).hasSize(1);
        assertThat(query(gaps)).isEqualTo(expected);
    }

    @Test
    void theNewFileHasTheTypesTheFooterAndTheCompressionOfTheOthers() throws Exception {
        Path written =
                TestingLake.write(
                        lake,
                        Tables.books("run-1"),
                        DAY,
                        List.of(book("BTC", NOON, levels(3), List.of())));
        String columns = "SELECT column_name, column_type FROM (DESCRIBE FROM '%s')";
        compact();

        try (TestingDuckDb duckDb = TestingDuckDb.inMemory()) {
            assertThat(duckDb.rows(columns.formatted(sorted("books"))))
                    .isEqualTo(duckDb.rows(columns.formatted(written)));
            assertThat(
                            duckDb.rows(
                                    "SELECT decode(key), decode(value) FROM parquet_kv_metadata('%s')"
                                            .formatted(sorted("books"))))
                    .contains("candlewick.table|books", "candlewick.schema-version|1");
            assertThat(
                            duckDb.value(
                                    "SELECT DISTINCT compression FROM parquet_metadata('%s')"
                                            .formatted(sorted("books"))))
                    .isEqualTo("ZSTD");
        }
        assertThat(query("SELECT bid_prices, ask_orders FROM books"))
                .containsExactly("[1.0, 2.0, 3.0]|[]");
    }

    @Test
    void everyTableCanBeCompactedEvenWithoutRows() throws Exception {
        for (Table<?> table : StorageRouter.tables()) {
            TestingLake.write(lake, table, table.day() == null ? "" : DAY, List.of());
        }

        assertThat(compact().folders()).hasSameSizeAs(StorageRouter.tables());
        assertThat(query("SELECT count(*) FROM books")).containsExactly("0");
    }

    @Test
    void unfinishedFilesOfWritersThatDiedLeave() throws Exception {
        writeTrades();
        Path running = unfinished(pauses.now() - HOUR.toMillis());
        Path dead = unfinished(pauses.now() - Duration.ofDays(3).toMillis());
        Path claimed = checkpointAt(pauses.now() - Duration.ofDays(2).plusMinutes(1).toMillis());

        compact();
        assertThat(dead).exists();
        Files.delete(claimed);
        compact();

        assertThat(dead).doesNotExist();
        assertThat(running).exists();
    }

    @Test
    void aLakeInAnObjectStoreIsCompactedThroughATemporaryFolder() throws Exception {
        writeTrades();
        List<String> before = query(ALL);
        Lake stored = Lake.at("store:" + folder.resolve("lake"));
        assertThat(stored.localFolder()).isEmpty();

        CompactionReport report =
                compaction(stored).keepReplaced(Duration.ZERO).run(CLOSED, d -> {});

        assertThat(report.removed()).isEqualTo(10);
        assertThat(filesOf("trades")).hasSize(1);
        assertThat(query(ALL)).isEqualTo(before);
        assertThat(filesIn(folder.resolve("lake")))
                .noneMatch(file -> file.toString().contains(".compaction"));
    }

    @Test
    void twoCompactionsOfALakeAtATimeAreRefused() throws Exception {
        try (Workplace other = Workplace.in(lake)) {
            assertThat(other.local()).isTrue();
            assertThatThrownBy(this::compact)
                    .hasMessageContaining("Another compaction is at work")
                    .hasMessageContaining(folder.toString());
        }
        compact();
    }

    @Test
    void aLakeThatIsNotThereYetIsNoError() throws Exception {
        lake = Lake.at(folder.resolve("it's [not] there").toString());

        assertThat(compact().folders()).isEmpty();
    }

    @Test
    void aFolderWithAnOddNameIsCompacted() throws Exception {
        lake = Lake.at(folder.resolve("it's [a] *").toString());
        lake.prepare(StorageRouter.tables());
        TestingLake.write(lake, Tables.BARS, DAY, List.of(bar("BTC", NOON).build()));
        TestingLake.write(lake, Tables.BARS, DAY, List.of(bar("ETH", NOON).build()));
        compact();

        assertThat(query("SELECT symbol FROM bars ORDER BY 1")).containsExactly("BTC", "ETH");
    }

    /** Ten files of three trades, the newest first. */
    private void writeTrades() throws IOException {
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

    private CompactionReport compact() throws Exception {
        return compaction().run(CLOSED, done -> {});
    }

    private LakeCompaction compaction() {
        return compaction(lake);
    }

    private LakeCompaction compaction(Lake of) {
        return new LakeCompaction(
                of,
                new RetainedCheckpoints(
                        new org.apache.flink.core.fs.Path(
                                folder.resolve("checkpoints").toString())),
                HOUR,
                pauses);
    }

    private Path checkpointAt(long millis) throws IOException {
        Path checkpoint =
                Files.createDirectories(folder.resolve("checkpoints/job/chk-" + millis))
                        .resolve("_metadata");
        Files.writeString(checkpoint, "");
        return Files.setLastModifiedTime(checkpoint, FileTime.fromMillis(millis));
    }

    private Path unfinished(long writtenAt) throws IOException {
        Path file =
                lake.localFolder()
                        .orElseThrow()
                        .resolve("trades/" + DAY)
                        .resolve(".trades-0.parquet.inprogress." + writtenAt);
        Files.writeString(file, "");
        return Files.setLastModifiedTime(file, FileTime.fromMillis(writtenAt));
    }

    private Path sorted(String table) throws IOException {
        return filesOf(table).stream().filter(LakeCompactionTest::isSorted).findAny().orElseThrow();
    }

    private static boolean isSorted(Path file) {
        return file.getFileName().toString().startsWith("sorted-");
    }

    /** The files with rows. */
    private List<Path> filesOf(String table) throws IOException {
        return filesIn(lake.localFolder().orElseThrow().resolve(table)).stream()
                .filter(file -> file.getFileName().toString().matches("[a-z].*\\.parquet"))
                .filter(file -> !file.endsWith("schema.parquet"))
                .toList();
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static List<String> read(Path file, String columns) throws Exception {
        int order = columns.indexOf("ORDER BY");
        String selected = order < 0 ? columns : columns.substring(0, order);
        String rest = order < 0 ? "" : columns.substring(order);
        try (TestingDuckDb duckDb = TestingDuckDb.inMemory()) {
            return duckDb.rows("SELECT %s FROM '%s' %s".formatted(selected, file, rest));
        }
    }

    private List<String> query(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        HotStoreQuery.over(
                        folder.resolve("hot/none.duckdb").toString(),
                        lake.localFolder().orElseThrow().toString(),
                        Duration.ofMinutes(10))
                .run(sql, result -> TestingDuckDb.collect(result, rows));
        return rows;
    }
}
