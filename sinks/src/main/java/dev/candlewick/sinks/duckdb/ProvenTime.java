package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Until when the bars of a hot store prove that event time has come. For a symbol that is at most a
 * day behind the others, only newer days of the lake can prove more, so that a query opens no file
 * of older days; for any other symbol it looks through the lake.
 *
 * @param stored in microseconds, by symbol
 */
record ProvenTime(Map<String, Long> stored) {

    static final ProvenTime UNKNOWN = new ProvenTime(Map.of());

    /** A query of what is proven, where views of bars do without it. */
    static final String NOTHING =
            "SELECT NULL::VARCHAR AS symbol, NULL::TIMESTAMPTZ AS proven_until WHERE false";

    private static final long DAY = BarInterval.D1.micros();

    /** How far a symbol may be behind. */
    private static final long BEHIND = DAY;

    private static final long LONGEST_BAR =
            Arrays.stream(BarInterval.values()).mapToLong(BarInterval::micros).max().orElseThrow();

    ProvenTime {
        stored = Map.copyOf(stored);
    }

    /** What the file that is attached proves by itself. */
    static ProvenTime of(DuckDb duckDb) throws SQLException, IOException {
        Map<String, Long> proven = new TreeMap<>();
        duckDb.query(
                Sql.fill(
                        "proven_symbols.sql", Map.of("stored", new TableSql(Tables.BARS).stored())),
                row -> {
                    while (row.next()) {
                        proven.put(row.getString(1), row.getLong(2));
                    }
                });
        return new ProvenTime(proven);
    }

    /**
     * A query of what is proven of each symbol.
     *
     * @param recent the relation of what changed since the file was published
     */
    String rows(String recent, LakeFiles lake) {
        Table<?> bars = Tables.BARS;
        SortedMap<String, Long> known = known();
        long knownUntil = known.isEmpty() ? 0 : Collections.min(known.values());
        LocalDate first = LocalDate.ofEpochDay(Math.floorDiv(knownUntil - LONGEST_BAR, DAY));
        return Sql.fill(
                "proven.sql",
                Map.of(
                        "stored", storedRows(),
                        "known_until", Long.toString(knownUntil),
                        "is_known", isKnown(known.keySet()),
                        "is_unknown", isUnknown(known.keySet()),
                        "recent", recent,
                        "later", lake.evenHiddenSince(bars, first),
                        "lake", lake.evenHidden(bars)));
    }

    private SortedMap<String, Long> known() {
        long newest = stored.values().stream().max(Long::compare).orElse(0L);
        SortedMap<String, Long> known = new TreeMap<>(stored);
        known.values().removeIf(time -> time < newest - BEHIND);
        return known;
    }

    private String storedRows() {
        return stored.isEmpty()
                ? NOTHING
                : new TreeMap<>(stored)
                        .entrySet().stream()
                                .map(ProvenTime::row)
                                .collect(
                                        Collectors.joining(
                                                ", ",
                                                "SELECT stored.symbol, stored.proven_until FROM (VALUES ",
                                                ") AS stored (symbol, proven_until)"));
    }

    private static String row(Map.Entry<String, Long> each) {
        return "(" + Sql.literal(each.getKey()) + ", make_timestamptz(" + each.getValue() + "))";
    }

    private static String isKnown(Collection<String> known) {
        return known.isEmpty()
                ? "false"
                : known.stream()
                        .map(Sql::literal)
                        .collect(Collectors.joining(", ", "r.symbol IN (", ")"));
    }

    /** One by one: DuckDB sees at once that a query for one of them finds nothing here. */
    private static String isUnknown(Collection<String> known) {
        return known.isEmpty()
                ? "true"
                : known.stream()
                        .map(symbol -> "r.symbol <> " + Sql.literal(symbol))
                        .collect(Collectors.joining(" AND "));
    }
}
