package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.bar;
import static dev.candlewick.sinks.Rows.gap;
import static dev.candlewick.sinks.duckdb.TestingHotStore.hot;
import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.sinks.TestingDuckDb;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What readers of the published file see. */
class HotStoreTest {

    private static final long NOON = at("2025-01-31T12:00:00Z");
    private static final long MINUTE = 60_000_000;
    private static final String CLOSES = "SELECT close FROM bars ORDER BY open_time, symbol";

    @TempDir private Path folder;

    @Test
    void theFileIsThereBeforeTheFirstRow() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            assertThat(store.rows("SELECT count(*) FROM bars")).containsExactly("0");
            assertThat(store.rows("SELECT count(*) FROM gaps")).containsExactly("0");
            assertThat(store.rows("SELECT count(*) FROM trades")).containsExactly("0");
            assertThat(store.rows("SELECT count(*) FROM late_trades")).containsExactly("0");
            assertThat(store.rows("SELECT count(*) FROM dead_letters")).containsExactly("0");
        }
    }

    @Test
    void aFormingBarIsVisibleASecondLaterAndMoves() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).forming().close("101.25").build());
            assertThat(store.rows("SELECT close, is_final, settled FROM bars"))
                    .containsExactly("101.25|false|false");

            store.show(bar("BTC", NOON).forming().close("99").build());
            assertThat(store.rows(CLOSES)).containsExactly("99.0");
        }
    }

    @Test
    void columnsHaveTheTypesOfTheContract() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            assertThat(store.rows("SELECT column_name || ' ' || column_type FROM (DESCRIBE bars)"))
                    .startsWith(
                            "symbol VARCHAR",
                            "bar_interval VARCHAR",
                            "open_time TIMESTAMP WITH TIME ZONE")
                    .contains("vwap DOUBLE", "trade_count BIGINT", "revision INTEGER")
                    .endsWith("emitted_at TIMESTAMP WITH TIME ZONE", "settled BOOLEAN");
        }
    }

    @Test
    void theLastOfSeveralRowsOfABarWins() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(
                    bar("BTC", NOON).forming().close("1").build(),
                    bar("BTC", NOON).forming().close("3").build(),
                    bar("BTC", NOON).forming().close("2").build());

            assertThat(store.rows(CLOSES)).containsExactly("2.0");
        }
    }

    @Test
    void aFormingBarOfANewRunDoesNotHideTheFinalOneOfAnEarlierRun() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).close("5").build());
            store.show(bar("BTC", NOON).forming().run("run-2").close("6").build());

            assertThat(store.rows("SELECT close, is_final FROM bars")).containsExactly("5.0|true");
        }
    }

    @Test
    void aPartialBarDoesNotHideACompleteOne() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).close("5").build());
            store.show(bar("BTC", NOON).run("run-2").coverage(Coverage.PARTIAL).close("6").build());

            assertThat(store.rows(CLOSES)).containsExactly("5.0");
        }
    }

    @Test
    void aFormingBarThatBecomesPartialIsShown() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).forming().close("5").build());
            store.show(bar("BTC", NOON).forming().coverage(Coverage.PARTIAL).close("6").build());

            assertThat(store.rows(CLOSES)).containsExactly("6.0");
        }
    }

    @Test
    void aRowOfEachTableMovesThroughFlinkWithoutKryo() throws Exception {
        TypeSerializer<HotRow> serializer =
                TypeInformation.of(HotRow.class).createSerializer(new SerializerConfigImpl());
        for (Table<?> table : Tables.hot()) {
            assertSerializedAsPojoWithoutKryo(table.rowType());
        }
        HotRow row = hot(bar("BTC", NOON).build());
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(row, out);

        assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(row);
    }

    @Test
    void aCorrectionReplacesABar() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).close("5").build());
            store.show(bar("BTC", NOON).revision(1).close("6").build());

            assertThat(store.rows(CLOSES)).containsExactly("6.0");
        }
    }

    @Test
    void aBarIsSettledOnceAWholeBarIsFarEnoughAhead() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(
                    bar("BTC", NOON).build(),
                    bar("BTC", NOON + 9 * MINUTE).build(),
                    bar("BTC", NOON + 30 * MINUTE).coverage(Coverage.PARTIAL).build(),
                    bar("ETH", NOON + 60 * MINUTE).build());
            assertThat(store.rows("SELECT count(*) FROM bars WHERE settled")).containsExactly("0");

            store.show(bar("BTC", NOON + 10 * MINUTE).build());
            assertThat(store.rows("SELECT symbol, open_time::VARCHAR FROM bars WHERE settled"))
                    .containsExactly("BTC|2025-01-31 12:00:00+00");
        }
    }

    @Test
    void intervalsThatAreNotKeptAreLeftOut() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).interval(BarInterval.S1).build());

            assertThat(store.rows(CLOSES)).isEmpty();
        }
    }

    @Test
    void aGapIsShownAndThenHealed() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.write(gap("BTC", NOON, NOON + MINUTE));
            store.pass(Duration.ofSeconds(1));

            assertThat(store.rows("SELECT symbol, gap_start::VARCHAR, reason, healed_at FROM gaps"))
                    .containsExactly("BTC|2025-01-31 12:00:00+00|disconnect|null");
        }
    }

    @Test
    void textKeepsEveryCharacter() throws Exception {
        String reason = "he said \"no, thanks\",\nand 'left' \\ \u00fc \uD83D\uDE80";
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.write(new Gap("", 0, 1L, reason, 2, 3L, ""));
            store.pass(Duration.ofSeconds(1));

            assertThat(store.rows("SELECT symbol, reason, healed_by FROM gaps"))
                    .containsExactly("|" + reason + "|");
        }
    }

    @Test
    void barsBeyondTheRetentionLeaveCountedFromTheNewest() throws Exception {
        HotStore oneHour = TestingHotStore.settings(folder).retention(Duration.ofHours(1)).build();
        try (TestingHotStore store = TestingHotStore.start(folder, oneHour, null)) {
            store.show(
                    bar("BTC", NOON).build(),
                    bar("BTC", NOON + MINUTE).build(),
                    bar("ETH", NOON + 61 * MINUTE).build());
            store.endInput();

            assertThat(store.rows("SELECT symbol, open_time::VARCHAR FROM bars ORDER BY ALL"))
                    .containsExactly("BTC|2025-01-31 12:01:00+00", "ETH|2025-01-31 13:01:00+00");
        }
    }

    @Test
    void theFileHoldsEverythingOnceTheInputHasEnded() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.write(bar("BTC", NOON).build());
            store.endInput();

            assertThat(store.rows("SELECT count(*) FROM store.bars")).containsExactly("1");
        }
        try (TestingDuckDb reader = TestingDuckDb.readOnly(TestingHotStore.published(folder))) {
            assertThat(reader.rows(CLOSES)).containsExactly("100.5");
        }
    }

    @Test
    void aSecondWriterIsRefused() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            assertThatThrownBy(() -> TestingHotStore.start(folder))
                    .hasStackTraceContaining("Another job writes the hot store")
                    .hasStackTraceContaining("hot-store.path");
            store.show(bar("BTC", NOON).build());
            assertThat(store.rows(CLOSES)).hasSize(1);
        }
    }

    @Test
    void foldersWithOddNamesWork() throws Exception {
        Path odd = Files.createDirectories(folder.resolve("it's [a] *"));
        try (TestingHotStore store = TestingHotStore.start(odd)) {
            store.show(bar("it's", NOON).build());

            assertThat(store.rows("SELECT symbol FROM bars")).containsExactly("it's");
        }
    }

    @Test
    void aLakeElsewhereIsLeftOutOfTheViews() throws Exception {
        String lake = "store:" + Files.createDirectory(folder.resolve("elsewhere"));
        HotStore remote = TestingHotStore.settings(folder).lakePath(lake).build();
        try (TestingHotStore store = TestingHotStore.start(folder, remote, null)) {
            store.show(bar("BTC", NOON).build());

            assertThat(store.rows(CLOSES)).hasSize(1);
            assertThat(store.rows("SELECT count(*) FROM trades")).containsExactly("0");
        }
    }
}
