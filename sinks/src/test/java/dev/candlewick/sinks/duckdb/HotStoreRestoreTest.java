package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.bar;
import static dev.candlewick.sinks.Rows.gap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.sinks.TestingDuckDb;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TestingLake;
import dev.candlewick.sinks.tables.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the store after a job went back to a checkpoint, or started without one. */
class HotStoreRestoreTest {

    private static final long NOON = at("2025-01-31T12:00:00Z");
    private static final long MINUTE = 60_000_000;
    private static final String ROWS =
            "SELECT symbol, close, is_final, revision FROM bars ORDER BY open_time, symbol";

    @TempDir private Path folder;

    @Test
    void aRowThatCameAfterTheCheckpointIsGone() throws Exception {
        OperatorSubtaskState checkpoint;
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.write(bar("BTC", NOON).close("1").build());
            checkpoint = store.checkpoint();
            store.show(bar("BTC", NOON + MINUTE).close("2").build());
            assertThat(store.rows(ROWS)).hasSize(2);
        }
        try (TestingHotStore store = TestingHotStore.restore(folder, checkpoint)) {
            assertThat(store.rows(ROWS)).containsExactly("BTC|1.0|true|0");
        }
    }

    @Test
    void aRowThatWasOverwrittenAfterTheCheckpointIsBack() throws Exception {
        OperatorSubtaskState checkpoint;
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).close("1").build());
            store.show(bar("ETH", NOON).forming().close("7").build());
            checkpoint = store.checkpoint();
            store.show(bar("BTC", NOON).revision(1).close("2").build());
            store.show(bar("ETH", NOON).forming().close("8").build());
            store.checkpoint();
            store.show(bar("BTC", NOON).revision(2).close("3").build());
            store.show(bar("ETH", NOON).close("9").build());
        }
        try (TestingHotStore store = TestingHotStore.restore(folder, checkpoint)) {
            assertThat(store.rows(ROWS)).containsExactly("BTC|1.0|true|0", "ETH|7.0|false|0");

            store.show(bar("BTC", NOON).revision(1).close("4").build());
            assertThat(store.rows(ROWS)).containsExactly("BTC|4.0|true|1", "ETH|7.0|false|0");
        }
    }

    @Test
    void aRowThatChangedAgainAndAgainAfterTheCheckpointIsBack() throws Exception {
        OperatorSubtaskState checkpoint;
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).forming().close("1").build());
            checkpoint = store.checkpoint();
            for (String close : List.of("2", "3", "4")) {
                store.show(bar("BTC", NOON).forming().close(close).build());
                assertThat(store.rows(ROWS)).containsExactly("BTC|" + close + ".0|false|0");
            }
            store.show(bar("BTC", NOON).close("5").build(), bar("ETH", NOON).forming().build());
            assertThat(store.rows(ROWS)).contains("BTC|5.0|true|0").hasSize(2);
        }
        try (TestingHotStore store = TestingHotStore.restore(folder, checkpoint)) {
            assertThat(store.rows(ROWS)).containsExactly("BTC|1.0|false|0");
        }
    }

    @Test
    void aRowIsBackThatWasOverwrittenAfterAnotherHadNotRankedHighEnough() throws Exception {
        OperatorSubtaskState checkpoint;
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).revision(1).close("1").build());
            checkpoint = store.checkpoint();
            store.show(bar("BTC", NOON).revision(0).close("2").build());
            assertThat(store.rows(ROWS)).containsExactly("BTC|1.0|true|1");
            store.show(bar("BTC", NOON).revision(2).close("3").build());
            assertThat(store.rows(ROWS)).containsExactly("BTC|3.0|true|2");
        }
        try (TestingHotStore store = TestingHotStore.restore(folder, checkpoint)) {
            assertThat(store.rows(ROWS)).containsExactly("BTC|1.0|true|1");
        }
    }

    @Test
    void goingBackTwiceToTheSameCheckpointGivesTheSameRows() throws Exception {
        OperatorSubtaskState checkpoint;
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).close("1").build());
            checkpoint = store.checkpoint();
            store.show(bar("BTC", NOON).revision(1).close("2").build());
        }
        for (int attempt = 0; attempt < 2; attempt++) {
            try (TestingHotStore store = TestingHotStore.restore(folder, checkpoint)) {
                assertThat(store.rows(ROWS)).containsExactly("BTC|1.0|true|0");
                store.checkpoint();
                store.show(
                        bar("BTC", NOON).revision(1).close("5").build(),
                        bar("ETH", NOON).close("6").build());
            }
        }
    }

    @Test
    void aReaderWhoStayedConnectedSeesTheRowsOfTheCheckpointToo() throws Exception {
        OperatorSubtaskState checkpoint;
        TestingDuckDb reader;
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).close("1").build());
            checkpoint = store.checkpoint();
            store.show(
                    bar("BTC", NOON).revision(1).close("2").build(),
                    bar("ETH", NOON).close("3").build());
            store.pass(Duration.ofMinutes(6));
            store.show(bar("SOL", NOON).close("4").build());
            reader = store.reader();
            assertThat(reader.rows("SELECT count(*) FROM store.bars")).containsExactly("3");
        }
        try (reader;
                TestingHotStore store = TestingHotStore.restore(folder, checkpoint)) {
            assertThat(reader.rows(ROWS)).containsExactly("BTC|1.0|true|0");

            store.show(bar("BTC", NOON).revision(1).close("5").build());
            assertThat(reader.rows(ROWS)).containsExactly("BTC|5.0|true|1");
        }
    }

    @Test
    void aNewJobKeepsWhatIsFinalAndDropsWhatWasForming() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.write(gap("BTC", NOON, NOON + 1));
            store.show(
                    bar("BTC", NOON).close("1").build(),
                    bar("BTC", NOON + MINUTE).forming().close("2").build());
        }
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            assertThat(store.rows(ROWS)).containsExactly("BTC|1.0|true|0");
            assertThat(store.rows("SELECT count(*) FROM gaps")).containsExactly("1");
        }
    }

    @Test
    void aCheckpointOfAJobBeforeTheLastFindsTheRowsOfTheLake() throws Exception {
        OperatorSubtaskState checkpoint;
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).close("1").build());
            checkpoint = store.checkpoint();
        }
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).run("run-2").close("2").build());
        }
        inLake(bar("BTC", NOON).close("1").build());
        try (TestingHotStore store = TestingHotStore.restore(folder, checkpoint)) {
            assertThat(store.rows(ROWS)).containsExactly("BTC|1.0|true|0");
        }
    }

    @Test
    void aLostStoreIsFilledFromTheLake() throws Exception {
        OperatorSubtaskState checkpoint;
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).close("1").build());
            checkpoint = store.checkpoint();
        }
        inLake(
                bar("BTC", NOON - 8 * 1440 * MINUTE).close("0").build(),
                bar("BTC", NOON).close("1").build(),
                bar("BTC", NOON).revision(1).close("2").build());
        Files.delete(folder.resolve("hot/.writer/store.duckdb"));

        try (TestingHotStore store = TestingHotStore.restore(folder, checkpoint)) {
            assertThat(store.rows("SELECT close, revision FROM store.bars"))
                    .containsExactly("2.0|1");
            checkpoint = store.checkpoint();
            store.show(bar("ETH", NOON).close("3").build());
        }
        try (TestingHotStore store = TestingHotStore.restore(folder, checkpoint)) {
            assertThat(store.rows("SELECT close FROM store.bars WHERE NOT _deleted"))
                    .containsExactly("2.0");
        }
    }

    @Test
    void aDamagedStoreIsSetAsideAndFilledFromTheLake() throws Exception {
        TestingHotStore.start(folder).close();
        Files.writeString(folder.resolve("hot/.writer/store.duckdb"), "no database".repeat(1000));
        inLake(bar("BTC", NOON).close("1").build());

        try (TestingHotStore store = TestingHotStore.start(folder)) {
            assertThat(store.rows("SELECT close FROM store.bars")).containsExactly("1.0");
            assertThat(folder.resolve("hot/.writer/unreadable.duckdb")).exists();
        }
    }

    @Test
    void aStoreWhoseTablesAreNotWhatItSaysIsFilledFromTheLake() throws Exception {
        TestingHotStore.start(folder).close();
        try (TestingDuckDb duckDb = TestingDuckDb.inMemory()) {
            duckDb.run("ATTACH '" + folder + "/hot/.writer/store.duckdb' AS hot");
            duckDb.run("UPDATE hot.store.state SET tables = 'bars=0'");
        }
        inLake(bar("BTC", NOON).close("1").build());

        try (TestingHotStore store = TestingHotStore.start(folder)) {
            assertThat(store.rows("SELECT close FROM store.bars")).containsExactly("1.0");
        }
    }

    @Test
    void goingBackFurtherThanTheStoreRemembersFindsTheRowsOfTheLake() throws Exception {
        OperatorSubtaskState checkpoint;
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).close("1").build());
            checkpoint = store.checkpoint();
            for (int i = 0; i < 70; i++) {
                store.checkpoint();
            }
            store.show(bar("BTC", NOON).revision(1).close("2").build());
            store.endInput();
        }
        inLake(bar("BTC", NOON).close("1").build());
        try (TestingHotStore store = TestingHotStore.restore(folder, checkpoint)) {
            assertThat(store.rows(ROWS)).containsExactly("BTC|1.0|true|0");
        }
    }

    private void inLake(Bar... bars) throws Exception {
        TestingLake.write(Lake.at(folder.resolve("lake").toString()), Tables.BARS, List.of(bars));
    }
}
