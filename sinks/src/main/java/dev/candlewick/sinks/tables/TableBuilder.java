package dev.candlewick.sinks.tables;

import dev.candlewick.functions.model.BarInterval;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** Declares a {@link Table}, column by column in the order in which they are stored. */
public final class TableBuilder<T> {

    private final Class<T> rowType;
    private final String name;
    private final int version;
    private ToIntFunction<T> rows = row -> 1;
    private final List<Column<T>> columns = new ArrayList<>();
    private List<String> key = List.of();
    private List<String> ranking = List.of();
    private String unfinished;
    private Comparator<T> order;
    private Table.Day<T> day;
    private HotRetention hot = HotRetention.nothing();
    private Function<T, BarInterval> interval;

    TableBuilder(Class<T> rowType, String name, int version) {
        this.rowType = rowType;
        this.name = name;
        this.version = version;
    }

    public TableBuilder<T> text(String column, Function<T, String> getter) {
        return add(
                column,
                ColumnType.VARCHAR,
                (row, cell) -> cell.setText(given(column, getter, row)));
    }

    public TableBuilder<T> textOrNull(String column, Function<T, String> getter) {
        return addNullable(
                column, ColumnType.VARCHAR, getter, (value, cell) -> cell.setText(value));
    }

    public TableBuilder<T> time(String column, ToLongFunction<T> getter) {
        return add(
                column,
                ColumnType.TIMESTAMP,
                (row, cell) -> cell.setTimestamp(getter.applyAsLong(row)));
    }

    public TableBuilder<T> timeOrNull(String column, Function<T, Long> getter) {
        return addNullable(
                column, ColumnType.TIMESTAMP, getter, (value, cell) -> cell.setTimestamp(value));
    }

    public TableBuilder<T> date(String column, Function<T, LocalDate> getter) {
        return add(
                column,
                ColumnType.DATE,
                (row, cell) -> cell.setDate(epochDay(given(column, getter, row))));
    }

    public TableBuilder<T> dateOrNull(String column, Function<T, LocalDate> getter) {
        return addNullable(
                column, ColumnType.DATE, getter, (value, cell) -> cell.setDate(epochDay(value)));
    }

    public TableBuilder<T> number(String column, ToDoubleFunction<T> getter) {
        return add(
                column,
                ColumnType.DOUBLE,
                (row, cell) -> cell.setDouble(getter.applyAsDouble(row)));
    }

    public TableBuilder<T> numberOrNull(String column, Function<T, Double> getter) {
        return addNullable(
                column, ColumnType.DOUBLE, getter, (value, cell) -> cell.setDouble(value));
    }

    /** An exact decimal, stored as the double nearest to it. */
    public TableBuilder<T> decimal(String column, Function<T, BigDecimal> getter) {
        return add(
                column,
                ColumnType.DOUBLE,
                (row, cell) -> cell.setDouble(given(column, getter, row).doubleValue()));
    }

    public TableBuilder<T> decimalOrNull(String column, Function<T, BigDecimal> getter) {
        return addNullable(
                column,
                ColumnType.DOUBLE,
                getter,
                (value, cell) -> cell.setDouble(value.doubleValue()));
    }

    public TableBuilder<T> count(String column, ToLongFunction<T> getter) {
        return add(column, ColumnType.BIGINT, (row, cell) -> cell.setLong(getter.applyAsLong(row)));
    }

    public TableBuilder<T> countOrNull(String column, Function<T, Long> getter) {
        return addNullable(column, ColumnType.BIGINT, getter, (value, cell) -> cell.setLong(value));
    }

    public TableBuilder<T> integer(String column, ToIntFunction<T> getter) {
        return add(column, ColumnType.INTEGER, (row, cell) -> cell.setInt(getter.applyAsInt(row)));
    }

    public TableBuilder<T> integerOrNull(String column, Function<T, Integer> getter) {
        return addNullable(column, ColumnType.INTEGER, getter, (value, cell) -> cell.setInt(value));
    }

