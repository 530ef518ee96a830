package dev.candlewick.sources.hyperliquid;

import static dev.candlewick.sources.hyperliquid.Schema.optional;
import static dev.candlewick.sources.hyperliquid.Schema.required;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.MarketData;
import dev.candlewick.functions.model.Origin;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * The contexts of assets: of one, in the channels {@code activeAssetCtx} and {@code
 * activeSpotAssetCtx}, and of many at once. A bad context of many does not spoil the others.
 */
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
                    optional("circulatingSupply", Kind.AMOUNT),
                    optional("coin", Kind.SYMBOL));

    private static final Schema PERPETUAL_DATA =
            Schema.of(required("coin", Kind.SYMBOL), required("ctx", PERPETUAL.asField()));
    private static final Schema SPOT_DATA =
            Schema.of(required("coin", Kind.SYMBOL), required("ctx", SPOT.asField()));

    private static final Elements ALL_PERPETUAL = new Elements(PERPETUAL, "data.ctxs");
    private static final Elements ALL_SPOT = new Elements(SPOT);
    private static final Schema DEX_DATA =
            Schema.of(optional("dex", Kind.TEXT), required("ctxs", ContextDecoder::perpetuals));
    private static final Schema ALL_DEXS_DATA =
            Schema.of(required("ctxs", ContextDecoder::perpetualsByDex));

    private ContextDecoder() {}

    static void decodePerpetual(JsonParser parser, Reading reading) throws IOException, Rejection {
        Schema.Values data = PERPETUAL_DATA.read(parser, "", reading);
        LongFunction<AssetContext> context = perpetual(data.get(0), data.get(1), reading);
        reading.addDatum(data.get(0), Message.NO_TIME, at -> MarketData.of(context.apply(at)));
    }

    static void decodeSpot(JsonParser parser, Reading reading) throws IOException, Rejection {
        Schema.Values data = SPOT_DATA.read(parser, "", reading);
        LongFunction<AssetContext> context = spot(data.get(0), data.get(1), reading);
        reading.addDatum(data.get(0), Message.NO_TIME, at -> MarketData.of(context.apply(at)));
    }

    static void decodeAllSpot(JsonParser parser, Reading reading) throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Scalars.mistyped(parser, "", "an array");
        }
        List<LongFunction<AssetContext>> contexts = new ArrayList<>();
        ALL_SPOT.read(
                parser,
                reading,
                values -> {
                    if (values.get(6) == null) {
                        throw new Rejection(Reason.MISSING_FIELD, "coin is missing");
                    }
                    contexts.add(spot(values.get(6), values, reading));
                });
        add(contexts, reading);
    }

    static void decodeOfDex(JsonParser parser, Reading reading) throws IOException, Rejection {
        Schema.Values data = DEX_DATA.read(parser, "", reading);
        String dex = data.get(0);
        add(named(dex == null ? "" : dex, data.get(1), reading), reading);
    }

    static void decodeOfAllDexs(JsonParser parser, Reading reading) throws IOException, Rejection {
        Map<String, List<Schema.Values>> byDex = ALL_DEXS_DATA.read(parser, "", reading).get(0);
        List<LongFunction<AssetContext>> contexts = new ArrayList<>();
        for (Map.Entry<String, List<Schema.Values>> dex : byDex.entrySet()) {
            contexts.addAll(named(dex.getKey(), dex.getValue(), reading));
        }
        add(contexts, reading);
    }

    /** An array of contexts of perpetuals that come in the order of these names. */
    static void decodeInOrder(JsonParser parser, Reading reading, List<String> names)
            throws IOException, Rejection {
        reading.memory().onNames("", names);
        add(named("", perpetuals(parser, "", reading), reading), reading);
    }

    private static void add(List<LongFunction<AssetContext>> contexts, Reading reading) {
        reading.addOfNoCoin(
                (at, out) -> {
                    for (LongFunction<AssetContext> made : contexts) {
                        AssetContext context = made.apply(at);
                        out.accept(FeedEvent.data(context.symbol(), MarketData.of(context), at));
                    }
                });
    }

    /** The exchange sends these without names, in the order in which it lists its assets. */
    private static List<LongFunction<AssetContext>> named(
            String dex, List<Schema.Values> contexts, Reading reading) throws Rejection {
        List<String> names = reading.memory().namesOf(dex);
        if (names == null || names.size() != contexts.size()) {
            String known = names == null ? "no names" : names.size() + " names";
            throw new Rejection(
                    Reason.NAMES_UNKNOWN,
                    "ctxs has %d contexts of dex '%s', of which %s are known"
                            .formatted(contexts.size(), dex, known));
        }
        List<LongFunction<AssetContext>> named = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (contexts.get(i) != null) {
                named.add(perpetual(names.get(i), contexts.get(i), reading));
            }
        }
        return named;
    }

    private static Map<String, List<Schema.Values>> perpetualsByDex(
            JsonParser parser, String field, Reading reading) throws IOException, Rejection {
        enterArray(parser, field);
        Map<String, List<Schema.Values>> byDex = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            enterArray(parser, field);
            parser.nextToken();
            String dex = Scalars.text(parser, field);
            parser.nextToken();
            byDex.put(dex, perpetuals(parser, field, reading));
            if (parser.nextToken() != JsonToken.END_ARRAY) {
                throw Scalars.mistyped(parser, field, "the end of a pair of dex and contexts");
            }
        }
        return byDex;
    }

    /** In their places: null where one is refused. */
    private static List<Schema.Values> perpetuals(JsonParser parser, String field, Reading reading)
            throws IOException, Rejection {
        enterArray(parser, field);
        List<Schema.Values> contexts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int place = contexts.size();
            ALL_PERPETUAL.readOne(parser, place, reading, contexts::add);
            if (contexts.size() == place) {
                contexts.add(null);
            }
        }
        return contexts;
    }

    private static LongFunction<AssetContext> perpetual(
            String symbol, Schema.Values context, Reading reading) {
        List<BigDecimal> impact = context.get(9);
        String channel = reading.channel();
        Origin origin = reading.origin();
        return at ->
                new AssetContext(
                        symbol,
                        at,
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
                        null,
                        channel,
                        origin);
    }

    private static LongFunction<AssetContext> spot(
            String symbol, Schema.Values context, Reading reading) {
        String channel = reading.channel();
        Origin origin = reading.origin();
        return at ->
                new AssetContext(
                        symbol,
                        at,
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
                        context.get(5),
                        channel,
                        origin);
    }

    private static void enterArray(JsonParser parser, String field) throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Scalars.mistyped(parser, field, "an array");
        }
    }

    private static List<BigDecimal> prices(JsonParser parser, String field, Reading reading)
            throws IOException, Rejection {
        enterArray(parser, field);
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
