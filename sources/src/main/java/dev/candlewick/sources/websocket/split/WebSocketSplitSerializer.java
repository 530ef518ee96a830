package dev.candlewick.sources.websocket.split;

import dev.candlewick.sources.feed.SymbolFeedState;
import dev.candlewick.sources.journal.JournalPosition;
import dev.candlewick.sources.splits.VersionedSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;

/** Writes splits into checkpoints. The state of the feed carries a version of its own. */
public final class WebSocketSplitSerializer extends VersionedSerializer<WebSocketSplit> {

    public WebSocketSplitSerializer() {
        super("The split of a coin", 2);
    }

    @Override
    protected void write(WebSocketSplit split, DataOutput out) throws IOException {
        writeTo(out, split);
    }

    @Override
    protected WebSocketSplit read(DataInputDeserializer in) throws IOException {
        return readFrom(in);
    }

    public static void writeTo(DataOutput out, WebSocketSplit split) throws IOException {
        split.state().writeTo(out);
        out.writeLong(split.position().lane());
        out.writeLong(split.position().offset());
    }

    public static WebSocketSplit readFrom(DataInput in) throws IOException {
        return new WebSocketSplit(
                SymbolFeedState.readFrom(in), new JournalPosition(in.readLong(), in.readLong()));
    }
}
