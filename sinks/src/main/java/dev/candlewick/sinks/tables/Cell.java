package dev.candlewick.sinks.tables;

import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.DecimalColumn;
import java.io.IOException;

/**
 * Takes the value of one column of one row into a store. Primitives stay primitives: boxing the
 * columns of a trade would cost more than writing them.
 */
public interface Cell {

    void setNull() throws IOException;

    void setText(String value) throws IOException;

    /** An instant in microseconds since the epoch. */
    void setTimestamp(long micros) throws IOException;

    /** A day, counted from the epoch. */
    void setDate(int epochDay) throws IOException;

    void setDouble(double value) throws IOException;

    void setLong(long value) throws IOException;

    void setInt(int value) throws IOException;

    void setBoolean(boolean value) throws IOException;

    void setBytes(byte[] value) throws IOException;

    void setDoubles(double[] values) throws IOException;

    void setLongs(long[] values) throws IOException;

    /** The same text in so many rows. */
    default void repeatText(String value, int rows) throws IOException {
        for (int i = 0; i < rows; i++) {
            setText(value);
        }
    }

    /** The same double in so many rows. */
    default void repeatDouble(double value, int rows) throws IOException {
        for (int i = 0; i < rows; i++) {
            setDouble(value);
        }
    }

    /** Decimals, one a row. */
    default void setDecimals(DecimalColumn column) throws IOException {
        for (int i = 0; i < column.length(); i++) {
            setDouble(column.doubleValue(i));
        }
    }

    /** The decimals of the rows of a run, each in as many rows as it has bars there. */
    default void repeatDecimals(DecimalColumn column, BarRun run) throws IOException {
        for (int i = 0; i < run.rows(); i++) {
            repeatDouble(column.doubleValue(i), run.count(i));
        }
    }

    /** The same long in so many rows. */
    default void repeatLong(long value, int rows) throws IOException {
        for (int i = 0; i < rows; i++) {
            setLong(value);
        }
    }

    /** An instant in so many rows, later by a step in each; microseconds. */
    default void setTimestamps(long first, long step, int rows) throws IOException {
        for (int i = 0; i < rows; i++) {
            setTimestamp(first + i * step);
        }
    }

    /** The same int in so many rows. */
    default void repeatInt(int value, int rows) throws IOException {
        for (int i = 0; i < rows; i++) {
            setInt(value);
        }
    }

    /** The same boolean in so many rows. */
    default void repeatBoolean(boolean value, int rows) throws IOException {
        for (int i = 0; i < rows; i++) {
            setBoolean(value);
        }
    }

    /** No value in so many rows. */
    default void repeatNull(int rows) throws IOException {
        for (int i = 0; i < rows; i++) {
            setNull();
        }
    }

    /** Instants in microseconds since the epoch, one a row. */
    default void setTimestamps(int rows, Longs column) throws IOException {
        for (long value : column.first(rows)) {
            setTimestamp(value);
        }
    }

    /** Longs, one a row. */
    default void setLongs(int rows, Longs column) throws IOException {
        for (long value : column.first(rows)) {
            setLong(value);
        }
    }

    /** The instants of the rows of a run, later by a step in each of the bars that a row has. */
    default void repeatTimestamps(BarRun run, long step, Longs column) throws IOException {
        long[] values = column.first(run.rows());
        for (int i = 0; i < values.length; i++) {
            setTimestamps(values[i], step, run.count(i));
        }
    }

    /** The longs of the rows of a run, each in as many rows as it has bars there. */
    default void repeatLongs(BarRun run, Longs column) throws IOException {
        long[] values = column.first(run.rows());
        for (int i = 0; i < values.length; i++) {
            repeatLong(values[i], run.count(i));
        }
    }

    /** A column of longs that stands elsewhere. */
    @FunctionalInterface
    interface Longs {

        /** Puts all of it into an array, from a place on. */
        void copy(long[] into, int from);

        private long[] first(int rows) {
            long[] values = new long[rows];
            copy(values, 0);
            return values;
        }
    }
}
