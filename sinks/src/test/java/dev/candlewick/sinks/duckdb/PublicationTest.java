package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.bar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.sinks.TestingDuckDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What readers see while files replace one another under them. */
class PublicationTest {

    private static final long NOON = at("2025-01-31T12:00:00Z");
    private static final long MINUTE = 60_000_000;
    private static final String COUNT = "SELECT count(*) FROM bars";

    /** Publishes at every tick. */
    private static final Cadence OFTEN =
            new Cadence(
                    Duration.ofSeconds(1),
                    Duration.ZERO,
                    Duration.ZERO,
                    1,
                    Cadence.DEFAULT.keepReaders(),
                    Cadence.DEFAULT.rest(),
                    Cadence.DEFAULT.longestRest());

    @TempDir private Path folder;

    @Test
    void readersWaitNoLongerThanTwoSecondsMoreHoweverSlowlyTheyAreServed() {
        assertThat(Cadence.DEFAULT.pauseAfter(30)).isEqualTo(170);
        assertThat(Cadence.DEFAULT.pauseAfter(300)).isEqualTo(1_200);
        assertThat(Cadence.DEFAULT.pauseAfter(5_000)).isEqualTo(2_000);
    }

    @Test
    void aReaderWhoStaysConnectedMissesNoRowAcrossPublications() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder);
                TestingDuckDb reader = store.reader()) {
            for (int minute = 0; minute < 14; minute++) {
                store.show(bar("BTC", NOON + minute * MINUTE).build());
                assertThat(reader.value(COUNT)).isEqualTo(Integer.toString(minute + 1));
                assertThat(reader.rows("SELECT count(*) FROM store.bars")).containsExactly("0");
                store.pass(Duration.ofMinutes(1));
            }
            assertThat(generations()).hasSizeGreaterThan(2);
        }
    }

    @Test
    void aReaderWhoStaysTooLongIsReportedAndNotShownOldRows() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder);
                TestingDuckDb reader = store.reader()) {
            for (int minute = 0; minute < 25; minute++) {
                store.show(bar("BTC", NOON + minute * MINUTE).build());
                store.pass(Duration.ofMinutes(1));
            }
            assertThatThrownBy(() -> reader.value(COUNT)).hasMessageContaining("recent-1-bars");
        }
    }

    @Test
    void filesOfGenerationsWithoutReadersAreRemoved() throws Exception {
        HotStore often = TestingHotStore.settings(folder).cadence(OFTEN).build();
        try (TestingHotStore store = TestingHotStore.start(folder, often, null)) {
            for (int i = 0; i < 12; i++) {
                store.show(bar("BTC", NOON + i * MINUTE).build());
            }
            assertThat(generations()).hasSize(8);
        }
    }

    @Test
    void anUnchangedStoreIsNotPublishedAgain() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.pass(Duration.ofMinutes(20));

            assertThat(generations()).containsExactly("recent-1-bars.csv");
        }
    }

    @Test
    void manyChangedRowsCallForANewFileSooner() throws Exception {
        Cadence byRows =
                new Cadence(
                        Duration.ofSeconds(1),
                        Duration.ofHours(1),
                        Duration.ofSeconds(10),
                        3,
                        Duration.ofMinutes(10),
                        1,
                        Cadence.DEFAULT.longestRest());
        HotStore store = TestingHotStore.settings(folder).cadence(byRows).build();
        try (TestingHotStore running = TestingHotStore.start(folder, store, null)) {
            for (int i = 0; i < 12; i++) {
                running.show(bar("BTC", NOON + i * MINUTE).build());
            }
            assertThat(running.rows("SELECT count(*) >= 9 FROM store.bars"))
                    .containsExactly("true");
        }
    }

    @Test
    void anOldDuckDbInAnotherProcessReadsWhatTheWriterShows() throws Exception {
        Path file = TestingHotStore.published(folder);
        try (TestingHotStore store = TestingHotStore.start(folder);
                TestingOldClient stays = TestingOldClient.start();
                TestingOldClient reopens = TestingOldClient.start()) {
            assertThat(stays.open(file)).startsWith("v1.2.");
            for (int i = 1; i <= 7; i++) {
                store.show(bar("BTC", NOON + i * MINUTE).close(Integer.toString(i)).build());
                assertThat(reopens.open(file)).startsWith("v1.2.");

                String newest = "SELECT max(close) FROM bars";
                assertThat(stays.ask(newest)).isEqualTo(i + ".0");
                assertThat(reopens.ask(newest)).isEqualTo(i + ".0");
                store.pass(Duration.ofMinutes(1));
            }
            assertThat(stays.ask("SELECT count(*) FROM bars_asof(now())")).isEqualTo("7");
            assertThat(stays.ask("SELECT count(*) FROM trades")).isEqualTo("0");
            assertThat(stays.ask("SELECT count(*) FROM gaps")).isEqualTo("0");
        }
    }

    /** The files of what changed in bars, one per generation that readers may hold. */
    private List<String> generations() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("hot/.writer"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("-bars.csv"))
                    .sorted()
                    .toList();
        }
    }
}
