package dev.candlewick.sinks.duckdb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a tag that names the table, and then the row as the table's own type writes it. */
final class HotRowSerializer extends TypeSerializer<HotRow> {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> tables;
    private final TypeSerializer<?>[] rows;

    /**
     * @param tables whose place is their tag
     * @param rows the serializer of the rows of each
     */
    HotRowSerializer(List<String> tables, TypeSerializer<?>[] rows) {
        this.tables = new ArrayList<>(tables);
        this.rows = rows;
    }

    @Override
    public void serialize(HotRow row, DataOutputView out) throws IOException {
        int tag = tables.indexOf(row.table());
        out.writeByte(tag);
        write(rows[tag], row.row(), out);
    }

    @Override
    public HotRow deserialize(DataInputView in) throws IOException {
        int tag = in.readByte();
        return new HotRow(tables.get(tag), rows[tag].deserialize(in));
    }

    @Override
    public HotRow deserialize(HotRow reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<HotRow> duplicate() {
        TypeSerializer<?>[] own =
                Arrays.stream(rows)
                        .map(TypeSerializer::duplicate)
                        .toArray(TypeSerializer<?>[]::new);
        return new HotRowSerializer(tables, own);
    }

    @Override
    public HotRow createInstance() {
        return null;
    }

    @Override
    public HotRow copy(HotRow from) {
        return from;
    }

    @Override
    public HotRow copy(HotRow from, HotRow reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HotRowSerializer serializer
                && tables.equals(serializer.tables)
                && Arrays.equals(rows, serializer.rows);
    }

    @Override
    public int hashCode() {
        return tables.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<HotRow> snapshotConfiguration() {
        return new Snapshot(this);
    }

    @SuppressWarnings("unchecked") // the tag and the row come from the same table
    private static <T> void write(TypeSerializer<T> serializer, Object row, DataOutputView out)
            throws IOException {
        serializer.serialize((T) row, out);
    }

    /** Remembers the tables and how their rows are written. */
    public static final class Snapshot
            extends CompositeTypeSerializerSnapshot<HotRow, HotRowSerializer> {
        private static final int VERSION = 1;

        private List<String> tables = List.of();

        public Snapshot() {}

        Snapshot(HotRowSerializer serializer) {
            super(serializer);
            this.tables = serializer.tables;
        }

        @Override
        protected int getCurrentOuterSnapshotVersion() {
            return VERSION;
        }

        @Override
        protected void writeOuterSnapshot(DataOutputView out) throws IOException {
            out.writeInt(tables.size());
            for (String table : tables) {
                out.writeUTF(table);
            }
        }

        @Override
        protected void readOuterSnapshot(int version, DataInputView in, ClassLoader classes)
                throws IOException {
            List<String> read = new ArrayList<>();
            int length = in.readInt();
            for (int i = 0; i < length; i++) {
                read.add(in.readUTF());
            }
            tables = read;
        }

        @Override
        protected OuterSchemaCompatibility resolveOuterSchemaCompatibility(
                TypeSerializerSnapshot<HotRow> old) {
            return tables.equals(((Snapshot) old).tables)
                    ? OuterSchemaCompatibility.COMPATIBLE_AS_IS
                    : OuterSchemaCompatibility.INCOMPATIBLE;
        }

        @Override
        protected TypeSerializer<?>[] getNestedSerializers(HotRowSerializer serializer) {
            return serializer.rows;
        }

        @Override
        protected HotRowSerializer createOuterSerializerWithNestedSerializers(
                TypeSerializer<?>[] rows) {
            return new HotRowSerializer(tables, rows);
        }
    }
}
