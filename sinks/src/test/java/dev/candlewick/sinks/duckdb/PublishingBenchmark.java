package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.duckdb.TestingHotStore.hot;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.PriceSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * How much a running store writes: 25 symbols and 4 intervals, seven days of them kept, every
 * forming bar changed once a second. The store's clock runs as fast as the machine does; what is
 * written is taken from the kernel's count of this process (Linux).
 *
 * <p>Arguments: minutes of the store's clock, and the folder, which must be on a real disk.
 */
public final class PublishingBenchmark {

    private static final long START = at("2025-01-31T00:00:00Z");
    private static final int SYMBOLS = 25;
    private static final Set<BarInterval> INTERVALS =
            Set.of(BarInterval.M1, BarInterval.M5, BarInterval.M15, BarInterval.H1);
    private static final int DAYS = 7;
    private static final long SECOND = 1_000_000;
    private static final Random RANDOM = new Random(1);

    private final OpenStore store;

    private PublishingBenchmark(OpenStore store) {
        this.store = store;
    }

    public static void main(String[] arguments) throws SQLException, IOException {
        int minutes = arguments.length < 1 ? 20 : Integer.parseInt(arguments[0]);
        Path parent = Path.of(arguments.length < 2 ? "target" : arguments[1]);
        Path folder = Files.createTempDirectory(Files.createDirectories(parent), "publishing");
        HotStoreOptions options =
                new HotStoreOptions(
                        folder.resolve("candlewick.duckdb").toString(),
                        null,
                        folder.resolve("lake").toString(),
                        "run-1",
                        INTERVALS,
                        () -> Duration.ofDays(DAYS),
                        Duration.ofMinutes(10),
                        Cadence.DEFAULT);
        try (OpenStore store = OpenStore.open(options, Optional.empty())) {
            PublishingBenchmark benchmark = new PublishingBenchmark(store);
            benchmark.fill();
            long before = written();
            benchmark.run(minutes);
            long after = written();
            System.out.printf(
                    Locale.ROOT,
                    "file %.1f MB, written in %d minutes %.1f MB: %.2f GB an hour%n",
                    Files.size(Path.of(options.path())) / 1e6,
                    minutes,
                    (after - before) / 1e6,
                    (after - before) / 1e9 * 60 / minutes);
        }
    }

    private void fill() throws SQLException, IOException {
        for (int day = 0; day < DAYS; day++) {
            List<HotRow> rows = new ArrayList<>();
            for (long minute = 0; minute < 1_440; minute++) {
                finals(START + (day * 1_440L + minute + 1) * 60 * SECOND, rows);
            }
            store.database().write(rows);
        }
        store.database().completeEpoch();
        store.publisher().publish(0);
    }

    /** A look at the stream every half second, as the writer takes it. */
    private void run(int minutes) throws SQLException, IOException {
        long start = START + DAYS * 86_400 * SECOND;
        for (int half = 0; half < minutes * 120; half++) {
            long now = start + half * SECOND / 2;
            List<HotRow> rows = new ArrayList<>();
            if (half % 2 == 0) {
                forming(now, rows);
            }
            if (half % 120 == 4) {
                finals(now - 2 * SECOND, rows);
            }
            if (!rows.isEmpty()) {
                store.database().write(rows);
            }
            if (half % 120 == 10) {
                store.database().completeEpoch();
            }
            store.publisher().show(half * 500L);
        }
    }

    private static void forming(long now, List<HotRow> rows) {
        for (BarInterval interval : INTERVALS) {
            for (int s = 0; s < SYMBOLS; s++) {
                rows.add(hot(row(s, interval, now - now % interval.micros(), false, now)));
            }
        }
    }

    /** Of the intervals that end at an instant. */
    private static void finals(long end, List<HotRow> rows) {
        for (BarInterval interval : INTERVALS) {
            if (end % interval.micros() == 0) {
                for (int s = 0; s < SYMBOLS; s++) {
                    rows.add(hot(row(s, interval, end - interval.micros(), true, end + SECOND)));
                }
            }
        }
    }

    /** Numbers like those of a market, of which no two are alike. */
    private static Bar row(
            int symbol, BarInterval interval, long opened, boolean isFinal, long at) {
        BigDecimal open = decimal(100 + RANDOM.nextGaussian(), 2);
        BigDecimal close = decimal(100 + RANDOM.nextGaussian(), 2);
        BigDecimal bought = decimal(RANDOM.nextDouble() * 1_000, 4);
        BigDecimal sold = decimal(RANDOM.nextDouble() * 1_000, 4);
        return new Bar(
                "SYMBOL" + symbol,
                interval,
                opened,
                open,
                open.max(close).add(decimal(RANDOM.nextDouble(), 2)),
                open.min(close).subtract(decimal(RANDOM.nextDouble(), 2)),
                close,
                bought.add(sold),
                bought.add(sold).multiply(open),
                RANDOM.nextInt(10_000),
                bought,
                sold,
                isFinal,
                0,
                PriceSource.TRADE,
                Coverage.COMPLETE,
                Origin.STREAM,
                "run-1",
                at);
    }

    private static BigDecimal decimal(double value, int scale) {
        return BigDecimal.valueOf(value).setScale(scale, RoundingMode.HALF_EVEN);
    }

    /** What this process has had written to the disk, also where it was deleted soon after. */
    private static long written() throws IOException {
        long written = 0;
        for (String line : Files.readAllLines(Path.of("/proc/self/io"))) {
            if (line.startsWith("write_bytes: ")) {
                written += Long.parseLong(line.substring(13));
            }
        }
        return written;
    }
}
