package dev.candlewick.sinks.duckdb;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

final class HotStoreStateSerializer implements SimpleVersionedSerializer<HotStoreState> {

    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(HotStoreState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeUTF(state.lineage());
        out.writeLong(state.epoch());
        return out.getCopyOfBuffer();
    }

    @Override
    public HotStoreState deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("Unknown version " + version + " of the hot store's state");
        }
        DataInputDeserializer in = new DataInputDeserializer(serialized);
        return new HotStoreState(in.readUTF(), in.readLong());
    }
}
