package dev.candlewick.functions.quality;

import dev.candlewick.functions.measurement.RunningCounts;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.ModelSerializer;
import dev.candlewick.functions.model.ModelSerializerSnapshot;
import dev.candlewick.functions.model.ModelTypeInfo;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes the names of runs, the windows of each interval with its clocks, and the counts. */
public final class NewestBarsSerializer extends ModelSerializer<NewestBars> {
    private static final long serialVersionUID = 1L;

    /** No release wrote an older one. */
    private static final int FORMAT = 3;

    public NewestBarsSerializer() {
        this(FORMAT);
    }

    private NewestBarsSerializer(int format) {
        super(format);
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the newest bars of a symbol have format %d; this program reads format %d",
                            format,
                            FORMAT));
        }
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public NewestBars copy(NewestBars from) {
        return from.copy();
    }

    @Override
    public NewestBars copy(NewestBars from, NewestBars reuse) {
        return from.copy();
    }

    @Override
    public void serialize(NewestBars newest, DataOutputView out) throws IOException {
        out.writeInt(newest.runIds.size());
        for (String runId : newest.runIds) {
            out.writeUTF(runId);
        }
        out.writeInt(newest.tables.size());
        for (Map.Entry<BarInterval, WindowTable> table : newest.tables.entrySet()) {
            out.writeUTF(table.getKey().label());
            out.writeLong(table.getValue().time);
            out.writeLong(table.getValue().forgetAt);
            table.getValue().write(out);
        }
        newest.counts.write(out);
    }

    @Override
    public NewestBars deserialize(DataInputView in) throws IOException {
        NewestBars newest = new NewestBars();
        int runs = in.readInt();
        for (int i = 0; i < runs; i++) {
            newest.runIds.add(in.readUTF());
        }
        int tables = in.readInt();
        for (int i = 0; i < tables; i++) {
            BarInterval interval = BarInterval.of(in.readUTF());
            long time = in.readLong();
            long forgetAt = in.readLong();
            WindowTable table = WindowTable.read(interval, in);
            table.time = time;
            table.forgetAt = forgetAt;
            newest.tables.put(interval, table);
        }
        newest.counts = RunningCounts.read(in);
        return newest;
    }

    @Override
    public TypeSerializerSnapshot<NewestBars> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Remembers the format in checkpoints. */
    public static final class Snapshot extends ModelSerializerSnapshot<NewestBars> {
        public Snapshot() {
            super(FORMAT);
        }

        @Override
        protected ModelSerializer<NewestBars> serializerOf(int ofFormat) {
            return new NewestBarsSerializer(ofFormat);
        }
    }

    /** Finds the type. */
    public static final class Factory extends TypeInfoFactory<NewestBars> {
        @Override
        public TypeInformation<NewestBars> createTypeInfo(
                Type type, Map<String, TypeInformation<?>> genericParameters) {
            return new ModelTypeInfo<>(NewestBars.class, new NewestBarsSerializer());
        }
    }
}
