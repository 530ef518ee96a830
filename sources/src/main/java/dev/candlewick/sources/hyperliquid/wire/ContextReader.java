package dev.candlewick.sources.hyperliquid.wire;

import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.json.Field;
import dev.candlewick.sources.json.FieldType;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.Row;
import dev.candlewick.sources.json.Schema;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.LongFunction;

/** The context of an asset, wherever it is sent; its receive time is added later. */
final class ContextReader {

    static final ContextReader PERPETUAL = new ContextReader(true);
    static final ContextReader SPOT = new ContextReader(false);

    private final Schema schema = new Schema();
    private final Field<BigDecimal> previousDay = schema.required("prevDayPx", FieldType.AMOUNT);
    private final Field<BigDecimal> dayNotional = schema.required("dayNtlVlm", FieldType.AMOUNT);
    private final Field<BigDecimal> mark = schema.required("markPx", FieldType.PRICE);
    private final Field<BigDecimal> mid = schema.optional("midPx", FieldType.PRICE);
    private final Field<BigDecimal> dayVolume = schema.optional("dayBaseVlm", FieldType.AMOUNT);

    /** Of perpetuals only; null in the reader of spot pairs, as are the five that follow. */
    private final Field<BigDecimal> funding;

    private final Field<BigDecimal> openInterest;
    private final Field<BigDecimal> oracle;
    private final Field<BigDecimal> premium;
    private final Field<List<BigDecimal>> impact;

    /** Of spot pairs only; null in the reader of perpetuals. */
    private final Field<BigDecimal> supply;

    private final Field<String> coin;

    private ContextReader(boolean perpetual) {
        funding = perpetual ? schema.required("funding", FieldType.FIGURE) : null;
        openInterest = perpetual ? schema.required("openInterest", FieldType.AMOUNT) : null;
        oracle = perpetual ? schema.required("oraclePx", FieldType.PRICE) : null;
        premium = perpetual ? schema.optional("premium", FieldType.FIGURE) : null;
        impact =
                perpetual
                        ? schema.optional("impactPxs", FieldType.pairOf(FieldType.PRICE, "prices"))
                        : null;
        supply = perpetual ? null : schema.optional("circulatingSupply", FieldType.AMOUNT);
        coin = perpetual ? null : schema.optional("coin", FieldType.SYMBOL);
    }

    Schema schema() {
        return schema;
    }

    /** The symbol of a spot pair inside its context. */
    String symbol(Row row) throws Rejection {
        String symbol = row.get(coin);
        if (symbol == null) {
            throw new Rejection(Reason.MISSING_FIELD, "coin is missing");
        }
        return symbol;
    }

    LongFunction<AssetContext> context(String symbol, Row row, FrameInput reading) {
        List<BigDecimal> impactPrices = optional(row, impact);
        String channel = reading.channel();
        Origin origin = reading.origin();
        return receivedAt ->
                new AssetContext(
                        symbol,
                        receivedAt,
                        optional(row, funding),
                        optional(row, openInterest),
                        row.get(previousDay),
                        row.get(dayNotional),
                        row.get(dayVolume),
                        optional(row, premium),
                        optional(row, oracle),
                        row.get(mark),
                        row.get(mid),
                        impactPrices == null ? null : impactPrices.get(0),
                        impactPrices == null ? null : impactPrices.get(1),
                        optional(row, supply),
                        channel,
                        origin);
    }

    private static <T> T optional(Row row, Field<T> field) {
        return field == null ? null : row.get(field);
    }
}
