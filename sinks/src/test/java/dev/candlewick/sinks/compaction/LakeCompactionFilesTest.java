package dev.candlewick.sinks.compaction;

import static dev.candlewick.sinks.MarketRows.book;
import static dev.candlewick.sinks.MarketRows.levels;
import static dev.candlewick.sinks.Rows.bar;
import static dev.candlewick.sinks.Rows.gap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.functions.model.Gap;
import dev.candlewick.sinks.TestingDuckDb;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TestingLake;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What merged files hold, and which lakes can be compacted. */
class LakeCompactionFilesTest extends LakeCompactionFixture {

    @Test
    void filesOfEarlierVersionsAreMergedWithNewOnes() throws Exception {
        Table<Gap> first =
                Table.of(Gap.class, "gaps", 1)
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
                        Tables.BOOKS.inRun("run-1"),
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
        for (Table<?> table : Tables.all()) {
            TestingLake.write(lake, table, table.day() == null ? "" : DAY, List.of());
        }

        assertThat(compact().folders()).hasSameSizeAs(Tables.all());
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
        try (CompactionWorkspace other = CompactionWorkspace.in(lake)) {
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
        lake.prepare(Tables.all());
        TestingLake.write(lake, Tables.BARS, DAY, List.of(bar("BTC", NOON).build()));
        TestingLake.write(lake, Tables.BARS, DAY, List.of(bar("ETH", NOON).build()));
        compact();

        assertThat(query("SELECT symbol FROM bars ORDER BY 1")).containsExactly("BTC", "ETH");
    }
}
