package dev.candlewick.sources.hyperliquid.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.Market;
import dev.candlewick.functions.model.UniverseCandidate;
import dev.candlewick.sources.hyperliquid.wire.ContextDecoder;
import dev.candlewick.sources.hyperliquid.wire.FrameInput;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The lists of assets: {@code meta} and {@code spotMeta}. A bad asset does not spoil the others;
 * where a place in the list means something, it keeps its place as null.
 */
final class InstrumentsReader {

    private static final int MAX_DECIMALS = 18;

    private static final Schema ASSET = new Schema();
    private static final Field<String> ASSET_NAME = ASSET.required("name", FieldType.SYMBOL);
    private static final Field<Integer> ASSET_DECIMALS =
            ASSET.required("szDecimals", InstrumentsReader::decimals);
    private static final Field<Boolean> DELISTED = ASSET.optional("isDelisted", FieldType.FLAG);
    private static final Field<Boolean> ONLY_ISOLATED =
            ASSET.optional("onlyIsolated", FieldType.FLAG);
    private static final Field<Long> MAX_LEVERAGE =
            ASSET.optional("maxLeverage", FieldType.INTEGER);
    private static final Elements ASSETS = new Elements(ASSET);

    private static final Schema PAIR = new Schema();
    private static final Field<String> PAIR_NAME = PAIR.required("name", FieldType.SYMBOL);
    private static final Field<List<Long>> PAIR_TOKENS =
            PAIR.required("tokens", FieldType.pairOf(FieldType.INTEGER, "tokens"));
    private static final Elements PAIRS = new Elements(PAIR);

    private static final Schema TOKEN = new Schema();
    private static final Field<Long> TOKEN_INDEX = TOKEN.required("index", FieldType.INTEGER);
    private static final Field<Integer> TOKEN_DECIMALS =
            TOKEN.required("szDecimals", InstrumentsReader::decimals);
    private static final Elements TOKENS = new Elements(TOKEN);

    private static final Schema META = new Schema();
    private static final Field<List<Instrument>> UNIVERSE =
            META.required("universe", InstrumentsReader::assets);

    private static final Schema SPOT_META = new Schema();
    private static final Field<List<Pair>> SPOT_UNIVERSE =
            SPOT_META.required("universe", InstrumentsReader::pairs);
    private static final Field<Map<Long, Integer>> SPOT_TOKENS =
            SPOT_META.required("tokens", InstrumentsReader::tokens);

    private record Pair(String symbol, long baseToken) {}

    private InstrumentsReader() {}

    /** By their place, which is the id of the asset; null where it could not be read. */
    static List<Instrument> perpetuals(JsonParser parser, FrameInput reading)
            throws IOException, Rejection {
        return META.read(parser, "", reading).get(UNIVERSE);
    }

    static List<Instrument> spot(JsonParser parser, FrameInput reading)
            throws IOException, Rejection {
        Row meta = SPOT_META.read(parser, "", reading);
        List<Pair> pairs = meta.get(SPOT_UNIVERSE);
        Map<Long, Integer> decimalsOfToken = meta.get(SPOT_TOKENS);
        List<Instrument> instruments = new ArrayList<>();
        for (Pair pair : pairs) {
            Integer decimals = decimalsOfToken.get(pair.baseToken());
            if (decimals == null) {
                throw new Rejection(
                        Reason.MISSING_FIELD,
                        "tokens has no token %d, which %s trades",
                        pair.baseToken(),
                        pair.symbol());
            }
            instruments.add(Instrument.pair(pair.symbol(), decimals));
        }
        return instruments;
    }

    /** Every asset of a perpetual market, as it may be collected. */
    static List<UniverseCandidate> perpetualCandidates(JsonParser parser, FrameInput reading)
            throws IOException, Rejection {
        return perpetualsWith(parser, reading).candidates();
    }

    /** Every spot pair, as it may be collected. */
    static List<UniverseCandidate> spotCandidates(JsonParser parser, FrameInput reading)
            throws IOException, Rejection {
        Scalars.enterArray(parser, "");
        parser.nextToken();
        List<Instrument> pairs = spot(parser, reading);
        parser.nextToken();
        Listed listed = new Listed(pairs, ContextDecoder.spotPairs(parser, reading));
        leaveArray(parser);
        return listed.candidates();
    }

