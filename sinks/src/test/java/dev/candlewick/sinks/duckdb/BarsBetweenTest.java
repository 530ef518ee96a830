package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.bar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.sinks.TestingDuckDb;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TestingLake;
import dev.candlewick.sinks.tables.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bars of a span of time, and what says that they are settled. */
class BarsBetweenTest {

    private static final long NOON = at("2025-01-31T12:00:00Z");
    private static final long MINUTE = 60_000_000;
    private static final long DAY = 1_440 * MINUTE;
    private static final String ALL = "SELECT * FROM bars_between('BTC', '1m', NULL)";

    @TempDir private Path folder;

    @Test
    void areThoseOfTheViewWhereverTheSpanBeginsAndEnds() throws Exception {
        List<Bar> cold = new ArrayList<>();
        for (long time : List.of(NOON - DAY, NOON - DAY / 2 - MINUTE, NOON - DAY / 2, NOON)) {
            cold.add(bar("BTC", time).build());
            cold.add(bar("BTC", time).revision(1).close("2").build());
            cold.add(bar("BTC", time).interval(BarInterval.M5).build());
            cold.add(bar("ETH", time).build());
        }
        inLake(cold);
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).revision(2).close("3").build());
            store.show(
                    bar("BTC", NOON + 20 * MINUTE).build(),
                    bar("BTC", NOON + 21 * MINUTE).forming().build());

            for (String since : List.of("2025-01-30T12:00:00Z", "2025-01-31T00:00:00Z")) {
                for (String until :
                        List.of("2025-01-31T00:00:00Z", "2025-01-31T12:00:00.000001Z")) {
                    String span = "('BTC', '1m', '%s', until := '%s')".formatted(since, until);
                    String filter =
                            " WHERE symbol = 'BTC' AND bar_interval = '1m' AND open_time >= '%s'"
                                            .formatted(since)
                                    + " AND open_time < '%s' ORDER BY open_time".formatted(until);
                    List<String> rows = store.rows("FROM bars_between" + span);
                    assertThat(rows).as(span).isEqualTo(store.rows("FROM bars" + filter));
                    assertThat(query("FROM bars_between" + span)).as(span).isEqualTo(rows);
                }
            }
            assertThat(store.rows(ALL))
                    .hasSize(6)
                    .isEqualTo(
                            store.rows(
                                    "FROM bars WHERE symbol = 'BTC' AND bar_interval = '1m'"
                                            + " ORDER BY open_time"))
                    .isEqualTo(query(ALL));
        }
    }

    @Test
    void hotRowsAreThoseOfTheStoreAloneWithWhatChangedSinceItsPublication() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            inLake(List.of(bar("BTC", NOON + MINUTE).build()));
            store.show(
                    bar("BTC", NOON).build(),
                    bar("BTC", NOON + 2 * MINUTE).build(),
                    bar("ETH", NOON).build());
            store.show(
                    bar("BTC", NOON).revision(1).close("3").build(),
                    bar("BTC", NOON + 3 * MINUTE).build(),
                    bar("BTC", NOON + 4 * MINUTE).forming().build());

            String closes =
                    "SELECT strftime(open_time AT TIME ZONE 'UTC', '%M') || ' ' || close"
                            + " FROM hot_rows.";
            for (String span :
                    List.of(
                            "final_bars_between('BTC', '1m', '2025-01-31T12:00:00Z')",
                            "sma('BTC', '1m', since := '2025-01-31T12:00:00Z')")) {
                assertThat(store.rows(closes + span))
                        .containsExactly("00 3.0", "02 100.5", "03 100.5");
            }
        }
    }

    /** The rows of a file in the wrong folder tell whether it was opened. */
    @Test
    void noFileOfAnotherDayIsOpened() throws Exception {
        inLake(List.of(bar("BTC", NOON - DAY).build(), bar("BTC", NOON).build()));
        TestingLake.write(
                Lake.at(folder.resolve("lake").toString()),
                Tables.BARS,
                "date=2025-02-03",
                List.of(bar("BTC", NOON + MINUTE).build()));
        String span = "('BTC', '1m', since := '2025-01-31T12:00:00Z', until := '%s')";

        for (String from : List.of("bars_between", "sma")) {
            String rows = "SELECT count(*) FROM " + from + span;
            assertThat(query(rows.formatted("2025-02-02T00:00:00Z"))).as(from).containsExactly("1");
            assertThat(query(rows.formatted("2025-02-03T00:00:01Z"))).as(from).containsExactly("2");
        }
    }

    @Test
    void whatAnotherRunWroteToTheLakeSettlesHotBars() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).build(), bar("ETH", NOON + 60 * MINUTE).build());
            assertThat(settled(store)).containsExactly("false");

            inLake(List.of(bar("BTC", NOON + 9 * MINUTE).build()));
            assertThat(settled(store)).as("9 minutes later").containsExactly("false", "false");
            inLake(List.of(bar("BTC", NOON + 10 * MINUTE).coverage(Coverage.PARTIAL).build()));
            assertThat(settled(store)).as("partial").containsExactly("false", "false", "false");
            inLake(List.of(bar("BTC", NOON + 10 * MINUTE).revision(1).build()));
            assertThat(settled(store)).as("whole").containsExactly("true", "false", "false");
        }
    }

    @Test
    void theLakeProvesTimeOfASymbolThatTheStoreHasOnlyOldBarsOf() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).build(), bar("ETH", NOON + 3 * DAY).build());
            inLake(List.of(bar("BTC", NOON + DAY).build(), bar("SOL", NOON).build()));

            assertThat(settled(store)).containsExactly("true", "false");
            assertThat(store.rows("SELECT settled FROM bars WHERE symbol = 'SOL'"))
                    .containsExactly("false");
            inLake(List.of(bar("SOL", NOON + 10 * MINUTE).build()));
            assertThat(
                            store.rows(
                                    "SELECT settled FROM bars WHERE symbol = 'SOL' ORDER BY open_time"))
                    .containsExactly("true", "false");
        }
    }

    @Test
    void whatCameAfterThePublicationSettlesHotBarsToo() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).build());
            store.show(bar("BTC", NOON + 10 * MINUTE).build());

            assertThat(settled(store)).containsExactly("true", "false");
        }
    }

    @Test
    void aFileThatIsCalledAsTheSchemaInsideIsRefused() {
        assertThatThrownBy(
                        () ->
                                TestingHotStore.settings(folder)
                                        .path(folder.resolve("Store.duckdb").toString())
                                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Store.duckdb")
                .hasMessageContaining("another name");
    }

    /** By the published file, as {@code query} has it too. */
    private List<String> settled(TestingHotStore store) throws Exception {
        String view = "SELECT settled FROM bars WHERE symbol = 'BTC' ORDER BY open_time";
        List<String> settled = store.rows(view);
        assertThat(query(view)).isEqualTo(settled);
        assertThat(query("SELECT settled FROM bars_between('BTC', '1m', NULL)")).isEqualTo(settled);
        assertThat(store.rows("SELECT settled FROM bars_between('BTC', '1m', NULL)"))
                .isEqualTo(settled);
        return settled;
    }

    private void inLake(List<Bar> bars) throws Exception {
        TestingLake.write(Lake.at(folder.resolve("lake").toString()), Tables.BARS, bars);
    }

    private List<String> query(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        HotStoreQuery.over(
                        TestingHotStore.published(folder).toString(),
                        folder.resolve("lake").toString(),
                        Duration.ofMinutes(10))
                .run(sql, result -> TestingDuckDb.collect(result, rows));
        return rows;
    }
}
