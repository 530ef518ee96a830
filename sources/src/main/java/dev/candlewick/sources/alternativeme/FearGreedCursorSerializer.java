package dev.candlewick.sources.alternativeme;

import dev.candlewick.sources.splits.VersionedSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashSet;
import org.apache.flink.core.memory.DataInputDeserializer;

/** Serializes the cursor. */
final class FearGreedCursorSerializer extends VersionedSerializer<FearGreedCursor> {

    FearGreedCursorSerializer() {
        super("The cursor of the index", 1);
    }

    @Override
    protected void write(FearGreedCursor cursor, DataOutput out) throws IOException {
        out.writeInt(cursor.days().firstDay());
        out.writeInt(cursor.days().values().length);
        out.write(cursor.days().values());
        out.writeLong(cursor.observation().clock());
        out.writeLong(cursor.observation().unseenFrom());
        out.writeLong(cursor.observation().unseenTo());
        out.writeBoolean(cursor.observation().caughtUp());
        writeAll(cursor.reported(), out, (fingerprint, to) -> to.writeLong(fingerprint));
    }

    @Override
    protected FearGreedCursor read(DataInputDeserializer in) throws IOException {
        int firstDay = in.readInt();
        byte[] values = new byte[in.readInt()];
        in.readFully(values);
        Observation observation =
                new Observation(in.readLong(), in.readLong(), in.readLong(), in.readBoolean());
        return new FearGreedCursor(
                new KnownDays(firstDay, values),
                observation,
                new HashSet<>(readAll(in, DataInput::readLong)));
    }
}
