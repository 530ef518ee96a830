package dev.candlewick.sources.replay;

import dev.candlewick.sources.feed.SymbolFeedState;
import dev.candlewick.sources.splits.VersionedSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputDeserializer;

/** Writes splits to checkpoints and savepoints. */
final class ReplaySplitSerializer extends VersionedSerializer<ReplaySplit> {

    ReplaySplitSerializer() {
        super("The position in a recording", 3);
    }

    @Override
    protected void write(ReplaySplit split, DataOutput out) throws IOException {
        writeAll(split.files(), out, ReplaySplitSerializer::write);
        writeAll(
                split.feeds(),
                out,
                (feed, to) -> {
                    to.writeInt(split.carriers().get(feed.symbol()));
                    feed.writeTo(to);
                });
        writeAll(split.carried(), out, (symbol, to) -> to.writeUTF(symbol));
        out.writeLong(split.newestExchangeTime());
        out.writeLong(split.clock());
        out.writeBoolean(split.isEnded());
    }

    @Override
    protected ReplaySplit read(DataInputDeserializer in) throws IOException {
        List<ReplaySplit.FilePosition> files = readAll(in, ReplaySplitSerializer::readFile);
        Map<String, Integer> carriers = new TreeMap<>();
        List<SymbolFeedState> feeds = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            int carrier = in.readInt();
            SymbolFeedState feed = SymbolFeedState.readFrom(in);
            carriers.put(feed.symbol(), carrier);
            feeds.add(feed);
        }
        Set<String> carried = new HashSet<>(readAll(in, DataInput::readUTF));
        return new ReplaySplit(
                files, carriers, feeds, carried, in.readLong(), in.readLong(), in.readBoolean());
    }

    private static void write(ReplaySplit.FilePosition file, DataOutput out) throws IOException {
        out.writeUTF(file.path());
        out.writeLong(file.frames());
        out.writeLong(file.receivedAt());
        out.writeLong(file.exchangeTime());
        out.writeLong(file.exchangeTimeAt());
        out.writeLong(file.tickedAt());
        out.writeBoolean(file.takesAll());
        out.writeBoolean(file.isEnded());
        out.writeUTF(file.lane());
        out.writeLong(file.segment());
    }

    private static ReplaySplit.FilePosition readFile(DataInput in) throws IOException {
        return new ReplaySplit.FilePosition(
                in.readUTF(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readBoolean(),
                in.readBoolean(),
                in.readUTF(),
                in.readLong());
    }
}
