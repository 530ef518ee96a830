package dev.candlewick.sources.splits;

import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;

/** Serializes a list of splits, each with the version of its own serializer. */
public final class SplitListSerializer<SplitT> extends VersionedSerializer<List<SplitT>> {

    private final SimpleVersionedSerializer<SplitT> splits;

    public SplitListSerializer(SimpleVersionedSerializer<SplitT> splits) {
        super("The list of splits", 1);
        this.splits = splits;
    }

    @Override
    public void write(List<SplitT> list, DataOutput out) throws IOException {
        writeAll(
                list,
                out,
                (split, to) -> {
                    byte[] bytes =
                            SimpleVersionedSerialization.writeVersionAndSerialize(splits, split);
                    to.writeInt(bytes.length);
                    to.write(bytes);
                });
    }

    @Override
    public List<SplitT> read(DataInputDeserializer in) throws IOException {
        return readAll(
                in,
                from -> {
                    byte[] bytes = new byte[from.readInt()];
                    from.readFully(bytes);
                    return SimpleVersionedSerialization.readVersionAndDeSerialize(splits, bytes);
                });
    }
}
