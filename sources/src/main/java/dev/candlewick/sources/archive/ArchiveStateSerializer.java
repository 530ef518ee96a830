package dev.candlewick.sources.archive;

import dev.candlewick.sources.archive.ArchiveState.Totals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes what is still to be read, each split with the version of its own serializer. */
final class ArchiveStateSerializer implements SimpleVersionedSerializer<ArchiveState> {

    private static final int VERSION = 1;

    private final ArchiveSplitSerializer splits = new ArchiveSplitSerializer();

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(ArchiveState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeBoolean(state.isListed());
            out.writeInt(state.total().objects());
            out.writeLong(state.total().bytes());
            out.writeInt(state.unassigned().size());
            for (ArchiveSplit split : state.unassigned()) {
                byte[] written =
                        SimpleVersionedSerialization.writeVersionAndSerialize(splits, split);
                out.writeInt(written.length);
                out.write(written);
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public ArchiveState deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "what is left of the archive has version %d; this program reads version %d"
                            .formatted(version, VERSION));
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        boolean isListed = in.readBoolean();
        Totals total = new Totals(in.readInt(), in.readLong());
        List<ArchiveSplit> unassigned = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            byte[] written = in.readNBytes(in.readInt());
            unassigned.add(SimpleVersionedSerialization.readVersionAndDeSerialize(splits, written));
        }
        return new ArchiveState(isListed, unassigned, total);
    }
}
