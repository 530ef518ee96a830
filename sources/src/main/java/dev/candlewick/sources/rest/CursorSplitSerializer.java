package dev.candlewick.sources.rest;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes a split; the cursor inside has a version of its own. */
final class CursorSplitSerializer<C> implements SimpleVersionedSerializer<CursorSplit<C>> {

    private static final int VERSION = 1;

    private final SimpleVersionedSerializer<C> cursors;

    CursorSplitSerializer(SimpleVersionedSerializer<C> cursors) {
        this.cursors = cursors;
    }

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(CursorSplit<C> split) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeUTF(split.splitId());
        out.write(SimpleVersionedSerialization.writeVersionAndSerialize(cursors, split.cursor()));
        return out.getCopyOfBuffer();
    }

    @Override
    public CursorSplit<C> deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "The cursor was written in version %d, but this program reads only version %d"
                            .formatted(version, VERSION));
        }
        DataInputDeserializer in = new DataInputDeserializer(serialized);
        String splitId = in.readUTF();
        byte[] cursor = new byte[in.available()];
        in.readFully(cursor);
        return new CursorSplit<>(
                splitId, SimpleVersionedSerialization.readVersionAndDeSerialize(cursors, cursor));
    }
}
