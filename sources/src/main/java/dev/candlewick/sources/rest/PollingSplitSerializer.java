package dev.candlewick.sources.rest;

import dev.candlewick.sources.splits.VersionedSerializer;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;

/** Serializes a split; its cursor carries its own version. */
final class PollingSplitSerializer<C> extends VersionedSerializer<PollingSplit<C>> {

    private final SimpleVersionedSerializer<C> cursors;

    PollingSplitSerializer(SimpleVersionedSerializer<C> cursors) {
        super("The split", 1);
        this.cursors = cursors;
    }

    @Override
    protected void write(PollingSplit<C> split, DataOutput out) throws IOException {
        out.writeUTF(split.splitId());
        out.write(SimpleVersionedSerialization.writeVersionAndSerialize(cursors, split.cursor()));
    }

    @Override
    protected PollingSplit<C> read(DataInputDeserializer in) throws IOException {
        String splitId = in.readUTF();
        byte[] cursor = new byte[in.available()];
        in.readFully(cursor);
        return new PollingSplit<>(
                splitId, SimpleVersionedSerialization.readVersionAndDeSerialize(cursors, cursor));
    }
}
