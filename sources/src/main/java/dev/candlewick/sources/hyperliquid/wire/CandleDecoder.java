package dev.candlewick.sources.hyperliquid.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.json.Elements;
import dev.candlewick.sources.json.Field;
import dev.candlewick.sources.json.FieldType;
import dev.candlewick.sources.json.JsonInput;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.Row;
import dev.candlewick.sources.json.Scalars;
import dev.candlewick.sources.json.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The channel {@code candle}: one candle, or an array of them as the documentation has it. */
public final class CandleDecoder implements ChannelDecoder {

    private static final long LAST_MILLI = 1_000;

    private static final Schema CANDLE = new Schema();
    private static final Field<String> SYMBOL = CANDLE.required("s", FieldType.SYMBOL);
    private static final Field<String> INTERVAL = CANDLE.required("i", FieldType.TEXT);
    private static final Field<Long> OPEN_TIME = CANDLE.required("t", FieldType.TIME);
    private static final Field<Long> CLOSE_TIME = CANDLE.required("T", CandleDecoder::end);
    private static final Field<BigDecimal> OPEN = CANDLE.required("o", FieldType.PRICE);
    private static final Field<BigDecimal> HIGH = CANDLE.required("h", FieldType.PRICE);
    private static final Field<BigDecimal> LOW = CANDLE.required("l", FieldType.PRICE);
    private static final Field<BigDecimal> CLOSE = CANDLE.required("c", FieldType.PRICE);
    private static final Field<BigDecimal> VOLUME = CANDLE.required("v", FieldType.AMOUNT);
    private static final Field<Long> TRADES = CANDLE.required("n", FieldType.INTEGER);
    private static final Elements CANDLES = new Elements(CANDLE);

    @Override
    public void decode(JsonParser parser, FrameInput reading) throws IOException, Rejection {
        Elements.Taker taker = row -> add(row, reading);
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            CANDLES.readOne(parser, 0, reading, taker);
        } else if (CANDLES.read(parser, reading, taker) == 0) {
            throw new Rejection(Reason.UNKNOWN_SHAPE, " holds no candle");
        }
    }

    /** The candles of an array, oldest first. */
    public static List<ExchangeCandle> candles(JsonParser parser, FrameInput reading)
            throws IOException, Rejection {
        List<ExchangeCandle> candles = new ArrayList<>();
        CANDLES.read(
                parser,
                reading,
                row -> {
                    check(row);
                    candles.add(candle(row, reading.receivedAt(), reading.origin()));
                });
        return candles;
    }

    /** Its time is its start: its end lies ahead of the exchange's clock. */
    private static void add(Row row, FrameInput reading) throws Rejection {
        check(row);
        Origin origin = reading.origin();
        reading.addDatum(row.get(SYMBOL), row.get(OPEN_TIME), at -> candle(row, at, origin));
    }

    private static ExchangeCandle candle(Row row, long receivedAt, Origin origin) {
        return new ExchangeCandle(
                row.get(SYMBOL),
                row.get(INTERVAL),
                row.get(OPEN_TIME),
                row.get(CLOSE_TIME),
                row.get(OPEN),
                row.get(HIGH),
                row.get(LOW),
                row.get(CLOSE),
                row.get(VOLUME),
                row.get(TRADES),
                receivedAt,
                origin);
    }

    private static void check(Row row) throws Rejection {
        try {
            CandleGrid.check(row.get(INTERVAL), row.get(OPEN_TIME), row.get(CLOSE_TIME));
            requireWithin(row, row.get(OPEN));
            requireWithin(row, row.get(CLOSE));
        } catch (Rejection rejection) {
            throw rejection.about(row.get(SYMBOL));
        }
    }

    private static void requireWithin(Row row, BigDecimal price) throws Rejection {
        if (price.compareTo(row.get(LOW)) < 0 || price.compareTo(row.get(HIGH)) > 0) {
            throw new Rejection(
                    Reason.OHLC_OUT_OF_ORDER,
                    "o %s, h %s, l %s, c %s: the others must lie between l and h",
                    row.get(OPEN),
                    row.get(HIGH),
                    row.get(LOW),
                    row.get(CLOSE));
        }
    }

    /** The last millisecond of the candle, which lies ahead of its receipt while it is forming. */
    private static Long end(JsonParser parser, String field, JsonInput input)
            throws IOException, Rejection {
        long millis = Scalars.integer(parser, field, Reason.TIME_OUT_OF_RANGE);
        return input.rules().time(field, millis, Long.MAX_VALUE / 2) + LAST_MILLI;
    }
}
