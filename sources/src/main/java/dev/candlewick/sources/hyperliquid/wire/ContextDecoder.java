package dev.candlewick.sources.hyperliquid.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.feed.FeedSignal;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * The contexts of assets: of one, in the channels {@code activeAssetCtx} and {@code
 * activeSpotAssetCtx}, and of many at once. A bad context of many does not affect the others.
 */
public final class ContextDecoder {

    private static final Schema PERPETUAL = new Schema();
    private static final Field<String> PERPETUAL_COIN =
            PERPETUAL.required("coin", FieldType.SYMBOL);
    private static final Field<Row> PERPETUAL_CONTEXT =
            PERPETUAL.required("ctx", ContextReader.PERPETUAL.schema());

    private static final Schema SPOT = new Schema();
    private static final Field<String> SPOT_COIN = SPOT.required("coin", FieldType.SYMBOL);
    private static final Field<Row> SPOT_CONTEXT =
            SPOT.required("ctx", ContextReader.SPOT.schema());

    private static final Schema DEX = new Schema();
    private static final Field<String> DEX_NAME = DEX.optional("dex", FieldType.TEXT);
    private static final Field<List<Row>> DEX_CONTEXTS =
            DEX.required("ctxs", ContextDecoder::perpetuals);

    private static final Schema ALL_DEXS = new Schema();
    private static final Field<Map<String, List<Row>>> CONTEXTS_BY_DEX =
            ALL_DEXS.required("ctxs", ContextDecoder::perpetualsByDex);

    private static final Elements PERPETUALS =
            new Elements(ContextReader.PERPETUAL.schema(), "data.ctxs");
    private static final Elements SPOTS = new Elements(ContextReader.SPOT.schema());

    private ContextDecoder() {}

    static void decodePerpetual(JsonParser parser, FrameInput reading)
            throws IOException, Rejection {
        Row data = PERPETUAL.read(parser, "", reading);
        addOne(
                data.get(PERPETUAL_COIN),
                data.get(PERPETUAL_CONTEXT),
                ContextReader.PERPETUAL,
                reading);
    }

    static void decodeSpot(JsonParser parser, FrameInput reading) throws IOException, Rejection {
        Row data = SPOT.read(parser, "", reading);
        addOne(data.get(SPOT_COIN), data.get(SPOT_CONTEXT), ContextReader.SPOT, reading);
    }

    private static void addOne(String symbol, Row row, ContextReader contexts, FrameInput reading) {
        LongFunction<AssetContext> context = contexts.context(symbol, row, reading);
        reading.addDatum(symbol, FeedSignal.NO_TIME, at -> context.apply(at));
    }

    static void decodeAllSpot(JsonParser parser, FrameInput reading) throws IOException, Rejection {
        addAll(allSpot(parser, reading), reading);
    }

    static void decodeOfDex(JsonParser parser, FrameInput reading) throws IOException, Rejection {
        Row data = DEX.read(parser, "", reading);
        List<String> names = reading.memory().namesOf(data.get(DEX_NAME, ""));
        addAll(named(data.get(DEX_NAME, ""), names, data.get(DEX_CONTEXTS), reading), reading);
    }

    static void decodeOfAllDexs(JsonParser parser, FrameInput reading)
            throws IOException, Rejection {
        List<LongFunction<AssetContext>> contexts = new ArrayList<>();
        for (Map.Entry<String, List<Row>> dex :
                ALL_DEXS.read(parser, "", reading).get(CONTEXTS_BY_DEX).entrySet()) {
            List<String> names = reading.memory().namesOf(dex.getKey());
            contexts.addAll(named(dex.getKey(), names, dex.getValue(), reading));
        }
        addAll(contexts, reading);
    }

    private static void addAll(List<LongFunction<AssetContext>> contexts, FrameInput reading) {
        reading.addRows(
                (at, out) -> {
                    for (LongFunction<AssetContext> made : contexts) {
                        AssetContext context = made.apply(at);
                        out.accept(FeedEvent.data(context.symbol(), context, at));
                    }
                });
    }

    /** An array of contexts of spot pairs, each of which names its own. */
    private static List<LongFunction<AssetContext>> allSpot(JsonParser parser, FrameInput reading)
            throws IOException, Rejection {
        List<LongFunction<AssetContext>> contexts = new ArrayList<>();
        SPOTS.read(
                parser,
                reading,
                row ->
                        contexts.add(
                                ContextReader.SPOT.context(
                                        ContextReader.SPOT.symbol(row), row, reading)));
        return contexts;
    }

    /** The contexts of spot pairs in an answer, each of which names its own. */
    public static List<AssetContext> spotPairs(JsonParser parser, FrameInput reading)
            throws IOException, Rejection {
        return received(allSpot(parser, reading), reading);
    }

    /** The contexts of perpetuals in an answer, in the order of these names. */
    public static List<AssetContext> perpetuals(
            JsonParser parser, FrameInput reading, List<String> names)
            throws IOException, Rejection {
        return received(named("", names, perpetuals(parser, "", reading), reading), reading);
    }

    private static List<AssetContext> received(
            List<LongFunction<AssetContext>> contexts, FrameInput reading) {
        return contexts.stream().map(context -> context.apply(reading.receivedAt())).toList();
    }

    /** Sent without names, in the order of the listed assets; the names may be null. */
    private static List<LongFunction<AssetContext>> named(
            String dex, List<String> names, List<Row> contexts, FrameInput reading)
            throws Rejection {
        if (names == null || names.size() != contexts.size()) {
            String known = names == null ? "no names" : names.size() + " names";
            throw new Rejection(
                    Reason.NAMES_UNKNOWN,
                    "ctxs has %d contexts of dex '%s', of which %s are known",
                    contexts.size(),
                    dex,
                    known);
        }
        List<LongFunction<AssetContext>> named = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (contexts.get(i) != null) {
                named.add(ContextReader.PERPETUAL.context(names.get(i), contexts.get(i), reading));
            }
        }
        return named;
    }

    private static Map<String, List<Row>> perpetualsByDex(
            JsonParser parser, String field, JsonInput input) throws IOException, Rejection {
        Scalars.enterArray(parser, field);
        Map<String, List<Row>> byDex = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Scalars.enterArray(parser, field);
            parser.nextToken();
            String dex = Scalars.text(parser, field);
            parser.nextToken();
            byDex.put(dex, perpetuals(parser, field, input));
            if (parser.nextToken() != JsonToken.END_ARRAY) {
                throw Scalars.mistyped(parser, field, "the end of a pair of dex and contexts");
            }
        }
        return byDex;
    }

    /** In their places: null where one is rejected. */
    private static List<Row> perpetuals(JsonParser parser, String field, JsonInput input)
            throws IOException, Rejection {
        return PERPETUALS.readInPlaces(parser, field, input, row -> row);
    }
}
