package dev.candlewick.sinks.tables;

import java.io.IOException;
import java.io.Serializable;

/**
 * One column of a table of {@code T}.
 *
 * @param nullable whether a row may have no value here
 * @param value moves the value of a row into a cell
 */
public record Column<T>(String name, ColumnType type, boolean nullable, Value<T> value)
        implements Serializable {

    /** Moves the value of a row into a cell. */
    @FunctionalInterface
    public interface Value<T> extends Serializable {
        void move(T row, Cell cell) throws IOException;
    }
}
