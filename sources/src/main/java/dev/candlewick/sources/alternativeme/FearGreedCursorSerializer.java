package dev.candlewick.sources.alternativeme;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes the cursor. */
final class FearGreedCursorSerializer implements SimpleVersionedSerializer<FearGreedCursor> {

    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(FearGreedCursor cursor) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(4096);
        out.writeInt(cursor.days().firstDay());
        out.writeInt(cursor.days().values().length);
        out.write(cursor.days().values());
        out.writeLong(cursor.watch().clock());
        out.writeLong(cursor.watch().unseenFrom());
        out.writeLong(cursor.watch().unseenTo());
        out.writeBoolean(cursor.watch().caughtUp());
        out.writeInt(cursor.reported().size());
        for (long fingerprint : cursor.reported()) {
            out.writeLong(fingerprint);
        }
        return out.getCopyOfBuffer();
    }

    @Override
    public FearGreedCursor deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "The Fear & Greed cursor was written in version %d, but this program reads only version %d"
                            .formatted(version, VERSION));
        }
        DataInputDeserializer in = new DataInputDeserializer(serialized);
        int firstDay = in.readInt();
        byte[] values = new byte[in.readInt()];
        in.readFully(values);
        Watch watch = new Watch(in.readLong(), in.readLong(), in.readLong(), in.readBoolean());
        Set<Long> reported = new HashSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            reported.add(in.readLong());
        }
        return new FearGreedCursor(new KnownDays(firstDay, values), watch, reported);
    }
}
