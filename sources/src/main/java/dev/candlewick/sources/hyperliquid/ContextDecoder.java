package dev.candlewick.sources.hyperliquid;

import static dev.candlewick.sources.hyperliquid.Schema.optional;
import static dev.candlewick.sources.hyperliquid.Schema.required;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The channels {@code activeAssetCtx} and {@code activeSpotAssetCtx}. */
final class ContextDecoder {

    private static final Schema PERPETUAL =
            Schema.of(
                    required("prevDayPx", Kind.AMOUNT),
                    required("dayNtlVlm", Kind.AMOUNT),
                    required("markPx", Kind.PRICE),
                    optional("midPx", Kind.PRICE),
                    optional("dayBaseVlm", Kind.AMOUNT),
                    required("funding", Kind.FIGURE),
                    required("openInterest", Kind.AMOUNT),
                    required("oraclePx", Kind.PRICE),
                    optional("premium", Kind.FIGURE),
                    optional("impactPxs", ContextDecoder::prices));

    private static final Schema SPOT =
            Schema.of(
                    required("prevDayPx", Kind.AMOUNT),
                    required("dayNtlVlm", Kind.AMOUNT),
                    required("markPx", Kind.PRICE),
                    optional("midPx", Kind.PRICE),
                    optional("dayBaseVlm", Kind.AMOUNT),
                    optional("circulatingSupply", Kind.AMOUNT));

    private static final Schema PERPETUAL_DATA =
            Schema.of(required("coin", Kind.SYMBOL), required("ctx", PERPETUAL.asField()));
    private static final Schema SPOT_DATA =
            Schema.of(required("coin", Kind.SYMBOL), required("ctx", SPOT.asField()));

    private ContextDecoder() {}

    static void decodePerpetual(JsonParser parser, Reading reading) throws IOException, Rejection {
        Schema.Values data = PERPETUAL_DATA.read(parser, "", reading);
        Schema.Values context = data.get(1);
        List<BigDecimal> impact = context.get(9);
        reading.add(
                new Message.AssetContext(
                        data.get(0),
                        false,
                        context.get(5),
                        context.get(6),
                        context.get(0),
                        context.get(1),
                        context.get(4),
                        context.get(8),
                        context.get(7),
                        context.get(2),
                        context.get(3),
                        impact == null ? null : impact.get(0),
                        impact == null ? null : impact.get(1),
                        null));
    }

    static void decodeSpot(JsonParser parser, Reading reading) throws IOException, Rejection {
        Schema.Values data = SPOT_DATA.read(parser, "", reading);
        Schema.Values context = data.get(1);
        reading.add(
                new Message.AssetContext(
                        data.get(0),
                        true,
                        null,
                        null,
                        context.get(0),
                        context.get(1),
                        context.get(4),
                        null,
                        null,
                        context.get(2),
                        context.get(3),
                        null,
                        null,
                        context.get(5)));
    }

    private static List<BigDecimal> prices(JsonParser parser, String field, Reading reading)
            throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Scalars.mistyped(parser, field, "an array");
        }
        List<BigDecimal> prices = new ArrayList<>(2);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            prices.add(Kind.PRICE.read(parser, field + "[" + prices.size() + "]", reading));
        }
        if (prices.size() != 2) {
            throw new Rejection(
                    Reason.MISTYPED_FIELD,
                    "%s has %d prices, not 2".formatted(field, prices.size()));
        }
        return prices;
    }
}
