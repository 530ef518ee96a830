package dev.candlewick.sources.rest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes what the enumerator has to remember. */
final class UnassignedSplitsSerializer<C>
        implements SimpleVersionedSerializer<UnassignedSplits<C>> {

    private static final int VERSION = 1;

    private final CursorSplitSerializer<C> splits;

    UnassignedSplitsSerializer(CursorSplitSerializer<C> splits) {
        this.splits = splits;
    }

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(UnassignedSplits<C> state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeInt(state.splits().size());
        for (CursorSplit<C> split : state.splits()) {
            byte[] bytes = SimpleVersionedSerialization.writeVersionAndSerialize(splits, split);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
        return out.getCopyOfBuffer();
    }

    @Override
    public UnassignedSplits<C> deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "The enumerator was written in version %d, but this program reads only version %d"
                            .formatted(version, VERSION));
        }
        DataInputDeserializer in = new DataInputDeserializer(serialized);
        List<CursorSplit<C>> read = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            read.add(SimpleVersionedSerialization.readVersionAndDeSerialize(splits, bytes));
        }
        return new UnassignedSplits<>(read);
    }
}
