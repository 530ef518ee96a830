package dev.candlewick.functions.model;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a tag that names the kind, and then what an event of the kind has. */
public final class FeedEventSerializer extends ModelSerializer<FeedEvent> {
    private static final long serialVersionUID = 1L;
    private static final int FORMAT = 1;
    private static final FeedEvent.Kind[] KINDS = FeedEvent.Kind.values();

    public FeedEventSerializer() {
        this(FORMAT);
    }

    private FeedEventSerializer(int format) {
        super(format);
    }

    @Override
    public void serialize(FeedEvent event, DataOutputView out) throws IOException {
        Wire.writeEnum(event.kind(), out);
        if (event instanceof FeedEvent.Trades trades) {
            TradeRunSerializer.write(trades.run(), out);
        } else if (event instanceof FeedEvent.Mid mid) {
            MarketDataFields.writeMid(mid.data(), out);
            out.writeLong(mid.eventTime());
        } else if (event instanceof FeedEvent.Missing missing) {
            writeGap(missing.gap(), out);
            out.writeLong(missing.receivedAt());
        } else if (event instanceof FeedEvent.Span span) {
            writeGap(span.gap(), out);
        } else if (event instanceof FeedEvent.Rejected rejected) {
            Wire.writeText(rejected.symbol(), out);
            writeLetter(rejected.deadLetter(), out);
        } else if (event instanceof FeedEvent.Data data) {
            Wire.writeText(data.symbol(), out);
            MarketDataSerializer.write(data.data(), out);
            out.writeLong(data.receivedAt());
        } else {
            Wire.writeText(event.symbol(), out);
            out.writeLong(event.eventTime());
            out.writeLong(event.receivedAt());
            Wire.writeText(event.detail(), out);
        }
    }

    @Override
    public FeedEvent deserialize(DataInputView in) throws IOException {
        FeedEvent.Kind kind = KINDS[in.readByte()];
        return switch (kind) {
            case TRADE -> new FeedEvent.Trades(TradeRunSerializer.read(in));
            case MID -> new FeedEvent.Mid(MarketDataFields.readMid(in), in.readLong());
            case GAP -> new FeedEvent.Missing(readGap(in), in.readLong());
            case PROVEN, UNPROVEN, DOUBTED -> new FeedEvent.Span(kind, readGap(in));
            case REJECTED -> new FeedEvent.Rejected(Wire.readText(in), readLetter(in));
            case DATA ->
                    new FeedEvent.Data(
                            Wire.readText(in), MarketDataSerializer.read(in), in.readLong());
            default ->
                    new FeedEvent.Status(
                            kind,
                            Wire.readText(in),
                            in.readLong(),
                            in.readLong(),
                            Wire.readText(in));
        };
    }

    private static void writeGap(Gap gap, DataOutputView out) throws IOException {
        Wire.writeText(gap.symbol(), out);
        out.writeLong(gap.gapStart());
        Wire.writeLong(gap.gapEnd(), out);
        Wire.writeText(gap.reason(), out);
        out.writeLong(gap.detectedAt());
        Wire.writeLong(gap.healedAt(), out);
        Wire.writeText(gap.healedBy(), out);
    }

    private static Gap readGap(DataInputView in) throws IOException {
        return new Gap(
                Wire.readText(in),
                in.readLong(),
                Wire.readLong(in),
                Wire.readText(in),
                in.readLong(),
                Wire.readLong(in),
                Wire.readText(in));
    }

    private static void writeLetter(DeadLetter letter, DataOutputView out) throws IOException {
        out.writeLong(letter.receivedAt());
        Wire.writeText(letter.source(), out);
        Wire.writeText(letter.channel(), out);
        Wire.writeText(letter.reason(), out);
        Wire.writeText(letter.detail(), out);
        Wire.writeBytes(letter.payload(), out);
    }

    private static DeadLetter readLetter(DataInputView in) throws IOException {
        return new DeadLetter(
                in.readLong(),
                Wire.readText(in),
                Wire.readText(in),
                Wire.readText(in),
                Wire.readText(in),
                Wire.readBytes(in));
    }

    @Override
    public TypeSerializerSnapshot<FeedEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Remembers the format in checkpoints. */
    public static final class Snapshot extends ModelSerializerSnapshot<FeedEvent> {
        public Snapshot() {
            super(FORMAT);
        }

        @Override
        protected ModelSerializer<FeedEvent> serializerOf(int ofFormat) {
            return new FeedEventSerializer(ofFormat);
        }
    }

    /** Finds the type of feed events. */
    public static final class Factory extends TypeInfoFactory<FeedEvent> {
        @Override
        public TypeInformation<FeedEvent> createTypeInfo(
                Type type, Map<String, TypeInformation<?>> genericParameters) {
            return new ModelTypeInfo<>(FeedEvent.class, new FeedEventSerializer());
        }
    }
}
