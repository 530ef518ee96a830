package dev.candlewick.sinks.tables;

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
}
