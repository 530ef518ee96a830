package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.bar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.sinks.TestingDuckDb;
import dev.candlewick.sinks.cache.FetchProgress;
import dev.candlewick.sinks.cache.LakeCopy;
import dev.candlewick.sinks.cache.Need;
import dev.candlewick.sinks.cache.Wanted;
import dev.candlewick.sinks.compaction.Days;
import dev.candlewick.sinks.compaction.TestingCompaction;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TestingLake;
import dev.candlewick.sinks.tables.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hot store and lake together, beside the newest row of each key found by looking at all of them.
 */
class RetentionBoundaryTest {

    private static final long MINUTE = 60_000_000L;
    private static final long START = at("2025-01-01T23:50:00Z");

    /** Past midnight, and past the retention of the first bars. */
    private static final int MINUTES = 14;

    private static final Duration RETENTION = Duration.ofMinutes(5);
    private static final String ROWS =
            "SELECT symbol, epoch_us(open_time), close, revision, is_final FROM bars ORDER BY ALL";

    @TempDir private Path folder;
    private final List<Bar> everything = new ArrayList<>();

    @Test
    void everyBoundaryShowsEachBarOnceAndAtItsNewest() throws Exception {
        try (TestingHotStore store = store("lake")) {
            for (int minute = 0; minute < MINUTES; minute++) {
                store.show(newBars(minute));
                if (minute % 3 == 0) {
                    // Another file is published, and rows leave the hot store.
                    store.pass(Duration.ofMinutes(6));
                }
                assertThat(store.rows(ROWS)).as("minute " + minute).isEqualTo(expected());
                assertThat(rowsOfCopy()).as("minute " + minute).isEqualTo(expected());
            }
            assertThat(store.rows("SELECT count(*) FROM store.bars WHERE NOT _deleted"))
                    .as("the hot store has let rows go")
                    .isNotEqualTo(List.of(Integer.toString(expected().size())));
        }
    }

    @Test
    void aCompactionChangesNothingAtAnyOfItsSteps() throws Exception {
        try (TestingHotStore store = store("lake")) {
            for (int minute = 0; minute < MINUTES; minute++) {
                store.show(newBars(minute));
            }
            store.pass(Duration.ofMinutes(6));
            AtomicInteger looks = new AtomicInteger();
            for (LocalDate day : List.of(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 1, 2))) {
                TestingCompaction.of(folder.resolve("lake"), () -> look(store, looks))
                        .run(Days.on(day), done -> {});
            }
            look(store, looks);
            assertThat(looks).hasValueGreaterThan(4);
        }
    }

    private void look(TestingHotStore store, AtomicInteger looks) {
        try {
            looks.incrementAndGet();
            assertThat(store.rows(ROWS)).isEqualTo(expected());
            assertThat(rowsOfCopy()).isEqualTo(expected());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private TestingHotStore store(String lake) throws Exception {
        return TestingHotStore.start(
                folder,
                TestingHotStore.settings(folder)
                        .lakePath(folder.resolve(lake).toString())
                        .retention(RETENTION)
                        .build(),
                null);
    }

    /** A final bar, a revision of an older one, and the forming bar that comes next. */
    private Bar[] newBars(int minute) throws Exception {
        long opened = START + minute * MINUTE;
        List<Bar> finals = new ArrayList<>();
        finals.add(bar("BTC", opened).close("101." + minute).build());
        finals.add(bar("ETH", opened).close("102." + minute).build());
        if (minute > 1) {
            finals.add(bar("BTC", opened - 2 * MINUTE).close("103." + minute).revision(1).build());
        }
        for (Bar each : finals) {
            TestingLake.write(
                    Lake.at(folder.resolve("lake").toString()),
                    Tables.BARS,
                    "date="
                            + Instant.ofEpochSecond(each.openTime() / 1_000_000)
                                    .toString()
                                    .substring(0, 10),
                    List.of(each));
        }
        everything.addAll(finals);
        Bar forming = bar("BTC", opened + MINUTE).close("104." + minute).forming().build();
        everything.add(forming);
        finals.add(forming);
        return finals.toArray(Bar[]::new);
    }

    private List<String> expected() {
        TreeMap<String, Bar> newest = new TreeMap<>();
        for (Bar each : everything) {
            newest.merge(
                    each.symbol() + "|" + each.openTime(),
                    each,
                    (known, later) -> isNewer(later, known) ? later : known);
        }
        return rows(newest.values());
    }

    private static boolean isNewer(Bar later, Bar known) {
        return later.isFinal() != known.isFinal()
                ? later.isFinal()
                : later.revision() >= known.revision();
    }

    private static List<String> rows(Collection<Bar> bars) {
        return bars.stream()
                .map(
                        each ->
                                String.join(
                                        "|",
                                        each.symbol(),
                                        Long.toString(each.openTime()),
                                        Double.toString(each.close().doubleValue()),
                                        Integer.toString(each.revision()),
                                        Boolean.toString(each.isFinal())))
                .toList();
    }

    /** As a command reads a lake that lies in an object store. */
    private List<String> rowsOfCopy() throws Exception {
        String lake = "store:" + folder.resolve("lake");
        List<String> rows = new ArrayList<>();
        try (LakeCopy copy =
                LakeCopy.of(lake, folder.resolve("cache"), 1L << 30, FetchProgress.NONE)) {
            copy.bring(List.of(Need.of(Tables.BARS, Wanted.ALL)));
            HotStoreQuery.over(
                            TestingHotStore.published(folder).toString(),
                            lake,
                            Duration.ofMinutes(10))
                    .readingLakeAt(copy.path())
                    .run(ROWS, result -> TestingDuckDb.collect(result, rows));
        }
        return rows;
    }
}
