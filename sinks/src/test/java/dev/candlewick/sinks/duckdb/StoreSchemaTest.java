package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.bar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.functions.model.Coverage;
import dev.candlewick.sinks.Rows;
import dev.candlewick.sinks.TestingDuckDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of other releases: an older one is upgraded where it lies, a newer one is refused. */
class StoreSchemaTest {

    private static final long NOON = at("2025-01-31T12:00:00Z");
    private static final long MINUTE = 60_000_000;
    private static final String ROWS =
            "SELECT symbol, close, coverage, revision FROM bars ORDER BY symbol, open_time";

    @TempDir private Path folder;

    @Test
    void anOlderFileKeepsItsRowsAndGoesBackToItsCheckpoint() throws Exception {
        OperatorSubtaskState checkpoint;
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.write(Rows.gap("BTC", NOON, NOON + 1));
            store.show(bar("BTC", NOON).close("1").coverage(Coverage.QUIET).build());
            checkpoint = store.checkpoint();
            store.show(bar("BTC", NOON).close("2").revision(1).build());
            store.show(bar("ETH", NOON).close("3").build());
        }
        makeOlder(writers());

        try (TestingHotStore store = TestingHotStore.restore(folder, checkpoint)) {
            assertThat(store.rows(ROWS))
                    .as("no lake to refill from")
                    .containsExactly("BTC|1.0|null|0");
            assertThat(store.rows("SELECT symbol FROM gaps")).containsExactly("BTC");
            store.show(bar("BTC", NOON + MINUTE).close("4").build());
            assertThat(store.rows(ROWS)).containsExactly("BTC|1.0|null|0", "BTC|4.0|complete|0");
            assertThat(store.rows("SELECT schema_version FROM store.state")).containsExactly("1");
            store.endInput();
        }
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            assertThat(store.rows(ROWS)).hasSize(2);
        }
    }

    @Test
    void aNewerFileIsRefusedAndStaysAsItIs() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).build());
            store.endInput();
        }
        for (Path file : new Path[] {writers(), TestingHotStore.published(folder)}) {
            change(file, "UPDATE store.state SET schema_version = 99");
        }
        byte[] before = Files.readAllBytes(writers());

        assertThatThrownBy(() -> TestingHotStore.start(folder).close())
                .hasStackTraceContaining("written by a newer release (schema version 99");
        assertThatThrownBy(() -> query().run("SELECT 1", rows -> {}))
                .hasMessageContaining("written by a newer release");
        assertThat(query().whyTooNew()).isPresent();
        assertThat(Files.readAllBytes(writers())).isEqualTo(before);
    }

    @Test
    void aNewerTableIsRefusedToo() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).build());
        }
        change(writers(), "UPDATE store.state SET tables = tables || ',moods=1'");

        assertThatThrownBy(() -> TestingHotStore.start(folder).close())
                .hasStackTraceContaining("moods=1; this release knows version 1");
    }

    /** As a release left it that knew neither the version of a schema nor coverage. */
    private static void makeOlder(Path file) throws Exception {
        change(
                file,
                "ALTER TABLE store.state DROP COLUMN schema_version",
                "UPDATE store.state SET tables = regexp_replace(tables, 'bars=\\d+', 'bars=0')",
                "ALTER TABLE store.bars DROP COLUMN coverage",
                "ALTER TABLE store.undo_bars DROP COLUMN coverage");
    }

    private static void change(Path file, String... statements) throws Exception {
        try (TestingDuckDb database = TestingDuckDb.inMemory()) {
            database.run("ATTACH '" + file + "' AS older");
            database.run("USE older");
            for (String statement : statements) {
                database.run(statement);
            }
            database.run("USE memory");
            database.run("DETACH older");
        }
    }

    private Path writers() {
        return HotStoreFiles.of(TestingHotStore.published(folder).toString()).store();
    }

    private HotStoreQuery query() {
        return HotStoreQuery.over(
                TestingHotStore.published(folder).toString(),
                folder.resolve("lake").toString(),
                Duration.ofMinutes(10));
    }
}
