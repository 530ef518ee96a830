package dev.candlewick.sinks.tables;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One table, as the hot store and the lake both know it. Immutable; made by {@link #named}.
 *
 * @param version of the schema; it rises with every change of the columns and travels in the files
 * @param key the columns that identify what a row is about; several rows may be about the same
 * @param ranking what makes one row of a key the newest, most important first: SQL expressions in
 *     which {@code $.} stands before each column
 * @param unfinished SQL condition of rows that mean nothing once their run has ended; null if there
 *     are none
 * @param day whose UTC date names the lake folder; null for a small table, which has one folder
 */
public record Table<T>(
        String name,
        int version,
        List<Column<T>> columns,
        List<String> key,
        List<String> ranking,
        String unfinished,
        Day<T> day)
        implements Serializable {

    /**
     * The event time that dates a row.
     *
     * @param column the name of its column
     */
    public record Day<T>(String column, Getter.OfLong<T> time) implements Serializable {}

    public static <T> TableBuilder<T> named(String name, int version) {
        return new TableBuilder<>(name, version);
    }

    /** The column names, separated by commas. */
    public String columnList() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
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
