package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.sinks.tables.Column;
import dev.candlewick.sinks.tables.HotRetention;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statements by which the writer keeps one table in its file. */
record TableSql(Table<?> table) {

    /** The schema of the writer's tables, in its own file and in every copy of it. */
    static final String SCHEMA = "store";

    /** The view of what is proven of event time, as it is called within the file. */
    static final String PROVEN = SCHEMA + ".proven";

    /** The alias under which the writer attaches its file. */
    static final String FILE = "hot";

    /** A table of the file, with its columns in their order and the statement that makes it. */
    record Relation(String name, List<String> columns, String create) {}

    /** The two tables in which the rows are kept. */
    List<Relation> relations() {
        List<String> stored =
                Stream.concat(
                                table.columns().stream().map(Column::name),
                                Stream.of("_epoch", "_change", "_deleted"))
                        .toList();
        List<String> undone = Stream.concat(stored.stream(), Stream.of("_undone_by")).toList();
        return List.of(
                new Relation(table.name(), stored, createStored()),
                new Relation("undo_" + table.name(), undone, createUndo()));
    }

    /** The stored rows and, for each, in which epoch and by which change it came. */
    String createStored() {
        return "CREATE TABLE %s (%s, _epoch BIGINT, _change BIGINT, _deleted BOOLEAN)"
                .formatted(stored(), declarations());
    }

    String createUndo() {
        return "CREATE TABLE %s (%s, _epoch BIGINT, _change BIGINT, _deleted BOOLEAN,"
                        .formatted(undo(), declarations())
                + " _undone_by BIGINT)";
    }

    String createStaging() {
        return "CREATE TEMP TABLE %s (%s, _arrival BIGINT)".formatted(staging(), declarations());
    }

    String staging() {
        return "staged_" + table.name();
    }

    String clearStaging() {
        return "DELETE FROM " + staging();
    }

    /** Keeps what the staged rows are about to overwrite. */
    String saveUndo(long epoch, long change, Span span) {
        return bringingIn("save_undo.sql", parameters(epoch, change), span);
    }

    /**
     * Replaces rows that are there by staged ones. The epoch is bound to {@code $1}, the change to
     * {@code $2}, so that the statement stays the same from flush to flush.
     */
    String replaceKnown(Span span) {
        return bringingIn("replace_known.sql", parameters("$1", "$2"), span);
    }

    /** Brings in the staged rows that are not there. */
    String insertNew(long epoch, long change, Span span) {
        return bringingIn("insert_new.sql", parameters(epoch, change), span);
    }

    private String bringingIn(String statement, Map<String, String> parameters, Span span) {
        parameters.put("same_key", sameKey() + nearby(span));
        return Sql.fill(statement, parameters);
    }

    /** Goes back to the rows of an epoch. */
    List<String> restore(long epoch, long change) {
        Map<String, String> parameters = parameters(epoch, change);
        return List.of(
                Sql.fill("take_back.sql", parameters),
                Sql.fill("put_back.sql", parameters),
                "DELETE FROM " + undo() + " WHERE _undone_by > " + epoch);
    }

    /** Drops the rows that mean nothing without the run that wrote them. */
    List<String> endRun(long epoch, long change) {
        String forget = "DELETE FROM " + undo();
        return table.unfinished() == null
                ? List.of(forget)
                : List.of(
                        forget,
                        String.format(
                                Locale.ROOT,
                                "UPDATE %s SET _deleted = true, _epoch = %d, _change = %d WHERE %s",
                                stored(),
                                epoch,
                                change,
                                table.unfinished()));
    }

    /**
     * Fills the empty table from the lake; empty where the next rows of the feed fill it sooner
     * than a look through all history would.
     */
    Optional<String> rebuild(
            long epoch, long change, LakeRows lake, String kept, Duration retention) {
        if (table.hot().choice() == HotRetention.Choice.NEWEST) {
            return Optional.empty();
        }
        Map<String, String> parameters = parameters(epoch, change);
        parameters.put("lake", lake.of(table));
        String bars = "(" + lake.of(Tables.BARS) + ")";
        parameters.put("kept", kept + " AND NOT coalesce(" + expired(bars, retention) + ", false)");
        return Optional.of(Sql.fill("rebuild.sql", parameters));
    }

    /** Drops what is too old, and what no reader and no restore can ask for any more. */
    List<String> forget(Duration retention, long seenByAll, long undoSince) {
        String bars = new TableSql(Tables.BARS).stored();
        return List.of(
                "DELETE FROM %s WHERE %s".formatted(stored(), expired(bars, retention)),
                String.format(
                        Locale.ROOT,
                        "DELETE FROM %s WHERE _deleted AND _change <= %d",
                        stored(),
                        seenByAll),
                String.format(
                        Locale.ROOT, "DELETE FROM %s WHERE _undone_by <= %d", undo(), undoSince));
    }

    String stored() {
        return FILE + "." + SCHEMA + "." + table.name();
    }

    /** The view of what changed since the file was published. */
    String recentView() {
        return FILE + "." + recentView(table.name());
    }

    /** The same, as it is called within the file. */
    static String recentView(String table) {
        return SCHEMA + ".recent_" + table;
    }

    private String undo() {
        return FILE + "." + SCHEMA + ".undo_" + table.name();
    }

    /** Which rows are too old beside the newest bar, whatever table they are in. */
    private String expired(String bars, Duration retention) {
        String time = table.hot().time();
        return time == null
                ? "false"
                : String.format(
                        Locale.ROOT,
                        "%s < (SELECT max(%s) FROM %s) - to_microseconds(%d)",
                        time,
                        Tables.BARS.day().column(),
                        bars,
                        retention.toNanos() / 1_000);
    }

    private String declarations() {
        return columns(column -> column.name() + " " + column.type().sql());
    }

    private Map<String, String> parameters(long epoch, long change) {
        return parameters(Long.toString(epoch), Long.toString(change));
    }

    private Map<String, String> parameters(String epoch, String change) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("stored", stored());
        parameters.put("undo", undo());
        parameters.put("staging", staging());
        parameters.put("key", table.keyList());
        parameters.put("ranking", table.ranking("", " DESC"));
        parameters.put("same_key", sameKey());
        parameters.put(
                "wins",
                "(t._deleted OR (%s) >= (%s))"
                        .formatted(table.ranking("s", ""), table.ranking("t", "")));
        parameters.put("columns", table.columnList());
        parameters.put("values", columns(column -> "s." + column.name()));
        parameters.put("assignments", columns(column -> column.name() + " = s." + column.name()));
        parameters.put("epoch", epoch);
        parameters.put("change", change);
        // Of a table with an order no key is staged twice.
        parameters.put(
                "staged",
                table.order() == null
                        ? Sql.fill("staged.sql", parameters)
                        : "SELECT * FROM " + staging());
        return parameters;
    }

    /** Lets DuckDB pass over the row groups in which no staged row can be: by whole hours. */
    private String nearby(Span span) {
        return span.isUnknown()
                ? ""
                : String.format(
                        Locale.ROOT,
                        " AND t.%s BETWEEN make_timestamptz(%d) AND make_timestamptz(%d)",
                        table.day().column(),
                        BarInterval.H1.openTimeOf(span.from()),
                        BarInterval.H1.openTimeOf(span.to()) + BarInterval.H1.micros());
    }

    private String sameKey() {
        return table.key().stream()
                .map(column -> "t." + column + " = s." + column)
                .collect(Collectors.joining(" AND "));
    }

    private String columns(Function<Column<?>, String> text) {
        return table.columns().stream().map(text).collect(Collectors.joining(", "));
    }
}
