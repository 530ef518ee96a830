package dev.candlewick.sources.tape;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes the splits that no reader holds, each with the version of its own serializer. */
final class TapeSplitsSerializer implements SimpleVersionedSerializer<List<TapeSplit>> {

    private static final int VERSION = 1;

    private final TapeSplitSerializer splits = new TapeSplitSerializer();

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(List<TapeSplit> unassigned) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(unassigned.size());
            for (TapeSplit split : unassigned) {
                byte[] written =
                        SimpleVersionedSerialization.writeVersionAndSerialize(splits, split);
                out.writeInt(written.length);
                out.write(written);
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public List<TapeSplit> deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "the list of unread tapes has version %d; this program reads version %d"
                            .formatted(version, VERSION));
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        List<TapeSplit> unassigned = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            byte[] written = in.readNBytes(in.readInt());
            unassigned.add(SimpleVersionedSerialization.readVersionAndDeSerialize(splits, written));
        }
        return unassigned;
    }
}
