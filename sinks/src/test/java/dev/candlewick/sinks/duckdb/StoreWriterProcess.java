package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.duckdb.TestingHotStore.hot;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.PriceSource;
import dev.candlewick.sinks.Rows;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TestingLake;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A writer of a hot store in a process of its own, as fast as it goes: it goes on from its last
 * checkpoint, prints {@code ready}, waits for a line, and writes until it is killed, a line for
 * each minute. What it writes at once has one close for all symbols of a minute, and every number
 * of a row is that close.
 */
final class StoreWriterProcess {

    static final int SYMBOLS = 20;

    private static final long START = Rows.at("2025-01-31T00:00:00Z");
    private static final long MINUTE = BarInterval.M1.micros();
    private static final int MINUTES_OF_A_CHECKPOINT = 3;

    /** A new file ten times a second, so that many kills meet one that is being made. */
    private static final Cadence HASTY =
            new Cadence(
                    Duration.ofMillis(10),
                    Duration.ofMillis(100),
                    Duration.ofMillis(100),
                    100,
                    Duration.ofSeconds(5),
                    0,
                    Cadence.DEFAULT.longestRest());

    private final Path folder;
    private final Lake lake;
    private final List<Bar> uncommitted = new ArrayList<>();
    private int close = (int) (System.nanoTime() % 1_000_000);

    private StoreWriterProcess(Path folder) {
        this.folder = folder;
        this.lake = Lake.at(folder.resolve("lake").toString());
    }

    public static void main(String[] arguments) throws SQLException, IOException {
        new StoreWriterProcess(Path.of(arguments[0])).run();
    }

    private void run() throws SQLException, IOException {
        Optional<Checkpoint> last = Checkpoint.read(folder.resolve("checkpoint"));
        int minute = last.map(Checkpoint::minutes).orElse(0);
        lake.prepare(Tables.all());
        finishCommits(minute);
        try (OpenStore store = OpenStore.open(options(folder), last.map(Checkpoint::state))) {
            store.publisher().publish(System.currentTimeMillis());
            System.out.println("ready");
            if (System.in.read() < 0) {
                return;
            }
            while (true) {
                write(store, minute++);
                store.publisher().show(System.currentTimeMillis());
                System.out.println("wrote a minute");
                if (minute % MINUTES_OF_A_CHECKPOINT == 0) {
                    checkpoint(store, minute);
                }
            }
        }
    }

    /** The final bars of a minute, revisions of those before, and the forming bars after. */
    private void write(OpenStore store, int minute) throws SQLException, IOException {
        List<Bar> finals = new ArrayList<>(bars(minute, true, 0));
        if (minute > 0) {
            finals.addAll(bars(minute - 1, true, 1));
        }
        uncommitted.addAll(finals);
        List<HotRow> rows = new ArrayList<>();
        Stream.concat(finals.stream(), bars(minute + 1, false, 0).stream())
                .forEach(bar -> rows.add(hot(bar)));
        store.database().write(rows);
    }

    private void checkpoint(OpenStore store, int minutes) throws SQLException, IOException {
        HotStoreState state = store.database().completeEpoch();
        // Where no reader looks: a process that is killed leaves half a file.
        Lake elsewhere = Lake.at(folder.resolve("being-written").toString());
        Path written = TestingLake.write(elsewhere, Tables.BARS, "bars", List.copyOf(uncommitted));
        Files.move(written, folder.resolve("lake/bars/unfinished/." + minutes));
        uncommitted.clear();
        new Checkpoint(state, minutes).save(folder.resolve("checkpoint"));
        finishCommits(minutes);
    }

    /** As a committer does: what a checkpoint knows is committed, and nothing else. */
    private void finishCommits(int minutes) throws IOException {
        Path pending = folder.resolve("lake/bars/unfinished");
        Files.createDirectories(pending);
        try (Stream<Path> files = Files.list(pending)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith(".") && Integer.parseInt(name.substring(1)) <= minutes) {
                    Path day = Files.createDirectories(folder.resolve("lake/bars/date=any"));
                    Files.move(file, day.resolve("bars-" + name.substring(1) + ".parquet"));
                } else {
                    Files.delete(file);
                }
            }
        }
    }

    static HotStoreOptions options(Path folder) {
        return new HotStoreOptions(
                TestingHotStore.published(folder).toString(),
                null,
                folder.resolve("lake").toString(),
                "run-1",
                Set.of(BarInterval.M1),
                () -> Duration.ofDays(365),
                Duration.ofMinutes(10),
                HASTY);
    }

    private List<Bar> bars(int minute, boolean isFinal, int revision) {
        BigDecimal value = BigDecimal.valueOf(++close);
        long opened = START + minute * MINUTE;
        List<Bar> bars = new ArrayList<>();
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            bars.add(
                    new Bar(
                            "SYMBOL" + symbol,
                            BarInterval.M1,
                            opened,
                            value,
                            value,
                            value,
                            value,
                            value,
                            value,
                            close,
                            value,
                            value,
                            isFinal,
                            revision,
                            PriceSource.TRADE,
                            Coverage.COMPLETE,
                            Origin.STREAM,
                            "run-1",
                            opened + MINUTE));
        }
        return bars;
    }

    /**
     * What a job would go on from.
     *
     * @param minutes that it has written
     */
    private record Checkpoint(HotStoreState state, int minutes) {

        static Optional<Checkpoint> read(Path file) throws IOException {
            try {
                String[] words = Files.readString(file).split(" ");
                return Optional.of(
                        new Checkpoint(
                                new HotStoreState(words[0], Long.parseLong(words[1])),
                                Integer.parseInt(words[2])));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        }

        void save(Path file) throws IOException {
            Path next = file.resolveSibling("checkpoint.next");
            Files.writeString(next, state.lineage() + " " + state.epoch() + " " + minutes);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
