package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.SymbolFeedState;
import dev.candlewick.sources.journal.JournalPosition;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes splits into checkpoints. The state of the feed carries a version of its own. */
final class SymbolSplitSerializer implements SimpleVersionedSerializer<SymbolSplit> {

    private static final int VERSION = 2;

    /** Knew nothing of a journal. */
    private static final int WITHOUT_POSITION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(SymbolSplit split) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(512);
        write(split, out);
        return out.getCopyOfBuffer();
    }

    static void write(SymbolSplit split, DataOutput out) throws IOException {
        split.state().writeTo(out);
        out.writeLong(split.position().lane());
        out.writeLong(split.position().offset());
    }

    @Override
    public SymbolSplit deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION && version != WITHOUT_POSITION) {
            throw new IOException(
                    "A coin's split has version %d; this program reads versions up to %d"
                            .formatted(version, VERSION));
        }
        return read(new DataInputDeserializer(bytes), version != WITHOUT_POSITION);
    }

    static SymbolSplit read(DataInput in, boolean hasPosition) throws IOException {
        SymbolFeedState state = SymbolFeedState.readFrom(in);
        return new SymbolSplit(
                state,
                hasPosition
                        ? new JournalPosition(in.readLong(), in.readLong())
                        : JournalPosition.NONE);
    }
}
