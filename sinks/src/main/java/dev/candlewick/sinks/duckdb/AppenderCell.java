package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.tables.Cell;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import org.duckdb.DuckDBAppender;

/** The next cell of the row that an appender is at. */
record AppenderCell(DuckDBAppender appender) implements Cell {

    @FunctionalInterface
    private interface Append {
        void run() throws SQLException;
    }

    @Override
    public void setNull() throws IOException {
        append(appender::appendNull);
    }

    @Override
    public void setText(String value) throws IOException {
        append(() -> appender.append(value));
    }

    @Override
    public void setTimestamp(long micros) throws IOException {
        append(() -> appender.appendEpochMicros(micros));
    }

    @Override
    public void setDate(int epochDay) throws IOException {
        append(() -> appender.appendEpochDays(epochDay));
    }

    @Override
    public void setDouble(double value) throws IOException {
        append(() -> appender.append(value));
    }

    @Override
    public void setLong(long value) throws IOException {
        append(() -> appender.append(value));
    }

    @Override
    public void setInt(int value) throws IOException {
        append(() -> appender.append(value));
    }

    @Override
    public void setBoolean(boolean value) throws IOException {
        append(() -> appender.append(value));
    }

    @Override
    public void setBytes(byte[] value) throws IOException {
        append(() -> appender.appendByteArray(value));
    }

    @Override
    public void setDoubles(double[] values) throws IOException {
        append(() -> appender.append(Arrays.stream(values).boxed().toList()));
    }

    @Override
    public void setLongs(long[] values) throws IOException {
        append(() -> appender.append(Arrays.stream(values).boxed().toList()));
    }

    private static void append(Append append) throws IOException {
        try {
            append.run();
        } catch (SQLException e) {
            throw new IOException("Could not stage a value: " + e.getMessage(), e);
        }
    }
}
