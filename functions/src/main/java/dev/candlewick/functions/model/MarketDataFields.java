package dev.candlewick.functions.model;

import static dev.candlewick.functions.model.Wire.readDecimal;
import static dev.candlewick.functions.model.Wire.readLong;
import static dev.candlewick.functions.model.Wire.readText;
import static dev.candlewick.functions.model.Wire.writeDecimal;
import static dev.candlewick.functions.model.Wire.writeEnum;
import static dev.candlewick.functions.model.Wire.writeLong;
import static dev.candlewick.functions.model.Wire.writeText;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The fields of each type of market data, in the order in which they are written. */
final class MarketDataFields {
    private static final Origin[] ORIGINS = Origin.values();

    private MarketDataFields() {}

    static void writeBook(BookSnapshot book, DataOutputView out) throws IOException {
        writeText(book.symbol(), out);
        out.writeLong(book.bookTime());
        writeLevels(book.bids(), out);
        writeLevels(book.asks(), out);
        out.writeBoolean(book.fast());
        out.writeLong(book.receivedAt());
        writeEnum(book.origin(), out);
    }

    static BookSnapshot readBook(DataInputView in) throws IOException {
        return new BookSnapshot(
                readText(in),
                in.readLong(),
                readLevels(in),
                readLevels(in),
                in.readBoolean(),
                in.readLong(),
                ORIGINS[in.readByte()]);
    }

    static void writeOffers(BestOffers offers, DataOutputView out) throws IOException {
        writeText(offers.symbol(), out);
        out.writeLong(offers.offerTime());
        writeLevel(offers.bid(), out);
        writeLevel(offers.ask(), out);
        out.writeLong(offers.receivedAt());
        writeEnum(offers.origin(), out);
    }

    static BestOffers readOffers(DataInputView in) throws IOException {
        return new BestOffers(
                readText(in),
                in.readLong(),
                readLevel(in),
                readLevel(in),
                in.readLong(),
                ORIGINS[in.readByte()]);
    }

    static void writeMid(MidPrice mid, DataOutputView out) throws IOException {
        writeText(mid.symbol(), out);
        writeDecimal(mid.mid(), out);
        out.writeLong(mid.receivedAt());
        writeEnum(mid.origin(), out);
    }

    static MidPrice readMid(DataInputView in) throws IOException {
        return new MidPrice(readText(in), readDecimal(in), in.readLong(), ORIGINS[in.readByte()]);
    }

    static void writeContext(AssetContext context, DataOutputView out) throws IOException {
        writeText(context.symbol(), out);
        out.writeLong(context.contextTime());
        writeDecimal(context.funding(), out);
        writeDecimal(context.openInterest(), out);
        writeDecimal(context.previousDayPrice(), out);
        writeDecimal(context.dayNotionalVolume(), out);
        writeDecimal(context.dayBaseVolume(), out);
        writeDecimal(context.premium(), out);
        writeDecimal(context.oraclePrice(), out);
        writeDecimal(context.markPrice(), out);
        writeDecimal(context.midPrice(), out);
        writeDecimal(context.impactBid(), out);
        writeDecimal(context.impactAsk(), out);
        writeDecimal(context.circulatingSupply(), out);
        writeText(context.channel(), out);
        writeEnum(context.origin(), out);
    }

    static AssetContext readContext(DataInputView in) throws IOException {
        return new AssetContext(
                readText(in),
                in.readLong(),
                readDecimal(in),
                readDecimal(in),
                readDecimal(in),
                readDecimal(in),
                readDecimal(in),
                readDecimal(in),
                readDecimal(in),
                readDecimal(in),
                readDecimal(in),
                readDecimal(in),
                readDecimal(in),
                readDecimal(in),
                readText(in),
                ORIGINS[in.readByte()]);
    }

    static void writeCandle(ExchangeCandle candle, DataOutputView out) throws IOException {
        writeText(candle.symbol(), out);
        writeText(candle.interval(), out);
        out.writeLong(candle.openTime());
        out.writeLong(candle.closeTime());
        writeDecimal(candle.open(), out);
        writeDecimal(candle.high(), out);
        writeDecimal(candle.low(), out);
        writeDecimal(candle.close(), out);
        writeDecimal(candle.volume(), out);
        out.writeLong(candle.tradeCount());
        out.writeLong(candle.receivedAt());
        writeEnum(candle.origin(), out);
        Integer decimals = candle.sizeDecimals();
        writeLong(decimals == null ? null : Long.valueOf(decimals), out);
    }

    static ExchangeCandle readCandle(DataInputView in) throws IOException {
        ExchangeCandle candle =
                new ExchangeCandle(
                        readText(in),
                        readText(in),
                        in.readLong(),
                        in.readLong(),
                        readDecimal(in),
                        readDecimal(in),
                        readDecimal(in),
                        readDecimal(in),
                        readDecimal(in),
                        in.readLong(),
                        in.readLong(),
                        ORIGINS[in.readByte()]);
        Long decimals = readLong(in);
        return decimals == null ? candle : candle.listedWith(Math.toIntExact(decimals));
    }

    static void writeAccount(AccountEvent event, DataOutputView out) throws IOException {
        writeText(event.user(), out);
        writeText(event.channel(), out);
        writeLong(event.eventTime(), out);
        out.writeBoolean(event.snapshot());
        writeText(event.payload(), out);
        out.writeLong(event.receivedAt());
    }

    static AccountEvent readAccount(DataInputView in) throws IOException {
        return new AccountEvent(
                readText(in),
                readText(in),
                readLong(in),
                in.readBoolean(),
                readText(in),
                in.readLong());
    }

    private static void writeLevels(List<BookLevel> levels, DataOutputView out) throws IOException {
        out.writeInt(levels.size());
        for (BookLevel level : levels) {
            writeLevel(level, out);
        }
    }

    private static List<BookLevel> readLevels(DataInputView in) throws IOException {
        int length = in.readInt();
        List<BookLevel> levels = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            levels.add(readLevel(in));
        }
        return levels;
    }

    /** Null is allowed. */
    private static void writeLevel(BookLevel level, DataOutputView out) throws IOException {
        out.writeBoolean(level != null);
        if (level != null) {
            writeDecimal(level.price(), out);
            writeDecimal(level.size(), out);
            out.writeLong(level.orders());
        }
    }

    private static BookLevel readLevel(DataInputView in) throws IOException {
        return in.readBoolean()
                ? new BookLevel(readDecimal(in), readDecimal(in), in.readLong())
                : null;
    }
}
