package dev.candlewick.sinks.tables;

import dev.candlewick.functions.model.BarInterval;
import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * One table, as the hot store and the lake both know it. Immutable; made by {@link #of}.
 * Serialised, it is the name of a table that the reading process has declared too.
 *
 * @param rowType what a row is made of
 * @param rows how many rows such a thing is: a run of trades is many
 * @param version of the schema; it rises with every change of the columns and travels in the files
 * @param key the columns that identify what a row is about; several rows may be about the same
 * @param ranking what makes one row of a key the newest, most important first: SQL expressions in
 *     which {@code $.} stands before each column
 * @param unfinished SQL condition of rows that mean nothing once their run has ended; null if there
 *     are none
 * @param order which of two rows of a key ranks higher, as {@code ranking} says it; null where only
 *     the store compares them
 * @param day whose UTC date names the lake folder; null for a small table, which has one folder
 * @param hot what the hot store keeps
 * @param interval the bar interval of a row; null in a table that has none
 * @param run the run that writes the rows; null where none is known yet
 */
public record Table<T>(
        String name,
        Class<T> rowType,
        ToIntFunction<T> rows,
        int version,
        List<Column<T>> columns,
        List<String> key,
        List<String> ranking,
        String unfinished,
        Comparator<T> order,
        Day<T> day,
        HotRetention hot,
        Function<T, BarInterval> interval,
        String run)
        implements Serializable {

    /**
     * The event time that dates a row.
     *
     * @param column the name of its column
     */
    public record Day<T>(String column, ToLongFunction<T> time) {}

    private static final Map<Declaration, Table<?>> DECLARED = new ConcurrentHashMap<>();

    public static <T> TableBuilder<T> of(Class<T> rowType, String name, int version) {
        return new TableBuilder<>(rowType, name, version);
    }

    /** The same table for rows that one run writes. */
    public Table<T> inRun(String runId) {
        return new Table<>(
                name,
                rowType,
                rows,
                version,
                columns.stream().map(column -> column.inRun(runId, rows)).toList(),
                key,
                ranking,
                unfinished,
                order,
                day,
                hot,
                interval,
                runId);
    }

    /** The same table, which can be read from now on where it was serialised. */
    Table<T> declared() {
        DECLARED.putIfAbsent(declaration(), this);
        return this;
    }

    private Declaration declaration() {
        return new Declaration(rowType, name, version);
    }

    private Object writeReplace() {
        return new Reference(declaration(), run);
    }

    /** The columns that identify what a row is about, in the order of the key. */
    public List<Column<T>> keyColumns() {
        return key.stream().map(this::column).toList();
    }

    private Column<T> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst()
                .orElseThrow();
    }

    /** The column names, separated by commas. */
    public String columnList() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** The same of the rows of an alias, which no parameter of a macro can be mistaken for. */
    public String columnList(String alias) {
        return columns.stream()
                .map(column -> alias + "." + column.name())
                .collect(Collectors.joining(", "));
    }

    /**
     * The columns of rows that are grouped by all of them but the run: what several runs have
     * written is one row of the first.
     */
    public String columnListOfFirstRun() {
        return columns.stream()
                .map(Column::name)
                .map(name -> name.equals("run_id") ? "min(run_id) AS run_id" : name)
                .collect(Collectors.joining(", "));
    }

    /** The key columns of the rows of an alias. */
    public String keyList(String alias) {
        return key.stream().map(column -> alias + "." + column).collect(Collectors.joining(", "));
    }

    /** The key columns, separated by commas. */
    public String keyList() {
        return String.join(", ", key);
    }

    /** The ranking of the rows of an alias, each expression followed by a suffix. */
    public String ranking(String alias, String suffix) {
        String prefix = alias.isEmpty() ? "" : alias + ".";
        return ranking.stream()
                .map(expression -> expression.replace("$.", prefix) + suffix)
                .collect(Collectors.joining(", "));
    }

    /** What tells tables apart: one of the same name may take rows of another type. */
    private record Declaration(Class<?> rowType, String name, int version)
            implements Serializable {}

    /** A table that travels. */
    private record Reference(Declaration declaration, String run) implements Serializable {

        private Object readResolve() throws ObjectStreamException {
            Tables.all();
            Table<?> table = DECLARED.get(declaration);
            if (table == null) {
                throw new InvalidObjectException(
                        "No table is declared here as "
                                + declaration
                                + ": use one version of the job on every worker");
            }
            return run == null ? table : table.inRun(run);
        }
    }
}
