package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.SymbolFeedState;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes splits into checkpoints. The state of the feed carries a version of its own. */
final class SymbolSplitSerializer implements SimpleVersionedSerializer<SymbolSplit> {

    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(SymbolSplit split) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(512);
        split.state().writeTo(out);
        return out.getCopyOfBuffer();
    }

    @Override
    public SymbolSplit deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "A coin's split has version %d; this program reads version %d"
                            .formatted(version, VERSION));
        }
        return new SymbolSplit(SymbolFeedState.readFrom(new DataInputDeserializer(bytes)));
    }
}
