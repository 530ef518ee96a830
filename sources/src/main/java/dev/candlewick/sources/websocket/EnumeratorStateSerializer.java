package dev.candlewick.sources.websocket;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes the distribution of coins into checkpoints. */
final class EnumeratorStateSerializer implements SimpleVersionedSerializer<EnumeratorState> {

    private static final int VERSION = 2;

    /** Its splits knew nothing of a journal. */
    private static final int WITHOUT_POSITIONS = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(EnumeratorState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(512);
        out.writeInt(state.assigned().size());
        for (String symbol : state.assigned()) {
            out.writeUTF(symbol);
        }
        out.writeInt(state.unassigned().size());
        for (SymbolSplit split : state.unassigned()) {
            SymbolSplitSerializer.write(split, out);
        }
        return out.getCopyOfBuffer();
    }

    @Override
    public EnumeratorState deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION && version != WITHOUT_POSITIONS) {
            throw new IOException(
                    "The distribution of coins has version %d; this program reads versions up to %d"
                            .formatted(version, VERSION));
        }
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        Set<String> assigned = new HashSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            assigned.add(in.readUTF());
        }
        List<SymbolSplit> unassigned = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            unassigned.add(SymbolSplitSerializer.read(in, version != WITHOUT_POSITIONS));
        }
        return new EnumeratorState(assigned, unassigned);
    }
}
