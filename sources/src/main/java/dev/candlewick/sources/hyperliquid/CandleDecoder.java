package dev.candlewick.sources.hyperliquid;

import static dev.candlewick.sources.hyperliquid.Schema.required;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;

/** The channel {@code candle}: one candle, or an array of them as the documentation has it. */
final class CandleDecoder implements ChannelDecoder {

    private static final long LAST_MILLI = 1_000;

    private static final Elements CANDLES =
            new Elements(
                    Schema.of(
                            required("s", Kind.SYMBOL),
                            required("i", Kind.TEXT),
                            required("t", Kind.TIME),
                            required("T", CandleDecoder::end),
                            required("o", Kind.PRICE),
                            required("h", Kind.PRICE),
                            required("l", Kind.PRICE),
                            required("c", Kind.PRICE),
                            required("v", Kind.AMOUNT),
                            required("n", Kind.INTEGER)));

    @Override
    public void decode(JsonParser parser, Reading reading) throws IOException, Rejection {
        Elements.Taker taker = values -> reading.add(candle(values));
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            CANDLES.readOne(parser, 0, reading, taker);
        } else if (CANDLES.read(parser, reading, taker) == 0) {
            throw new Rejection(Reason.UNKNOWN_SHAPE, " holds no candle");
        }
    }

    private static Message.CandleUpdate candle(Schema.Values values) throws Rejection {
        Message.CandleUpdate candle =
                new Message.CandleUpdate(
                        values.get(0),
                        values.get(1),
                        values.<Long>get(2),
                        values.<Long>get(3),
                        values.get(4),
                        values.get(5),
                        values.get(6),
                        values.get(7),
                        values.get(8),
                        values.<Long>get(9));
        if (candle.closeTime() <= candle.openTime()) {
            throw new Rejection(Reason.TIME_OUT_OF_RANGE, "T does not lie after t")
                    .about(candle.symbol());
        }
        if (!isInOrder(candle)) {
            throw new Rejection(Reason.OHLC_OUT_OF_ORDER, disorder(candle)).about(candle.symbol());
        }
        return candle;
    }

    private static boolean isInOrder(Message.CandleUpdate candle) {
        BigDecimal low = candle.low();
        BigDecimal high = candle.high();
        return low.compareTo(candle.open()) <= 0
                && low.compareTo(candle.close()) <= 0
                && high.compareTo(candle.open()) >= 0
                && high.compareTo(candle.close()) >= 0;
    }

    private static String disorder(Message.CandleUpdate candle) {
        return "o %s, h %s, l %s, c %s: the others must lie between l and h"
                .formatted(candle.open(), candle.high(), candle.low(), candle.close());
    }

    /** The last millisecond of the candle, which lies ahead of its receipt while it is forming. */
    private static Long end(JsonParser parser, String field, Reading reading)
            throws IOException, Rejection {
        long millis = Scalars.integer(parser, field, Reason.TIME_OUT_OF_RANGE);
        return reading.rules().time(field, millis, Long.MAX_VALUE / 2) + LAST_MILLI;
    }
}
