package dev.candlewick.sources.archive;

import dev.candlewick.sources.archive.ArchiveSplit.Kind;
import dev.candlewick.sources.archive.ArchiveSplit.Position;
import dev.candlewick.sources.archive.ArchiveSplit.Seams;
import dev.candlewick.sources.archive.ArchiveSplit.Span;
import dev.candlewick.sources.splits.VersionedSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;

/** Writes splits to checkpoints and savepoints. */
final class ArchiveSplitSerializer extends VersionedSerializer<ArchiveSplit> {

    ArchiveSplitSerializer() {
        super("The position in the archive", 3);
    }

    @Override
    protected void write(ArchiveSplit split, DataOutput out) throws IOException {
        out.writeInt(split.index());
        out.writeUTF(split.kind().name());
        writeOrNull(split.object(), out);
        out.writeLong(split.span().from());
        out.writeLong(split.span().to());
        write(split.seams(), out);
        writeAll(split.symbols(), out, (symbol, to) -> to.writeUTF(symbol));
        write(split.position(), out);
    }

    @Override
    protected ArchiveSplit read(DataInputDeserializer in) throws IOException {
        int index = in.readInt();
        Kind kind = Kind.valueOf(in.readUTF());
        ArchiveObject object = readOrNull(in);
        Span span = new Span(in.readLong(), in.readLong());
        Seams seams = new Seams(in.readBoolean(), in.readBoolean(), readOrNull(in));
        List<String> symbols = readAll(in, DataInput::readUTF);
        Position position = new Position(in.readLong(), in.readBoolean());
        return new ArchiveSplit(index, kind, object, span, seams, symbols, position);
    }

    private static void writeOrNull(ArchiveObject object, DataOutput out) throws IOException {
        out.writeBoolean(object != null);
        if (object != null) {
            write(object, out);
        }
    }

    private static ArchiveObject readOrNull(DataInput in) throws IOException {
        return in.readBoolean() ? readObject(in) : null;
    }

    private static void write(ArchiveObject object, DataOutput out) throws IOException {
        out.writeUTF(object.path());
        out.writeUTF(object.dataset().name());
        out.writeLong(object.start());
        out.writeBoolean(object.coin() != null);
        if (object.coin() != null) {
            out.writeUTF(object.coin());
        }
        out.writeLong(object.bytes());
    }

    private static ArchiveObject readObject(DataInput in) throws IOException {
        return new ArchiveObject(
                in.readUTF(),
                Dataset.valueOf(in.readUTF()),
                in.readLong(),
                in.readBoolean() ? in.readUTF() : null,
                in.readLong());
    }

    private static void write(Seams seams, DataOutput out) throws IOException {
        out.writeBoolean(seams.begins());
        out.writeBoolean(seams.continues());
        writeOrNull(seams.next(), out);
    }

    private static void write(Position position, DataOutput out) throws IOException {
        out.writeLong(position.lines());
        out.writeBoolean(position.isEnded());
    }
}
