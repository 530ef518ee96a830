package dev.candlewick.sources.hyperliquid.info;

import static dev.candlewick.sources.hyperliquid.Schema.optional;
import static dev.candlewick.sources.hyperliquid.Schema.required;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.sources.hyperliquid.ChannelBodies;
import dev.candlewick.sources.hyperliquid.Elements;
import dev.candlewick.sources.hyperliquid.Kind;
import dev.candlewick.sources.hyperliquid.Reading;
import dev.candlewick.sources.hyperliquid.Reason;
import dev.candlewick.sources.hyperliquid.Rejection;
import dev.candlewick.sources.hyperliquid.Scalars;
import dev.candlewick.sources.hyperliquid.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The lists of assets: {@code meta} and {@code spotMeta}. A bad asset does not spoil the others;
 * where a place in the list means something, it keeps its place as null.
 */
final class ListingsReader {

    private static final int MAX_DECIMALS = 18;

    private static final Elements ASSETS =
            new Elements(
                    Schema.of(
                            required("name", Kind.SYMBOL),
                            required("szDecimals", ListingsReader::decimals),
                            optional("isDelisted", Scalars::flag)));
    private static final Elements PAIRS =
            new Elements(
                    Schema.of(
                            required("name", Kind.SYMBOL),
                            required("tokens", ListingsReader::indices)));
    private static final Elements TOKENS =
            new Elements(
                    Schema.of(
                            required("index", Kind.INTEGER),
                            required("szDecimals", ListingsReader::decimals)));

    private static final Schema META = Schema.of(required("universe", ListingsReader::assets));
    private static final Schema SPOT_META =
            Schema.of(
                    required("universe", ListingsReader::pairs),
                    required("tokens", ListingsReader::tokens));

    private record Pair(String symbol, long baseToken) {}

    private ListingsReader() {}

    /** By their place, which is the id of the asset; null where it could not be read. */
    static List<Instrument> perpetuals(JsonParser parser, Reading reading)
            throws IOException, Rejection {
        return META.read(parser, "", reading).get(0);
    }

    static List<Instrument> spot(JsonParser parser, Reading reading) throws IOException, Rejection {
        Schema.Values meta = SPOT_META.read(parser, "", reading);
        List<Pair> pairs = meta.get(0);
        Map<Long, Integer> decimalsOfToken = meta.get(1);
        List<Instrument> instruments = new ArrayList<>();
        for (Pair pair : pairs) {
            Integer decimals = decimalsOfToken.get(pair.baseToken());
            if (decimals == null) {
                throw new Rejection(
                        Reason.MISSING_FIELD,
                        "tokens has no token %d, which %s trades"
                                .formatted(pair.baseToken(), pair.symbol()));
            }
            instruments.add(new Instrument(pair.symbol(), decimals, false));
        }
        return instruments;
    }

    /** A pair of a list and the contexts of its assets, in its order. */
    static List<AssetContext> perpetualsWithContexts(JsonParser parser, Reading reading)
            throws IOException, Rejection {
        enterArray(parser, "");
        parser.nextToken();
        List<String> symbols = new ArrayList<>();
        for (Instrument instrument : perpetuals(parser, reading)) {
            if (instrument == null) {
                throw new Rejection(
                        Reason.UNKNOWN_SHAPE,
                        "[0].universe has an asset that cannot be read, so that nobody knows whose"
                                + " context is at its place");
            }
            symbols.add(instrument.symbol());
        }
        parser.nextToken();
        List<AssetContext> contexts = ChannelBodies.perpetualContexts(parser, reading, symbols);
        leaveArray(parser);
        return contexts;
    }

    static List<AssetContext> spotWithContexts(JsonParser parser, Reading reading)
            throws IOException, Rejection {
        enterArray(parser, "");
        parser.nextToken();
        spot(parser, reading);
        parser.nextToken();
        List<AssetContext> contexts = ChannelBodies.spotContexts(parser, reading);
        leaveArray(parser);
        return contexts;
    }

    static List<Instrument> known(List<Instrument> byPlace) {
        return byPlace.stream().filter(Objects::nonNull).toList();
    }

    private static List<Instrument> assets(JsonParser parser, String field, Reading reading)
            throws IOException, Rejection {
        enterArray(parser, field);
        List<Instrument> assets = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int place = assets.size();
            ASSETS.readOne(parser, place, reading, values -> assets.add(instrument(values)));
            if (assets.size() == place) {
                assets.add(null);
            }
        }
        return Collections.unmodifiableList(assets);
    }

    private static Instrument instrument(Schema.Values values) {
        return new Instrument(
                values.get(0), values.<Integer>get(1), Boolean.TRUE.equals(values.get(2)));
    }

    private static List<Pair> pairs(JsonParser parser, String field, Reading reading)
            throws IOException, Rejection {
        enterArray(parser, field);
        List<Pair> pairs = new ArrayList<>();
        PAIRS.read(
                parser,
                reading,
                values -> pairs.add(new Pair(values.get(0), values.<List<Long>>get(1).get(0))));
        return pairs;
    }

    private static Map<Long, Integer> tokens(JsonParser parser, String field, Reading reading)
            throws IOException, Rejection {
        enterArray(parser, field);
        Map<Long, Integer> tokens = new HashMap<>();
        TOKENS.read(parser, reading, values -> tokens.put(values.get(0), values.get(1)));
        return tokens;
    }

    private static List<Long> indices(JsonParser parser, String field, Reading reading)
            throws IOException, Rejection {
        enterArray(parser, field);
        List<Long> indices = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            indices.add(Scalars.integer(parser, field, Reason.MISTYPED_FIELD));
        }
        if (indices.size() != 2) {
            throw new Rejection(
                    Reason.MISTYPED_FIELD,
                    "%s has %d tokens, not 2".formatted(field, indices.size()));
        }
        return indices;
    }

    private static Integer decimals(JsonParser parser, String field, Reading reading)
            throws IOException, Rejection {
        long decimals = Scalars.integer(parser, field, Reason.MISTYPED_FIELD);
        if (decimals < 0 || decimals > MAX_DECIMALS) {
            throw new Rejection(
                    Reason.MISTYPED_FIELD,
                    "%s is %d: a size has 0 to %d decimals"
                            .formatted(field, decimals, MAX_DECIMALS));
        }
        return (int) decimals;
    }

    private static void enterArray(JsonParser parser, String field) throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Scalars.mistyped(parser, field, "an array");
        }
    }

    private static void leaveArray(JsonParser parser) throws IOException, Rejection {
        if (parser.nextToken() != JsonToken.END_ARRAY) {
            throw Scalars.mistyped(parser, "", "an array of two elements");
        }
    }
}
