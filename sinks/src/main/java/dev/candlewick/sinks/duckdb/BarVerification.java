package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.sinks.cache.Need;
import dev.candlewick.sinks.cache.Wanted;
import dev.candlewick.sinks.duckdb.HotStoreQuery.ResultHandler;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Rebuilds the bars of a lake from its trades, day by day and by other means than the job, and
 * compares them with those that are stored and with the exchange's candles.
 */
public final class BarVerification implements AutoCloseable {

    private static final String FOLDER = "verify/";

    private final Path lake;
    private final Range range;
    private final DayFiles files;
    private final DuckDb duckDb;
    private final Path spill;
    private final Set<Path> leftOut = new HashSet<>();

    /** Windows that lie within {@code [from, to)}, in microseconds. */
    public record Range(long from, long to) {
        private static final long DAY = BarInterval.D1.micros();

        boolean touches(LocalDate day) {
            long start = day.toEpochDay() * DAY;
            return start < to && start + DAY > from;
        }
    }

    /**
     * Brings the files of a day that are read next, where the lake does not lie on this machine.
     */
    @FunctionalInterface
    public interface DayFiles {
        void bring(LocalDate day) throws IOException, SQLException;
    }

    private BarVerification(Path lake, Range range, DayFiles files, DuckDb duckDb, Path spill) {
        this.lake = lake;
        this.range = range;
        this.files = files;
        this.duckDb = duckDb;
        this.spill = spill;
    }

    /** Prepares to verify a lake of this machine's own file system. */
    public static BarVerification of(Path lake, Range range) throws SQLException, IOException {
        return of(lake, range, day -> {});
    }

    /**
     * Prepares to verify a lake that is brought to this machine day by day.
     *
     * @param lake has the folders of all days, and what {@code files} has brought
     */
    public static BarVerification of(Path lake, Range range, DayFiles files)
            throws SQLException, IOException {
        Path spill = Files.createTempDirectory("candlewick-verify");
        DuckDb duckDb = DuckDb.open();
        BarVerification verification = new BarVerification(lake, range, files, duckDb, spill);
        // What does not fit goes to disk, so that a long range needs no more memory than a day.
        duckDb.run("SET temp_directory = " + Sql.literal(spill));
        duckDb.run("SET memory_limit = '1GB'");
        verification.run("functions.sql", Map.of());
        verification.run("results.sql", Map.of("intervals", intervals()));
        return verification;
    }

    /** The tables that a day of it is read from, and those that are read whole. */
    public static List<Need> needs(LocalDate day) {
        Wanted rows = Wanted.between(day, day);
        return List.of(
                Need.of(Tables.TRADES, rows),
                Need.of(Tables.BARS, rows),
                Need.of(Tables.EXCHANGE_CANDLES, rows),
                Need.of(Tables.GAPS, Wanted.ALL),
                Need.of(Tables.DEAD_LETTERS, Wanted.ALL));
    }

    /** The days of which the lake has trades or bars, and that the range touches. */
    public SortedSet<LocalDate> days() throws IOException {
        return DayOfLake.all(lake).stream()
                .filter(range::touches)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Verifies a day; days come in their order.
     *
     * @param settle called before a second look at what differs, with the time at which files of
     *     the day came or went last: beside a running job a difference may last for a moment
     * @return how many trades were read
     */
    public long verify(LocalDate day, Consumer<Instant> settle) throws SQLException, IOException {
        look(day);
        if (duckDb.number("SELECT count(*) FROM day_differences") > 0) {
            duckDb.run("CREATE OR REPLACE TEMP TABLE seen_before AS FROM day_differences");
            settle.accept(new DayOfLake(lake, day, leftOut).changedAt());
            look(day);
            run("seen_twice.sql", Map.of());
        }
        run("add_day.sql", Map.of());
        return duckDb.number("SELECT count(*) FROM day_trades");
    }

    /**
     * Leaves out from now on the files of a day that cannot be read.
     *
     * @return a line for each; none if all can be read
     */
    public List<String> leaveDamagedOut(LocalDate day) throws SQLException, IOException {
        return new DayOfLake(lake, day, Set.of()).damaged(leftOut);
    }

    /** How many stored bars there were. */
    public long bars() throws SQLException {
        return duckDb.number("SELECT coalesce(sum(bars), 0) FROM bar_counts");
    }

    /** How many fields are not as they should be. */
    public long differences() throws SQLException {
        return duckDb.number("SELECT count(*) FROM differences");
    }

    /** How many fields stood beside one of the exchange's. */
    public long besideExchange() throws SQLException {
        return duckDb.number("SELECT coalesce(sum(compared), 0) FROM exchange_counts");
    }

    /**
     * How many whole bars of the archive stand in hours whose files leave block numbers out, so
     * that a loss of less than {@code archive.max-silence} could hide in them.
     */
    public long barsOfHoursWithBlocksLeftOut() throws SQLException {
        return duckDb.number("SELECT coalesce(sum(bars), 0) FROM left_out_counts");
    }

    /** The first differences, in the order of time. */
    public void reportDifferences(int limit, ResultHandler rows) throws SQLException, IOException {
        report("report_differences.sql", Map.of("limit", Integer.toString(limit)), rows);
    }

    /** How many bars of each interval and coverage there were, and how many differ. */
    public void reportBars(ResultHandler rows) throws SQLException, IOException {
        report("report_bars.sql", Map.of(), rows);
    }

    /** How often each field differs from the exchange's. */
    public void reportExchange(ResultHandler rows) throws SQLException, IOException {
        report("report_exchange.sql", Map.of(), rows);
    }

    @Override
    public void close() throws SQLException, IOException {
        duckDb.close();
        Files.deleteIfExists(spill);
    }

    private void look(LocalDate day) throws SQLException, IOException {
        files.bring(day);
        Map<String, String> parameters =
                new HashMap<>(new DayOfLake(lake, day, leftOut).relations());
        parameters.put("from", Long.toString(range.from()));
        parameters.put("to", Long.toString(range.to()));
        parameters.put("key", Tables.BARS.keyList());
        parameters.put("ranking", Tables.BARS.ranking("", " DESC"));
        parameters.put("gap_key", Tables.GAPS.keyList());
        parameters.put("gap_ranking", Tables.GAPS.ranking("", " DESC"));
        for (String step :
                List.of(
                        "stored.sql",
                        "run_ranges.sql",
                        "trades.sql",
                        "recomputed.sql",
                        "quiet.sql",
                        "differences.sql",
                        "partial.sql",
                        "candles.sql",
                        "wrong_beside.sql",
                        "gap_spans.sql",
                        "unexplained.sql")) {
            run(step, parameters);
        }
    }

    private void run(String file, Map<String, String> parameters) throws SQLException {
        duckDb.run(Sql.fill(FOLDER + file, parameters));
    }

    private void report(String file, Map<String, String> parameters, ResultHandler rows)
            throws SQLException, IOException {
        duckDb.query(Sql.fill(FOLDER + file, parameters), rows);
    }

    private static String intervals() {
        return Arrays.stream(BarInterval.values())
                .map(
                        each ->
                                String.format(
                                        Locale.ROOT,
                                        "(%s, %d)",
                                        Sql.literal(each.label()),
                                        each.micros()))
                .collect(Collectors.joining(", "));
    }
}
