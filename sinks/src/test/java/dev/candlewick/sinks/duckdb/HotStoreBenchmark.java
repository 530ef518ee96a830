package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.bar;
import static dev.candlewick.sinks.duckdb.TestingHotStore.hot;

import com.sun.management.OperatingSystemMXBean;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.sinks.Rows;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What it costs to bring rows into a store and before its readers. Run with the number of rows that
 * the store holds already.
 */
public final class HotStoreBenchmark {

    private static final long START = at("2025-01-31T00:00:00Z");
    private static final long MINUTE = 60_000_000;
    private static final int SYMBOLS = 200;
    private static final int ROUNDS = 15;
    private static final int UPSERTED = 10_000;

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final OpenStore store;

    private HotStoreBenchmark(OpenStore store) {
        this.store = store;
    }

    public static void main(String[] arguments) throws SQLException, IOException {
        int rows = arguments.length == 0 ? 300_000 : Integer.parseInt(arguments[0]);
        in(folder -> store -> new HotStoreBenchmark(store).run(rows, folder));
        for (int kept : new int[] {100_000, 3_000_000}) {
            in(folder -> store -> new HotStoreBenchmark(store).upsert(kept));
        }
    }

    private static void in(Function<Path, Work> work) throws SQLException, IOException {
        Path folder = Files.createTempDirectory("hot-store");
        HotStoreOptions options =
                new HotStoreOptions(
                        folder.resolve("candlewick.duckdb").toString(),
                        null,
                        folder.resolve("lake").toString(),
                        "run-1",
                        Set.of(BarInterval.M1),
                        () -> Duration.ofDays(7),
                        Duration.ofMinutes(10),
                        Cadence.DEFAULT);
        try (OpenStore store = OpenStore.open(options, Optional.empty())) {
            work.apply(folder).on(store);
        }
    }

    /** New rows, and new contents of the newest, into a store that has many. */
    private void upsert(int kept) throws SQLException, IOException {
        int minutes = kept / SYMBOLS;
        int batch = UPSERTED / SYMBOLS;
        for (int minute = 0; minute < minutes; minute += 500) {
            store.database().write(batch(minute, Math.min(500, minutes - minute), true));
        }
        store.publisher().publish(0);
        List<List<HotRow>> batches = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            batches.add(batch(minutes + (long) i * batch, batch, true));
        }
        measure(
                "upsert of 10,000 new rows beside " + kept,
                ROUNDS,
                i -> store.database().write(batches.get(i)));
        measure(
                "upsert of 10,000 known rows beside " + kept,
                ROUNDS,
                i -> store.database().write(batches.get(i)));
    }

    private void run(int rows, Path folder) throws SQLException, IOException {
        int minutes = rows / SYMBOLS;
        measure(
                "fill, per 20,000 rows",
                minutes / 100,
                i -> store.database().write(batch(i * 100L, 100, true)));
        store.publisher().publish(0);
        measure("publish", 5, i -> store.publisher().publish(0));
        System.out.printf(
                "%-40s %d KiB%n", "file", Files.size(folder.resolve("candlewick.duckdb")) / 1024);
        for (int forming : new int[] {12, 200, 1_000}) {
            long minute = (long) minutes + forming;
            measure(
                    "flush of " + forming + " forming rows",
                    ROUNDS,
                    i -> store.database().write(batch(minute, 10, false).subList(0, forming)));
            measure(
                    "and before the readers",
                    ROUNDS,
                    i -> {
                        store.database().write(batch(minute, 10, false).subList(0, 1));
                        store.publisher().show(0);
                    });
            store.database().completeEpoch();
        }
        measure("flush of 20,000 known rows", 5, i -> store.database().write(batch(0, 100, true)));
        store.database().completeEpoch();
        measure(
                "the same of an earlier epoch",
                1,
                i -> store.database().write(batch(0, 100, true)));
        measure("publish", 5, i -> store.publisher().publish(0));
    }

    private static List<HotRow> batch(long minute, int minutes, boolean isFinal) {
        List<HotRow> rows = new ArrayList<>();
        for (int m = 0; m < minutes; m++) {
            for (int s = 0; s < SYMBOLS; s++) {
                Rows.BarBuilder row =
                        bar("SYMBOL" + s, START + (minute + m) * MINUTE)
                                .close(Double.toString(Math.random()));
                rows.add(hot((isFinal ? row : row.forming()).build()));
            }
        }
        return rows;
    }

    private void measure(String what, int rounds, Round round) throws SQLException, IOException {
        long[] micros = new long[rounds];
        long cpu = PROCESS.getProcessCpuTime();
        for (int i = 0; i < rounds; i++) {
            long begin = System.nanoTime();
            round.run(i);
            micros[i] = (System.nanoTime() - begin) / 1_000;
        }
        Arrays.sort(micros);
        System.out.printf(
                "%-40s median %.1f ms, max %.1f ms, CPU %.1f ms each%n",
                what,
                micros[rounds / 2] / 1e3,
                micros[rounds - 1] / 1e3,
                (PROCESS.getProcessCpuTime() - cpu) / 1e6 / rounds);
    }

    /** One of several equal pieces of work. */
    @FunctionalInterface
    private interface Round {
        void run(int number) throws SQLException, IOException;
    }

    /** Work on an open store. */
    @FunctionalInterface
    private interface Work {
        void on(OpenStore store) throws SQLException, IOException;
    }
}
