package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.ModelSerializer;
import dev.candlewick.functions.model.ModelSerializerSnapshot;
import dev.candlewick.functions.model.ModelTypeInfo;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes remembered trades: the two clocks, their number, and 16 bytes for each. */
public final class SeenTradesSerializer extends ModelSerializer<SeenTrades> {
    private static final long serialVersionUID = 1L;
    private static final int FORMAT = 1;

    public SeenTradesSerializer() {
        this(FORMAT);
    }

    private SeenTradesSerializer(int format) {
        super(format);
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public SeenTrades copy(SeenTrades from) {
        return from.copy();
    }

    @Override
    public SeenTrades copy(SeenTrades from, SeenTrades reuse) {
        return from.copy();
    }

    @Override
    public void serialize(SeenTrades seen, DataOutputView out) throws IOException {
        out.writeLong(seen.clock);
        out.writeLong(seen.forgetAt);
        out.writeInt(seen.size());
        seen.each(
                (id, content) -> {
                    out.writeLong(id);
                    out.writeLong(content);
                });
    }

    @Override
    public SeenTrades deserialize(DataInputView in) throws IOException {
        long clock = in.readLong();
        long forgetAt = in.readLong();
        int size = in.readInt();
        SeenTrades seen = SeenTrades.ofSize(size);
        seen.clock = clock;
        seen.forgetAt = forgetAt;
        for (int i = 0; i < size; i++) {
            seen.putIfAbsent(in.readLong(), in.readLong());
        }
        return seen;
    }

    @Override
    public TypeSerializerSnapshot<SeenTrades> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Remembers the format in checkpoints. */
    public static final class Snapshot extends ModelSerializerSnapshot<SeenTrades> {
        public Snapshot() {
            super(FORMAT);
        }

        @Override
        protected ModelSerializer<SeenTrades> serializerOf(int ofFormat) {
            return new SeenTradesSerializer(ofFormat);
        }
    }

    /** Finds the type of remembered trades. */
    public static final class Factory extends TypeInfoFactory<SeenTrades> {
        @Override
        public TypeInformation<SeenTrades> createTypeInfo(
                Type type, Map<String, TypeInformation<?>> genericParameters) {
            return new ModelTypeInfo<>(SeenTrades.class, new SeenTradesSerializer());
        }
    }
}
