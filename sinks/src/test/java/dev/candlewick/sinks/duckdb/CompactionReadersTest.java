package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.MarketRows.mid;
import static dev.candlewick.sinks.Rows.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.MidPrice;
import dev.candlewick.sinks.TestingDuckDb;
import dev.candlewick.sinks.compaction.Days;
import dev.candlewick.sinks.compaction.TestingCompaction;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TestingLake;
import dev.candlewick.sinks.tables.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What readers see who go on reading while a lake is compacted. */
class CompactionReadersTest {

    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final int DAYS = 6;
    private static final int FILES = 12;
    private static final int ROWS_OF_A_FILE = 50;

    /** A row twice and another one not at all would add up to another sum. */
    private static final String SUM = "SELECT count(*), sum(mid * mid) FROM mids";

    @TempDir private Path folder;

    @Test
    void everyQuerySeesEveryRowOnce() throws Exception {
        fill(Lake.at(folder.resolve("lake").toString()));
        try (TestingHotStore store = TestingHotStore.start(folder);
                TestingDuckDb client = store.reader();
                Reader published = new Reader(() -> client.rows(SUM));
                Reader command = new Reader(this::query)) {
            for (int day = 0; day < DAYS; day++) {
                TestingCompaction.of(
                                folder.resolve("lake"),
                                () -> {
                                    published.awaitOneMore();
                                    command.awaitOneMore();
                                })
                        .run(Days.on(FIRST.plusDays(day)), done -> {});
            }
            published.awaitOneMore();
            command.awaitOneMore();

            assertThat(published.seen()).hasSizeGreaterThan(2 * DAYS).containsOnly(expected());
            assertThat(command.seen()).hasSizeGreaterThan(2 * DAYS).containsOnly(expected());
        }
    }

    private static List<String> expected() {
        long rows = DAYS * FILES * ROWS_OF_A_FILE;
        double sum = rows * (rows + 1) * (2 * rows + 1) / 6.0;
        return List.of(rows + "|" + sum);
    }

    private static void fill(Lake lake) throws Exception {
        long row = 0;
        for (int file = 0; file < DAYS * FILES; file++) {
            LocalDate date = FIRST.plusDays(file / FILES);
            List<MidPrice> rows = new ArrayList<>();
            for (int i = 0; i < ROWS_OF_A_FILE; i++) {
                row++;
                rows.add(mid("BTC", at(date + "T12:00:00Z") + row, Long.toString(row)));
            }
            TestingLake.write(lake, Tables.MIDS.inRun("run-1"), "date=" + date, rows);
        }
    }

    private List<String> query() throws Exception {
        List<String> rows = new ArrayList<>();
        HotStoreQuery.over(
                        TestingHotStore.published(folder).toString(),
                        folder.resolve("lake").toString(),
                        Duration.ofMinutes(10))
                .run(SUM, result -> TestingDuckDb.collect(result, rows));
        return rows;
    }

    /** Queries again and again. */
    private static final class Reader implements AutoCloseable {

        private static final long PATIENCE_MILLIS = 60_000;

        private final List<List<String>> seen = new ArrayList<>();
        private final Thread thread;
        private boolean closed;

        Reader(Callable<List<String>> query) {
            thread = new Thread(() -> repeat(query));
            thread.start();
        }

        /** Waits until a query has ended that began after this call. */
        synchronized void awaitOneMore() {
            int enough = seen.size() + 2;
            long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
            while (seen.size() < enough) {
                assertThat(System.nanoTime()).as("time for a query").isLessThan(deadline);
                try {
                    wait(1_000);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }

        synchronized List<List<String>> seen() {
            return List.copyOf(seen);
        }

        @Override
        public void close() throws InterruptedException {
            synchronized (this) {
                closed = true;
            }
            thread.join(PATIENCE_MILLIS);
        }

        private void repeat(Callable<List<String>> query) {
            while (!isClosed()) {
                add(answer(query));
            }
        }

        private static List<String> answer(Callable<List<String>> query) {
            try {
                return query.call();
            } catch (Exception e) {
                return List.of(e.toString());
            }
        }

        private synchronized void add(List<String> rows) {
            seen.add(rows);
            notifyAll();
        }

        private synchronized boolean isClosed() {
            return closed;
        }
    }
}
