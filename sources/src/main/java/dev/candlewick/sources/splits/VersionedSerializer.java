package dev.candlewick.sources.splits;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Base of the serializers of checkpointed state; refuses other versions than its own. */
public abstract class VersionedSerializer<T> implements SimpleVersionedSerializer<T> {

    private static final int INITIAL_SIZE = 256;

    private final String what;
    private final int version;

    protected VersionedSerializer(String what, int version) {
        this.what = what;
        this.version = version;
    }

    protected abstract void write(T state, DataOutput out) throws IOException;

    protected abstract T read(DataInputDeserializer in) throws IOException;

    @Override
    public final int getVersion() {
        return version;
    }

    @Override
    public final byte[] serialize(T state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(INITIAL_SIZE);
        write(state, out);
        return out.getCopyOfBuffer();
    }

    @Override
    public final T deserialize(int found, byte[] serialized) throws IOException {
        if (found != version) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "%s has version %d; this program reads version %d",
                            what,
                            found,
                            version));
        }
        return read(new DataInputDeserializer(serialized));
    }

    /** Writes values with their number before them. */
    protected static <E> void writeAll(Collection<E> values, DataOutput out, Writer<E> writer)
            throws IOException {
        out.writeInt(values.size());
        for (E value : values) {
            writer.write(value, out);
        }
    }

    protected static <E> List<E> readAll(DataInput in, Reader<E> reader) throws IOException {
        List<E> values = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            values.add(reader.read(in));
        }
        return values;
    }

    /** Writes one value. */
    @FunctionalInterface
    protected interface Writer<E> {
        void write(E value, DataOutput out) throws IOException;
    }

    /** Reads one value. */
    @FunctionalInterface
    protected interface Reader<E> {
        E read(DataInput in) throws IOException;
    }
}
