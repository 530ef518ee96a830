package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.bar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.health.HealthLog;
import dev.candlewick.functions.model.Bar;
import dev.candlewick.sinks.TestingDuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hot store whose place cannot be written stops nothing, tells its readers, and catches up. A
 * folder where the writer wants a file makes every publication fail.
 */
class HotStoreTroubleTest {

    private static final long NOON = at("2025-01-31T12:00:00Z");
    private static final long MINUTE = 60_000_000;
    private static final String CLOSES = "SELECT close FROM bars ORDER BY open_time";

    @TempDir private Path folder;

    @Test
    void itStandsStillWithAReasonAndCatchesUp() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(closingAt(1, 101));
            assertThat(store.rows("SELECT * FROM store_status")).isEmpty();

            obstruct();
            store.show(closingAt(2, 102));
            store.checkpoint();
            store.show(closingAt(3, 103));

            assertThat(store.rows(CLOSES)).containsExactly("101.0");
            assertThat(store.rows("SELECT since, reason LIKE '%recent%' FROM store_status"))
                    .singleElement()
                    .asString()
                    .endsWith("|true");

            clear();
            store.pass(Duration.ofSeconds(4));

            assertThat(store.rows(CLOSES)).containsExactly("101.0", "102.0", "103.0");
            assertThat(store.rows("SELECT * FROM store_status")).isEmpty();
        }
    }

    @Test
    void aCheckpointFromMeanwhileGoesOnFromTheLake() throws Exception {
        OperatorSubtaskState checkpoint;
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(closingAt(1, 101));
            obstruct();
            store.show(closingAt(2, 102));
            checkpoint = store.checkpoint();
        }
        clear();

        try (TestingHotStore store = TestingHotStore.restore(folder, checkpoint)) {
            store.show(closingAt(3, 103));

            assertThat(store.rows(CLOSES)).containsExactly("103.0");
            assertThat(store.rows("SELECT * FROM store_status")).isEmpty();
        }
    }

    @Test
    void aFallbackTakesItsPlaceAndItsRowsComeBack() throws Exception {
        Path fallback = folder.resolve("other/fallback.duckdb");
        HotStore settings =
                TestingHotStore.settings(folder).fallbackPath(fallback.toString()).build();
        try (TestingHotStore store = TestingHotStore.start(folder, settings, null)) {
            store.show(closingAt(1, 101));
            obstruct();
            store.show(closingAt(2, 102));
            store.pass(Duration.ofSeconds(1));
            store.show(closingAt(3, 103));

            assertThat(store.rows("SELECT fallback_path FROM store_status"))
                    .containsExactly(fallback.toString());
            try (TestingDuckDb reader = TestingDuckDb.readOnly(fallback)) {
                assertThat(reader.rows(CLOSES)).containsExactly("101.0", "102.0", "103.0");
            }

            clear();
            store.pass(Duration.ofSeconds(6));
            store.show(closingAt(4, 104));

            assertThat(store.rows(CLOSES)).containsExactly("101.0", "102.0", "103.0", "104.0");
            assertThat(store.rows("SELECT * FROM store_status")).isEmpty();
            assertThat(fallback).doesNotExist();
        }
    }

    @Test
    void moreThanCanBeRememberedIsFilledFromTheLake() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(closingAt(1, 101));
            obstruct();
            store.show(closingAt(2, 102));
            Bar same = closingAt(3, 103);
            for (int row = 0; row < HotStoreWriter.REMEMBERED; row++) {
                store.write(same);
            }
            store.write(closingAt(4, 104));
            clear();
            store.pass(Duration.ofSeconds(10));
            assertThat(store.rows("SELECT * FROM store_status")).isNotEmpty();

            store.checkpoint();
            store.checkpoint();
            store.pass(Duration.ofSeconds(4));

            assertThat(store.rows(CLOSES)).containsExactly("104.0");
            assertThat(store.rows("SELECT * FROM store_status")).isEmpty();
        }
    }

    @Test
    void aPublishedFileThatWasRemovedOrOverwrittenIsBackInSeconds() throws Exception {
        Path published = TestingHotStore.published(folder);
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(closingAt(1, 101));

            Files.delete(published);
            store.pass(Duration.ofSeconds(1));
            assertThat(store.rows(CLOSES)).containsExactly("101.0");

            Files.write(published, List.of("not a database"));
            store.pass(Duration.ofSeconds(1));
            assertThat(store.rows(CLOSES)).containsExactly("101.0");
        }
    }

    @Test
    void aTaskThatIsCancelledWhileItOpensTheStoreFindsNothingWrongWithIt() throws Exception {
        HealthLog health = new HealthLog();
        HotStoreOptions options = StoreWriterProcess.options(folder);
        try (StoreAccess store = new StoreAccess(options, health)) {
            Thread.currentThread().interrupt();
            store.begin(Optional.empty(), 0);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(store.isOpen()).isFalse();
            assertThat(health.lines()).isEmpty();
        }
    }

    private static Bar closingAt(int minute, int close) {
        return bar("BTC", NOON + minute * MINUTE).close(Integer.toString(close)).build();
    }

    private Path obstacle() {
        return folder.resolve("hot/.writer/recent.tmp");
    }

    private void obstruct() throws IOException {
        Files.createDirectories(obstacle().resolve("in-the-way"));
    }

    private void clear() throws IOException {
        Files.delete(obstacle().resolve("in-the-way"));
        Files.delete(obstacle());
    }
}
