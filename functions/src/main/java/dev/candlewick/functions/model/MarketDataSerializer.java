package dev.candlewick.functions.model;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a tag that names the type, and then its fields. Tags are never used again. */
public final class MarketDataSerializer extends ModelSerializer<MarketData> {
    private static final long serialVersionUID = 1L;
    private static final int FORMAT = 1;
    private static final int BOOK = 1;
    private static final int OFFERS = 2;
    private static final int MID = 3;
    private static final int CONTEXT = 4;
    private static final int CANDLE = 5;
    private static final int ACCOUNT = 6;
    private static final int STANDING = 7;

    public MarketDataSerializer() {
        this(FORMAT);
    }

    private MarketDataSerializer(int format) {
        super(format);
    }

    @Override
    public void serialize(MarketData data, DataOutputView out) throws IOException {
        write(data, out);
    }

    @Override
    public MarketData deserialize(DataInputView in) throws IOException {
        return read(in);
    }

    static void write(MarketData data, DataOutputView out) throws IOException {
        if (data instanceof BookSnapshot book) {
            out.writeByte(BOOK);
            MarketDataFields.writeBook(book, out);
        } else if (data instanceof BestOffers offers) {
            out.writeByte(OFFERS);
            MarketDataFields.writeOffers(offers, out);
        } else if (data instanceof MidPrice mid) {
            out.writeByte(MID);
            MarketDataFields.writeMid(mid, out);
        } else if (data instanceof AssetContext context) {
            out.writeByte(CONTEXT);
            MarketDataFields.writeContext(context, out);
        } else if (data instanceof ExchangeCandle candle) {
            out.writeByte(CANDLE);
            MarketDataFields.writeCandle(candle, out);
        } else if (data instanceof AccountEvent account) {
            out.writeByte(ACCOUNT);
            MarketDataFields.writeAccount(account, out);
        } else if (data instanceof Standing standing) {
            out.writeByte(STANDING);
            StandingFields.write(standing, out);
        }
    }

    static MarketData read(DataInputView in) throws IOException {
        int tag = in.readByte();
        return switch (tag) {
            case BOOK -> MarketDataFields.readBook(in);
            case OFFERS -> MarketDataFields.readOffers(in);
            case MID -> MarketDataFields.readMid(in);
            case CONTEXT -> MarketDataFields.readContext(in);
            case CANDLE -> MarketDataFields.readCandle(in);
            case ACCOUNT -> MarketDataFields.readAccount(in);
            case STANDING -> StandingFields.read(in);
            default -> throw new IOException("Market data of an unknown type, tag " + tag);
        };
    }

    @Override
    public TypeSerializerSnapshot<MarketData> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Remembers the format in checkpoints. */
    public static final class Snapshot extends ModelSerializerSnapshot<MarketData> {
        public Snapshot() {
            super(FORMAT);
        }

        @Override
        protected ModelSerializer<MarketData> serializerOf(int ofFormat) {
            return new MarketDataSerializer(ofFormat);
        }
    }

    /** Finds the type of market data. */
    public static final class Factory extends TypeInfoFactory<MarketData> {
        @Override
        public TypeInformation<MarketData> createTypeInfo(
                Type type, Map<String, TypeInformation<?>> genericParameters) {
            return new ModelTypeInfo<>(MarketData.class, new MarketDataSerializer());
        }
    }
}
