package dev.candlewick.functions.model;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A serializer of immutable values that is written by hand, with a numbered format: a later one
 * reads what every earlier one has written.
 */
public abstract class ModelSerializer<T> extends TypeSerializer<T> {
    private static final long serialVersionUID = 1L;

    private final int format;

    /**
     * @param format of what is read; what is written is always of the newest
     */
    protected ModelSerializer(int format) {
        this.format = format;
    }

    protected final int format() {
        return format;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public T createInstance() {
        return null;
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public T copy(T from, T reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public T deserialize(T reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelSerializer<?> serializer
                && getClass().isInstance(serializer)
                && serializer.format == format;
    }

    @Override
    public int hashCode() {
        return getClass().hashCode() + format;
    }
}
