package dev.candlewick.functions.model;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a run of bars column by column. */
public final class BarRunSerializer extends ModelSerializer<BarRun> {
    private static final long serialVersionUID = 1L;
    private static final int FORMAT = 1;
    private static final Origin[] ORIGINS = Origin.values();
    private static final BarInterval[] INTERVALS = BarInterval.values();

    public BarRunSerializer() {
        this(FORMAT);
    }

    private BarRunSerializer(int format) {
        super(format);
    }

    @Override
    public void serialize(BarRun run, DataOutputView out) throws IOException {
        BarColumns columns = run.columns();
        out.writeShort(run.rows());
        Wire.writeText(run.symbol(), out);
        Wire.writeEnum(run.interval(), out);
        Wire.writeEnum(run.head().origin(), out);
        Wire.writeText(run.head().runId(), out);
        Wire.writeLongs(columns.openTimes(), out);
        Wire.writeInts(columns.counts(), out);
        Wire.writeDecimals(columns.open(), out);
        Wire.writeDecimals(columns.high(), out);
        Wire.writeDecimals(columns.low(), out);
        Wire.writeDecimals(columns.close(), out);
        Wire.writeDecimals(columns.volume(), out);
        Wire.writeDecimals(columns.quoteVolume(), out);
        Wire.writeDecimals(columns.buyVolume(), out);
        Wire.writeLongs(columns.tradeCounts(), out);
        out.write(columns.marks());
        Wire.writeInts(columns.revisions(), out);
        Wire.writeLongs(columns.emittedAt(), out);
    }

    @Override
    public BarRun deserialize(DataInputView in) throws IOException {
        int rows = in.readShort();
        BarRun.Head head =
                new BarRun.Head(
                        Wire.readText(in),
                        INTERVALS[in.readByte()],
                        ORIGINS[in.readByte()],
                        Wire.readText(in));
        return new BarRun(
                head,
                new BarColumns(
                        Wire.readLongs(rows, in),
                        Wire.readInts(rows, in),
                        Wire.readDecimals(rows, in),
                        Wire.readDecimals(rows, in),
                        Wire.readDecimals(rows, in),
                        Wire.readDecimals(rows, in),
                        Wire.readDecimals(rows, in),
                        Wire.readDecimals(rows, in),
                        Wire.readDecimals(rows, in),
                        Wire.readLongs(rows, in),
                        marks(rows, in),
                        Wire.readInts(rows, in),
                        Wire.readLongs(rows, in)));
    }

    private static byte[] marks(int rows, DataInputView in) throws IOException {
        byte[] marks = new byte[rows];
        in.readFully(marks);
        return marks;
    }

    @Override
    public TypeSerializerSnapshot<BarRun> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Remembers the format in checkpoints. */
    public static final class Snapshot extends ModelSerializerSnapshot<BarRun> {
        public Snapshot() {
            super(FORMAT);
        }

        @Override
        protected ModelSerializer<BarRun> serializerOf(int ofFormat) {
            return new BarRunSerializer(ofFormat);
        }
    }

    /** Finds the type of runs of bars. */
    public static final class Factory extends TypeInfoFactory<BarRun> {
        @Override
        public TypeInformation<BarRun> createTypeInfo(
                Type type, Map<String, TypeInformation<?>> genericParameters) {
            return new ModelTypeInfo<>(BarRun.class, new BarRunSerializer());
        }
    }
}
