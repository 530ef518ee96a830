package dev.candlewick.sinks.tables;

import dev.candlewick.functions.model.BarInterval;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One table, as the hot store and the lake both know it. Immutable; made by {@link #of}.
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
 */
public record Table<T>(
        String name,
        Class<T> rowType,
        Getter.OfInt<T> rows,
        int version,
        List<Column<T>> columns,
        List<String> key,
        List<String> ranking,
        String unfinished,
        Order<T> order,
        Day<T> day,
        HotRetention hot,
        Getter<T, BarInterval> interval)
        implements Serializable {

    /**
     * The event time that dates a row.
     *
     * @param column the name of its column
     */
    public record Day<T>(String column, Getter.OfLong<T> time) implements Serializable {}

    /** Compares rows of a key. */
    @FunctionalInterface
    public interface Order<T> extends Comparator<T>, Serializable {}

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
                interval);
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
}
