package dev.candlewick.sources.archive;

import dev.candlewick.sources.archive.ArchiveEnumeratorState.Totals;
import dev.candlewick.sources.splits.SplitListSerializer;
import dev.candlewick.sources.splits.VersionedSerializer;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;

/** Writes what is still to be read, each split with the version of its own serializer. */
final class ArchiveEnumeratorStateSerializer extends VersionedSerializer<ArchiveEnumeratorState> {

    private final SplitListSerializer<ArchiveSplit> splits =
            new SplitListSerializer<>(new ArchiveSplitSerializer());

    ArchiveEnumeratorStateSerializer() {
        super("What is left of the archive", 1);
    }

    @Override
    protected void write(ArchiveEnumeratorState state, DataOutput out) throws IOException {
        out.writeBoolean(state.isListed());
        out.writeInt(state.total().objects());
        out.writeLong(state.total().bytes());
        splits.write(state.unassigned(), out);
    }

    @Override
    protected ArchiveEnumeratorState read(DataInputDeserializer in) throws IOException {
        boolean isListed = in.readBoolean();
        Totals total = new Totals(in.readInt(), in.readLong());
        return new ArchiveEnumeratorState(isListed, splits.read(in), total);
    }
}
