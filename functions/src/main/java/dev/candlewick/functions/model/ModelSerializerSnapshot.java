package dev.candlewick.functions.model;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Remembers the format of a {@link ModelSerializer} in checkpoints. */
public abstract class ModelSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
    private static final int VERSION = 1;

    private int format;

    /**
     * @param format the newest; that of a snapshot that is read replaces it
     */
    protected ModelSerializerSnapshot(int format) {
        this.format = format;
    }

    /** The serializer that reads a format. */
    protected abstract ModelSerializer<T> serializerOf(int ofFormat);

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeInt(format);
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
            throws IOException {
        format = in.readInt();
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return serializerOf(format);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSnapshot) {
        if (oldSnapshot.getClass() != getClass()) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        int old = ((ModelSerializerSnapshot<T>) oldSnapshot).format;
        if (old == format) {
            return TypeSerializerSchemaCompatibility.compatibleAsIs();
        }
        return old < format
                ? TypeSerializerSchemaCompatibility.compatibleAfterMigration()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
