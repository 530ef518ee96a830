package dev.candlewick.sinks.parquet;

import dev.candlewick.sinks.tables.Cell;
import java.util.function.IntConsumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** One field of one Parquet record; a null is a field that never starts. */
final class ParquetCell implements Cell {

    private final RecordConsumer consumer;
    private String field;
    private int index;

    ParquetCell(RecordConsumer consumer) {
        this.consumer = consumer;
    }

    /** Moves to a field. */
    void at(String fieldName, int fieldIndex) {
        this.field = fieldName;
        this.index = fieldIndex;
    }

    @Override
    public void setNull() {}

    @Override
    public void setText(String value) {
        setBinary(Binary.fromString(value));
    }

    @Override
    public void setBytes(byte[] value) {
        setBinary(Binary.fromConstantByteArray(value));
    }

    @Override
    public void setTimestamp(long micros) {
        setLong(micros);
    }

    @Override
    public void setDate(int epochDay) {
        setInt(epochDay);
    }

    @Override
    public void setDouble(double value) {
        consumer.startField(field, index);
        consumer.addDouble(value);
        consumer.endField(field, index);
    }

    @Override
    public void setLong(long value) {
        consumer.startField(field, index);
        consumer.addLong(value);
        consumer.endField(field, index);
    }

    @Override
    public void setInt(int value) {
        consumer.startField(field, index);
        consumer.addInteger(value);
        consumer.endField(field, index);
    }

    @Override
    public void setBoolean(boolean value) {
        consumer.startField(field, index);
        consumer.addBoolean(value);
        consumer.endField(field, index);
    }

    @Override
    public void setDoubles(double[] values) {
        setList(values.length, i -> consumer.addDouble(values[i]));
    }

    @Override
    public void setLongs(long[] values) {
        setList(values.length, i -> consumer.addLong(values[i]));
    }

    private void setList(int length, IntConsumer add) {
        consumer.startField(field, index);
        consumer.startGroup();
        if (length > 0) {
            consumer.startField(ParquetSchema.LIST, 0);
            for (int i = 0; i < length; i++) {
                consumer.startGroup();
                consumer.startField(ParquetSchema.ELEMENT, 0);
                add.accept(i);
                consumer.endField(ParquetSchema.ELEMENT, 0);
                consumer.endGroup();
            }
            consumer.endField(ParquetSchema.LIST, 0);
        }
        consumer.endGroup();
        consumer.endField(field, index);
    }

    private void setBinary(Binary value) {
        consumer.startField(field, index);
        consumer.addBinary(value);
        consumer.endField(field, index);
    }
}
