package dev.candlewick.sources.archive;

import dev.candlewick.sources.archive.ArchiveSplit.Kind;
import dev.candlewick.sources.archive.ArchiveSplit.Position;
import dev.candlewick.sources.archive.ArchiveSplit.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes splits to checkpoints and savepoints, which outlive the program that wrote them. */
final class ArchiveSplitSerializer implements SimpleVersionedSerializer<ArchiveSplit> {

    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(ArchiveSplit split) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(split.index());
            out.writeUTF(split.kind().name());
            out.writeBoolean(split.object() != null);
            if (split.object() != null) {
                write(split.object(), out);
            }
            write(split.span(), out);
            out.writeInt(split.symbols().size());
            for (String symbol : split.symbols()) {
                out.writeUTF(symbol);
            }
            write(split.position(), out);
        }
        return bytes.toByteArray();
    }

    @Override
    public ArchiveSplit deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "the position in the archive has version %d; this program reads version %d"
                            .formatted(version, VERSION));
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        int index = in.readInt();
        Kind kind = Kind.valueOf(in.readUTF());
        ArchiveObject object = in.readBoolean() ? readObject(in) : null;
        Span span = new Span(in.readLong(), in.readLong(), in.readBoolean(), in.readBoolean());
        List<String> symbols = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            symbols.add(in.readUTF());
        }
        Position position =
                new Position(in.readLong(), in.readLong(), in.readInt(), in.readBoolean());
        return new ArchiveSplit(index, kind, object, span, symbols, position);
    }

    private static void write(ArchiveObject object, DataOutputStream out) throws IOException {
        out.writeUTF(object.path());
        out.writeUTF(object.dataset().name());
        out.writeLong(object.start());
        out.writeBoolean(object.coin() != null);
        if (object.coin() != null) {
            out.writeUTF(object.coin());
        }
        out.writeLong(object.bytes());
    }

    private static ArchiveObject readObject(DataInputStream in) throws IOException {
        return new ArchiveObject(
                in.readUTF(),
                Dataset.valueOf(in.readUTF()),
                in.readLong(),
                in.readBoolean() ? in.readUTF() : null,
                in.readLong());
    }

    private static void write(Span span, DataOutputStream out) throws IOException {
        out.writeLong(span.from());
        out.writeLong(span.to());
        out.writeBoolean(span.followsHole());
        out.writeBoolean(span.precedesHole());
    }

    private static void write(Position position, DataOutputStream out) throws IOException {
        out.writeLong(position.lines());
        out.writeLong(position.newest());
        out.writeInt(position.refused());
        out.writeBoolean(position.isEnded());
    }
}
