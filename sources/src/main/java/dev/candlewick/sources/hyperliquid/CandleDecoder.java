package dev.candlewick.sources.hyperliquid;

import static dev.candlewick.sources.hyperliquid.Schema.required;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.MarketData;
import dev.candlewick.functions.model.Origin;
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
        Elements.Taker taker = values -> add(values, reading);
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            CANDLES.readOne(parser, 0, reading, taker);
        } else if (CANDLES.read(parser, reading, taker) == 0) {
            throw new Rejection(Reason.UNKNOWN_SHAPE, " holds no candle");
        }
    }

    /** Its time is its start: its end lies ahead of the exchange's clock. */
    private static void add(Schema.Values values, Reading reading) throws Rejection {
        String symbol = values.get(0);
        long openTime = values.<Long>get(2);
        check(symbol, values);
        Origin origin = reading.origin();
        reading.addDatum(symbol, openTime, at -> MarketData.of(candle(symbol, values, at, origin)));
    }

    private static ExchangeCandle candle(
            String symbol, Schema.Values values, long receivedAt, Origin origin) {
        return new ExchangeCandle(
                symbol,
                values.get(1),
                values.<Long>get(2),
                values.<Long>get(3),
                values.get(4),
                values.get(5),
                values.get(6),
                values.get(7),
                values.get(8),
                values.<Long>get(9),
                receivedAt,
                origin);
    }

    private static void check(String symbol, Schema.Values values) throws Rejection {
        if (values.<Long>get(3) <= values.<Long>get(2)) {
            throw new Rejection(Reason.TIME_OUT_OF_RANGE, "T does not lie after t").about(symbol);
        }
        BigDecimal high = values.get(5);
        BigDecimal low = values.get(6);
        for (int ofOpenAndClose : new int[] {4, 7}) {
            BigDecimal price = values.get(ofOpenAndClose);
            if (price.compareTo(low) < 0 || price.compareTo(high) > 0) {
                throw new Rejection(Reason.OHLC_OUT_OF_ORDER, disorder(values)).about(symbol);
            }
        }
    }

    private static String disorder(Schema.Values values) {
        return "o %s, h %s, l %s, c %s: the others must lie between l and h"
                .formatted(
                        values.<Object>get(4),
                        values.<Object>get(5),
                        values.<Object>get(6),
                        values.<Object>get(7));
    }

    /** The last millisecond of the candle, which lies ahead of its receipt while it is forming. */
    private static Long end(JsonParser parser, String field, Reading reading)
            throws IOException, Rejection {
        long millis = Scalars.integer(parser, field, Reason.TIME_OUT_OF_RANGE);
        return reading.rules().time(field, millis, Long.MAX_VALUE / 2) + LAST_MILLI;
    }
}