    public TableBuilder<T> flag(String column, Predicate<T> getter) {
        return add(column, ColumnType.BOOLEAN, (row, cell) -> cell.setBoolean(getter.test(row)));
    }

    public TableBuilder<T> bytes(String column, Function<T, byte[]> getter) {
        return add(
                column, ColumnType.BLOB, (row, cell) -> cell.setBytes(given(column, getter, row)));
    }

    /** A list without holes; an empty one is no null. */
    public TableBuilder<T> numbers(String column, Function<T, double[]> getter) {
        return add(
                column,
                ColumnType.DOUBLE_LIST,
                (row, cell) -> cell.setDoubles(given(column, getter, row)));
    }

    /** A list without holes; an empty one is no null. */
    public TableBuilder<T> counts(String column, Function<T, long[]> getter) {
        return add(
                column,
                ColumnType.BIGINT_LIST,
                (row, cell) -> cell.setLongs(given(column, getter, row)));
    }

    /** The bar interval of a row, by its label. */
    public TableBuilder<T> interval(String column, Function<T, BarInterval> getter) {
        this.interval = getter;
        return text(column, row -> getter.apply(row).label());
    }

    /** How many rows such a thing is, if not one. */
    public TableBuilder<T> rows(ToIntFunction<T> count) {
        this.rows = count;
        return this;
    }

    /** A column of things that are many rows each: one value for each row. */
    public TableBuilder<T> values(String column, ColumnType type, Column.Value<T> value) {
        return add(column, type, value);
    }

    /** The same where a row may have no value. */
    public TableBuilder<T> valuesOrNull(String column, ColumnType type, Column.Value<T> value) {
        columns.add(new Column<>(column, type, true, value));
        return this;
    }

    /** The run that wrote a row, where the row itself does not know it. */
    public TableBuilder<T> run(String column) {
        columns.add(Column.ofRun(column));
        return this;
    }

    /** The columns that say what a row is about. */
    public TableBuilder<T> key(String... keyColumns) {
        this.key = List.of(keyColumns);
        return this;
    }

    /** What makes a row of a key the newest: SQL with {@code $.} before each column. */
    public TableBuilder<T> ranking(String... expressions) {
        this.ranking = List.of(expressions);
        return this;
    }

    /** The same as the ranking says, of rows that are not stored yet. */
    public TableBuilder<T> order(Comparator<T> rowOrder) {
        this.order = rowOrder;
        return this;
    }

    /** Which rows mean nothing once their run has ended. */
    public TableBuilder<T> unfinished(String condition) {
        this.unfinished = condition;
        return this;
    }

    /** The event time that dates a row; without it the table has one folder and is kept whole. */
    public TableBuilder<T> datedBy(String column, ToLongFunction<T> time) {
        this.day = new Table.Day<>(column, time);
        return this;
    }

    /** What the hot store keeps; nothing unless it is said. */
    public TableBuilder<T> hot(HotRetention kept) {
        this.hot = kept;
        return this;
    }

    public Table<T> build() {
        Table<T> table =
                new Table<>(
                        name,
                        rowType,
                        rows,
                        version,
                        List.copyOf(columns),
                        key,
                        ranking,
                        unfinished,
                        order,
                        day,
                        hot,
                        interval,
                        null);
        return table.declared();
    }

    private TableBuilder<T> add(String column, ColumnType type, Column.Value<T> value) {
        columns.add(new Column<>(column, type, false, value));
        return this;
    }

    private <V> TableBuilder<T> addNullable(
            String column, ColumnType type, Function<T, V> getter, Column.Value<V> present) {
        Column.Value<T> value =
                (row, cell) -> {
                    V read = getter.apply(row);
                    if (read == null) {
                        cell.setNull();
                    } else {
                        present.move(read, cell);
                    }
                };
        columns.add(new Column<>(column, type, true, value));
        return this;
    }

    private static int epochDay(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }

    private static <T, V> V given(String column, Function<T, V> getter, T row) {
        return Objects.requireNonNull(
                getter.apply(row), () -> "column " + column + " must have a value: " + row);
    }
}
