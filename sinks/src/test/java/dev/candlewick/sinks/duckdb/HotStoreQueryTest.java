package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.bar;
import static dev.candlewick.sinks.Rows.gap;
import static dev.candlewick.sinks.Rows.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TestingLake;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The views over hot store and lake together. */
class HotStoreQueryTest {

    private static final long NOON = at("2025-01-31T12:00:00Z");
    private static final long MINUTE = 60_000_000;

    @TempDir private Path parent;
    private Path folder;

    @BeforeEach
    void nameTheFolderAsUsersMay() throws Exception {
        folder = Files.createDirectory(parent.resolve("it's 100 %20, #1"));
    }

    @Test
    void nothingWrittenYetIsNoError() throws Exception {
        assertThat(query("SELECT count(*) FROM bars")).containsExactly("0");
        assertThat(query("SELECT count(*) FROM bars_asof(now())")).containsExactly("0");
        assertThat(over(folder).findsNothing()).isTrue();
    }

    @Test
    void theLakeAloneAnswers() throws Exception {
        inLake(Tables.BARS, List.of(bar("BTC", NOON).build()));

        assertThat(query("SELECT symbol, settled FROM bars")).containsExactly("BTC|false");
    }

    @Test
    void hotStoreAndLakeTogetherShowEachBarOnce() throws Exception {
        inLake(
                Tables.BARS,
                List.of(bar("BTC", NOON - MINUTE).build(), bar("BTC", NOON).close("2").build()));
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(
                    bar("BTC", NOON).close("2").build(),
                    bar("BTC", NOON + MINUTE).forming().close("3").build());

            String sql = "SELECT close, is_final FROM bars ORDER BY open_time";
            assertThat(query(sql)).containsExactly("100.5|true", "2.0|true", "3.0|false");
            assertThat(store.rows(sql)).isEqualTo(query(sql));
        }
    }

    @Test
    void aRunCountsTheNewestOfEachOfItsFinalBars() throws Exception {
        inLake(
                Tables.BARS,
                List.of(
                        bar("A", NOON).coverage(Coverage.PARTIAL).build(),
                        bar("A", NOON).revision(1).build(),
                        bar("A", NOON).revision(2).build(),
                        bar("B", NOON).build(),
                        bar("B", NOON).interval(BarInterval.H1).build(),
                        bar("B", NOON + MINUTE).coverage(Coverage.QUIET).build(),
                        bar("C", NOON).run("run-0").build()));
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("B", NOON).build(), bar("B", NOON + MINUTE).forming().build());
        }

        assertThat(finalBars("run-1"))
                .containsExactlyInAnyOrder("1m|complete|2", "1m|quiet|1", "1h|complete|1");
    }

    private List<String> finalBars(String runId) throws Exception {
        List<String> rows = new ArrayList<>();
        over(folder)
                .countFinalBars(
                        runId,
                        result -> {
                            while (result.next()) {
                                rows.add(
                                        "%s|%s|%d"
                                                .formatted(
                                                        result.getString(1),
                                                        result.getString(2),
                                                        result.getLong(3)));
                            }
                        });
        return rows;
    }

    @Test
    void theNewestBarIsTheHighestInRank() throws Exception {
        inLake(
                Tables.BARS,
                List.of(
                        bar("A", NOON).mid().run("run-9").close("1").build(),
                        bar("A", NOON).coverage(Coverage.PARTIAL).close("2").build(),
                        bar("B", NOON).coverage(Coverage.PARTIAL).run("run-9").close("1").build(),
                        bar("B", NOON).coverage(Coverage.QUIET).close("2").build(),
                        bar("C", NOON).run("run-1").revision(7).close("1").build(),
                        bar("C", NOON).run("run-2").revision(0).close("2").build(),
                        bar("D", NOON).revision(9).close("1").build(),
                        bar("D", NOON).revision(10).close("2").build()));

        assertThat(query("SELECT symbol, close FROM bars ORDER BY 1"))
                .containsExactly("A|2.0", "B|2.0", "C|2.0", "D|2.0");
    }

    @Test
    void theBarsOfAnInstantAreThoseEmittedByThen() throws Exception {
        inLake(
                Tables.BARS,
                List.of(
                        bar("BTC", NOON).emittedAt(NOON + MINUTE).close("1").build(),
                        bar("BTC", NOON)
                                .revision(1)
                                .emittedAt(NOON + 5 * MINUTE)
                                .close("2")
                                .build()));

        String asOf = "SELECT close FROM bars_asof(TIMESTAMPTZ '2025-01-31 12:0%d:00+00')";
        assertThat(query(asOf.formatted(0))).isEmpty();
        assertThat(query(asOf.formatted(1))).containsExactly("1.0");
        assertThat(query(asOf.formatted(5))).containsExactly("2.0");
    }

    @Test
    void aTradeIsThereOnceAlsoWhereTheArchiveThatWasReadTwiceHasNoIds() throws Exception {
        inLake(
                Tables.TRADES.inRun("run-1"),
                List.of(
                        trade("BTC", NOON, "1", 7L),
                        trade("SOL", NOON, "1", null),
                        trade("SOL", NOON + MINUTE, "2", null)));
        inLake(
                Tables.TRADES.inRun("run-2"),
                List.of(
                        trade("BTC", NOON, "1", 7L),
                        trade("ETH", NOON, "1", 7L),
                        trade("SOL", NOON, "1", null),
                        trade("SOL", NOON, "1", null)));

        assertThat(query("SELECT symbol, trade_id, run_id FROM trades"))
                .containsExactlyInAnyOrder(
                        "BTC|7|run-1",
                        "ETH|7|run-2",
                        "SOL|null|run-2",
                        "SOL|null|run-2",
                        "SOL|null|run-1");
    }

    @Test
    void aGapThatTheLakeKnowsAsHealedIsHealed() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.write(gap("BTC", NOON, NOON + 1));
            store.pass(Duration.ofSeconds(1));
            inLake(
                    Tables.GAPS,
                    List.of(new Gap("BTC", NOON, NOON + 1, "disconnect", NOON, NOON, "archive")));

            assertThat(query("SELECT healed_by FROM gaps")).containsExactly("archive");
        }
    }

    @Test
    void aStoreThatWasMovedWithItsFolderStillAnswers() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).build());
        }
        Path moved = folder.resolveSibling(folder.getFileName() + "-moved");
        Files.move(folder, moved);
        try {
            assertThat(query(moved, "SELECT symbol FROM bars")).containsExactly("BTC");
        } finally {
            Files.move(moved, folder);
        }
    }

    @Test
    void aWrongQueryFailsInDuckDbsWords() {
        assertThatThrownBy(() -> query("SELECT nonsense FROM bars"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("nonsense");
    }

    @Test
    void askingForOneDayOfOneSymbolScansNoMore() throws Exception {
        inLake(
                Tables.BARS,
                List.of(bar("BTC", NOON - 1440 * MINUTE).build(), bar("ETH", NOON).build()));

        String plan =
                String.join(
                        "",
                        query(
                                "EXPLAIN SELECT close FROM bars WHERE symbol = 'BTC'"
                                        + " AND open_time >= TIMESTAMPTZ '2025-01-31 00:00:00+00'"));
        String scan = plan.substring(plan.lastIndexOf("READ_PARQUET"));
        assertThat(scan).contains("symbol = 'BTC'").contains("open_time >= ");
    }

    private <T> void inLake(Table<T> table, List<T> rows) throws Exception {
        TestingLake.write(Lake.at(folder.resolve("lake").toString()), table, rows);
    }

    private List<String> query(String sql) throws Exception {
        return query(folder, sql);
    }

    private static HotStoreQuery over(Path folder) {
        return HotStoreQuery.over(
                TestingHotStore.published(folder).toString(),
                folder.resolve("lake").toString(),
                Duration.ofMinutes(10));
    }

    private static List<String> query(Path folder, String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        over(folder)
                .run(
                        sql,
                        result -> {
                            while (result.next()) {
                                List<String> cells = new ArrayList<>();
                                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                                    cells.add(String.valueOf(result.getObject(i)));
                                }
                                rows.add(String.join("|", cells));
                            }
                        });
        return rows;
    }
}
