package dev.candlewick.functions.model;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.BitSet;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a run column by column. */
public final class TradeRunSerializer extends ModelSerializer<TradeRun> {
    private static final long serialVersionUID = 1L;
    private static final int FORMAT = 1;
    private static final Origin[] ORIGINS = Origin.values();

    public TradeRunSerializer() {
        this(FORMAT);
    }

    private TradeRunSerializer(int format) {
        super(format);
    }

    @Override
    public void serialize(TradeRun run, DataOutputView out) throws IOException {
        write(run, out);
    }

    @Override
    public TradeRun deserialize(DataInputView in) throws IOException {
        return read(in);
    }

    static void write(TradeRun run, DataOutputView out) throws IOException {
        TradeColumns columns = run.columns();
        out.writeShort(run.length());
        Wire.writeText(run.symbol(), out);
        Wire.writeEnum(run.origin(), out);
        Wire.writeLongs(columns.tradeTimes(), out);
        Wire.writeDecimals(columns.prices(), out);
        Wire.writeDecimals(columns.sizes(), out);
        Wire.writeBits(columns.buys(), out);
        Wire.writeLongs(columns.tradeIds(), out);
        Wire.writeBits(columns.identified(), out);
        Wire.writeLongs(columns.receivedAt(), out);
        writeTexts(columns.identities(), out);
    }

    static TradeRun read(DataInputView in) throws IOException {
        int length = in.readShort();
        String symbol = Wire.readText(in);
        Origin origin = ORIGINS[in.readByte()];
        long[] tradeTimes = Wire.readLongs(length, in);
        DecimalColumn prices = Wire.readDecimals(length, in);
        DecimalColumn sizes = Wire.readDecimals(length, in);
        BitSet buys = Wire.readBits(in);
        long[] tradeIds = Wire.readLongs(length, in);
        BitSet identified = Wire.readBits(in);
        long[] receivedAt = Wire.readLongs(length, in);
        return new TradeRun(
                symbol,
                origin,
                new TradeColumns(
                        tradeTimes,
                        prices,
                        sizes,
                        buys,
                        tradeIds,
                        identified,
                        receivedAt,
                        readTexts(length, in)));
    }

    private static void writeTexts(String[] texts, DataOutputView out) throws IOException {
        out.writeBoolean(texts != null);
        if (texts != null) {
            for (String text : texts) {
                Wire.writeText(text, out);
            }
        }
    }

    private static String[] readTexts(int length, DataInputView in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        String[] texts = new String[length];
        for (int i = 0; i < length; i++) {
            texts[i] = Wire.readText(in);
        }
        return texts;
    }

    @Override
    public TypeSerializerSnapshot<TradeRun> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Remembers the format in checkpoints. */
    public static final class Snapshot extends ModelSerializerSnapshot<TradeRun> {
        public Snapshot() {
            super(FORMAT);
        }

        @Override
        protected ModelSerializer<TradeRun> serializerOf(int ofFormat) {
            return new TradeRunSerializer(ofFormat);
        }
    }

    /** Finds the type of runs. */
    public static final class Factory extends TypeInfoFactory<TradeRun> {
        @Override
        public TypeInformation<TradeRun> createTypeInfo(
                Type type, Map<String, TypeInformation<?>> genericParameters) {
            return new ModelTypeInfo<>(TradeRun.class, new TradeRunSerializer());
        }
    }
}
