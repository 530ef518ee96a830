package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a local lake says of the time from one instant to another: which symbols traded, which spans
 * were whole, and which gaps there were. Times are in microseconds.
 */
public final class StoredCoverage implements AutoCloseable {

    private static final long DAY = 86_400_000_000L;

    private final Path lake;
    private final long from;
    private final long to;
    private final DuckDb duckDb;

    private StoredCoverage(Path lake, long from, long to, DuckDb duckDb) {
        this.lake = lake;
        this.from = from;
        this.to = to;
        this.duckDb = duckDb;
    }

    /** Of {@code [from, to)}. */
    public static StoredCoverage of(Path lake, long from, long to) throws SQLException {
        return new StoredCoverage(lake, from, to, DuckDb.open());
    }

    /** A span {@code [from, to)} in which nothing is missing. */
    public record Whole(long from, long to) {}

    /** The symbols that traded, in their order. */
    public List<String> symbols() throws SQLException, IOException {
        List<String> symbols = new ArrayList<>();
        duckDb.query(
                """
                SELECT DISTINCT symbol FROM (%s UNION ALL %s)
                WHERE trade_time >= make_timestamptz(%s) AND trade_time < make_timestamptz(%s)
                ORDER BY symbol
                """
                        .formatted(
                                ofDays(Tables.TRADES),
                                ofDays(Tables.LATE_TRADES),
                                Long.toString(from),
                                Long.toString(to)),
                rows -> {
                    while (rows.next()) {
                        symbols.add(rows.getString(1));
                    }
                });
        return symbols;
    }

    /** Where most of the trades come from; empty if there are none. */
    public Optional<Origin> origin() throws SQLException, IOException {
        List<String> origins = new ArrayList<>();
        duckDb.query(
                "SELECT origin FROM (%s) GROUP BY origin ORDER BY count(*) DESC, origin"
                        .formatted(ofDays(Tables.TRADES)),
                rows -> {
                    while (rows.next()) {
                        origins.add(rows.getString(1));
                    }
                });
        return Arrays.stream(Origin.values())
                .filter(origin -> !origins.isEmpty() && origin.label().equals(origins.get(0)))
                .map(origin -> origin == Origin.RESEND ? Origin.STREAM : origin)
                .findFirst();
    }

    /** The intervals of stored bars, the shortest first. */
    public List<BarInterval> intervals() throws SQLException, IOException {
        List<BarInterval> intervals = new ArrayList<>();
        duckDb.query(
                "SELECT DISTINCT bar_interval FROM (%s)".formatted(ofDays(Tables.BARS)),
                rows -> {
                    while (rows.next()) {
                        intervals.add(BarInterval.of(rows.getString(1)));
                    }
                });
        return intervals.stream().sorted().toList();
    }

    /**
     * The whole spans of each symbol, in order and apart.
     *
     * @param judges the intervals of the bars that say so
     */
    public Map<String, List<Whole>> whole(List<BarInterval> judges)
            throws SQLException, IOException {
        Map<String, List<Whole>> whole = new HashMap<>();
        String labels =
                judges.stream()
                        .map(interval -> Sql.literal(interval.label()))
                        .collect(Collectors.joining(", "));
        if (judges.isEmpty()) {
            return whole;
        }
        long longest = judges.stream().mapToLong(BarInterval::micros).max().orElseThrow();
        duckDb.query(
                Sql.fill(
                        "whole_spans.sql",
                        Map.of(
                                "bars", ofDays(Tables.BARS),
                                "intervals", labels,
                                "longest", Long.toString(longest))),
                rows -> {
                    while (rows.next()) {
                        long start = Math.max(from, rows.getLong(2));
                        long end = Math.min(to, rows.getLong(3));
                        if (start < end) {
                            whole.computeIfAbsent(rows.getString(1), none -> new ArrayList<>())
                                    .add(new Whole(start, end));
                        }
                    }
                });
        return whole;
    }

    /** What is known of the gaps of each symbol in which trades are missing still. */
    public Map<String, List<Gap>> gaps() throws SQLException, IOException {
        Map<String, List<Gap>> gaps = new HashMap<>();
        Table<?> table = Tables.GAPS;
        if (!Files.isDirectory(lake.resolve(table.name()))) {
            return gaps;
        }
        String newest =
                Sql.fill(
                        "newest_in_lake.sql",
                        Map.of(
                                "columns", table.columnList(),
                                "lake", LakeRows.in(lake).of(table),
                                "key", table.keyList(),
                                "ranking", table.ranking("", " DESC")));
        duckDb.query(
                Sql.fill(
                        "gaps_between.sql",
                        Map.of(
                                "gaps", newest,
                                "from", Long.toString(from),
                                "to", Long.toString(to))),
                rows -> {
                    while (rows.next()) {
                        gaps.computeIfAbsent(rows.getString(1), none -> new ArrayList<>())
                                .add(gap(rows));
                    }
                });
        return gaps;
    }

    private static Gap gap(ResultSet row) throws SQLException {
        return new Gap(
                row.getString(1),
                row.getLong(2),
                longOrNull(row, 3),
                row.getString(4),
                row.getLong(5),
                longOrNull(row, 6),
                row.getString(7));
    }

    private static Long longOrNull(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** The rows of the days of the span; bars of a day may reach into the next. */
    private String ofDays(Table<?> table) throws IOException {
        LocalDate first = LocalDate.ofEpochDay(Math.floorDiv(from, DAY));
        LocalDate afterLast = LocalDate.ofEpochDay(Math.floorDiv(to - 1, DAY) + 1);
        Set<String> days =
                first.datesUntil(afterLast).map(day -> "date=" + day).collect(Collectors.toSet());
        return LakeRows.visible(lake, table, days::contains);
    }

    @Override
    public void close() throws SQLException {
        duckDb.close();
    }
}