    /** Assets and their contexts; one whose context was refused has none. */
    private record Listed(List<Instrument> instruments, List<AssetContext> contexts) {

        List<UniverseCandidate> candidates() {
            Map<String, AssetContext> bySymbol = new HashMap<>();
            contexts.forEach(context -> bySymbol.put(context.symbol(), context));
            return instruments.stream()
                    .map(
                            instrument ->
                                    new UniverseCandidate(
                                            instrument.symbol(),
                                            Market.of(instrument.symbol()),
                                            new UniverseCandidate.Terms(
                                                    instrument.delisted(),
                                                    null,
                                                    instrument.onlyIsolated(),
                                                    instrument.maxLeverage()),
                                            bySymbol.get(instrument.symbol()),
                                            null))
                    .toList();
        }
    }

    private static Listed perpetualsWith(JsonParser parser, FrameInput reading)
            throws IOException, Rejection {
        Scalars.enterArray(parser, "");
        parser.nextToken();
        List<Instrument> instruments = perpetuals(parser, reading);
        List<String> symbols = new ArrayList<>();
        for (Instrument instrument : instruments) {
            if (instrument == null) {
                throw new Rejection(
                        Reason.UNKNOWN_SHAPE,
                        "[0].universe has an unreadable asset, so the context at its place is of an"
                                + " unknown symbol");
            }
            symbols.add(instrument.symbol());
        }
        parser.nextToken();
        List<AssetContext> contexts = ContextDecoder.perpetuals(parser, reading, symbols);
        leaveArray(parser);
        return new Listed(instruments, contexts);
    }

    static List<Instrument> known(List<Instrument> byPlace) {
        return byPlace.stream().filter(Objects::nonNull).toList();
    }

    private static List<Instrument> assets(JsonParser parser, String field, JsonInput input)
            throws IOException, Rejection {
        return ASSETS.readInPlaces(parser, field, input, InstrumentsReader::instrument);
    }

    private static Instrument instrument(Row row) {
        return new Instrument(
                row.get(ASSET_NAME),
                row.get(ASSET_DECIMALS),
                row.get(DELISTED, false),
                row.get(ONLY_ISOLATED, false),
                (int) Math.min(Integer.MAX_VALUE, Math.max(0, row.get(MAX_LEVERAGE, 0L))));
    }

    private static List<Pair> pairs(JsonParser parser, String field, JsonInput input)
            throws IOException, Rejection {
        Scalars.enterArray(parser, field);
        List<Pair> pairs = new ArrayList<>();
        PAIRS.read(
                parser,
                input,
                row -> pairs.add(new Pair(row.get(PAIR_NAME), row.get(PAIR_TOKENS).get(0))));
        return pairs;
    }

    private static Map<Long, Integer> tokens(JsonParser parser, String field, JsonInput input)
            throws IOException, Rejection {
        Scalars.enterArray(parser, field);
        Map<Long, Integer> tokens = new HashMap<>();
        TOKENS.read(
                parser, input, row -> tokens.put(row.get(TOKEN_INDEX), row.get(TOKEN_DECIMALS)));
        return tokens;
    }

    private static Integer decimals(JsonParser parser, String field, JsonInput input)
            throws IOException, Rejection {
        long decimals = Scalars.integer(parser, field, Reason.MISTYPED_FIELD);
        if (decimals < 0 || decimals > MAX_DECIMALS) {
            throw new Rejection(
                    Reason.MISTYPED_FIELD,
                    "%s is %d: a size has 0 to %d decimals",
                    field,
                    decimals,
                    MAX_DECIMALS);
        }
        return (int) decimals;
    }

    private static void leaveArray(JsonParser parser) throws IOException, Rejection {
        if (parser.nextToken() != JsonToken.END_ARRAY) {
            throw Scalars.mistyped(parser, "", "an array of two elements");
        }
    }
}
