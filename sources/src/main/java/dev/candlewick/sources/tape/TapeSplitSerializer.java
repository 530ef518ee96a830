package dev.candlewick.sources.tape;

import dev.candlewick.sources.hyperliquid.SymbolFeedState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes splits to checkpoints and savepoints, which outlive the program that wrote them. */
final class TapeSplitSerializer implements SimpleVersionedSerializer<TapeSplit> {

    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(TapeSplit split) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(split.files().size());
            for (TapeSplit.FilePosition file : split.files()) {
                write(file, out);
            }
            out.writeInt(split.feeds().size());
            for (SymbolFeedState feed : split.feeds()) {
                out.writeInt(split.carriers().get(feed.symbol()));
                feed.writeTo(out);
            }
            out.writeLong(split.newestExchangeTime());
            out.writeLong(split.clock());
            out.writeBoolean(split.isEnded());
        }
        return bytes.toByteArray();
    }

    @Override
    public TapeSplit deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "the position in a tape has version %d; this program reads version %d"
                            .formatted(version, VERSION));
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        List<TapeSplit.FilePosition> files = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            files.add(readFile(in));
        }
        Map<String, Integer> carriers = new TreeMap<>();
        List<SymbolFeedState> feeds = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            int carrier = in.readInt();
            SymbolFeedState feed = SymbolFeedState.readFrom(in);
            carriers.put(feed.symbol(), carrier);
            feeds.add(feed);
        }
        return new TapeSplit(
                files, carriers, feeds, in.readLong(), in.readLong(), in.readBoolean());
    }

    private static void write(TapeSplit.FilePosition file, DataOutputStream out)
            throws IOException {
        out.writeUTF(file.path());
        out.writeLong(file.frames());
        out.writeLong(file.receivedAt());
        out.writeLong(file.exchangeTime());
        out.writeLong(file.exchangeTimeAt());
        out.writeLong(file.tickedAt());
        out.writeBoolean(file.isEnded());
    }

    private static TapeSplit.FilePosition readFile(DataInputStream in) throws IOException {
        return new TapeSplit.FilePosition(
                in.readUTF(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readBoolean());
    }
}
