package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.tables.Cell;
import dev.candlewick.sinks.tables.ColumnType;
import java.sql.SQLException;
import java.util.Arrays;
import org.duckdb.DuckDBAppender;

/** The values of one column in some rows, for an appender that takes rows. */
final class GatheredColumn implements Cell {

    private final ColumnType type;
    private String[] texts = {};
    private double[] doubles = {};
    private long[] longs = {};
    private boolean[] nulls = {};
    private int size;

    GatheredColumn(ColumnType type) {
        this.type = type;
    }

    /** Makes room for so many values in place of those before. */
    void begin(int rows) {
        size = 0;
        if (rows <= nulls.length) {
            Arrays.fill(nulls, 0, rows, false);
            return;
        }
        nulls = new boolean[rows];
        switch (type) {
            case VARCHAR -> texts = new String[rows];
            case DOUBLE -> doubles = new double[rows];
            default -> longs = new long[rows];
        }
    }

    /** Appends the value of a row. */
    void append(int row, DuckDBAppender appender) throws SQLException {
        if (nulls[row]) {
            appender.appendNull();
            return;
        }
        switch (type) {
            case VARCHAR -> appender.append(texts[row]);
            case DOUBLE -> appender.append(doubles[row]);
            case TIMESTAMP -> appender.appendEpochMicros(longs[row]);
            case DATE -> appender.appendEpochDays((int) longs[row]);
            case BIGINT -> appender.append(longs[row]);
            case INTEGER -> appender.append((int) longs[row]);
            case BOOLEAN -> appender.append(longs[row] != 0);
            case BLOB, DOUBLE_LIST, BIGINT_LIST -> throw unsupported();
        }
    }

    @Override
    public void setNull() {
        nulls[size++] = true;
    }

    @Override
    public void setText(String value) {
        texts[size++] = value;
    }

    @Override
    public void setTimestamp(long micros) {
        longs[size++] = micros;
    }

    @Override
    public void setDate(int epochDay) {
        longs[size++] = epochDay;
    }

    @Override
    public void setDouble(double value) {
        doubles[size++] = value;
    }

    @Override
    public void setLong(long value) {
        longs[size++] = value;
    }

    @Override
    public void setInt(int value) {
        longs[size++] = value;
    }

    @Override
    public void setBoolean(boolean value) {
        longs[size++] = value ? 1 : 0;
    }

    @Override
    public void setBytes(byte[] value) {
        throw unsupported();
    }

    @Override
    public void setDoubles(double[] values) {
        throw unsupported();
    }

    @Override
    public void setLongs(long[] values) {
        throw unsupported();
    }

    private UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException("No column of " + type + " is gathered");
    }
}
