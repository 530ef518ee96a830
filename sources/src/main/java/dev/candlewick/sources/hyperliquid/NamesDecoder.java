package dev.candlewick.sources.hyperliquid;

import static dev.candlewick.sources.hyperliquid.Schema.optional;
import static dev.candlewick.sources.hyperliquid.Schema.required;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The channel {@code post}, of which only the names of all assets matter here: contexts that come
 * in their order without them are understood by it. Other answers are passed over.
 */
final class NamesDecoder implements ChannelDecoder {

    private static final Set<String> WITH_NAMES = Set.of("meta", "allPerpMetas");

    private static final Schema ASSET = Schema.of(required("name", Kind.SYMBOL));
    private static final Schema META = Schema.of(required("universe", NamesDecoder::names));
    private static final Schema PAYLOAD =
            Schema.of(optional("type", Kind.TEXT), optional("data", NamesDecoder::universes));
    private static final Schema RESPONSE = Schema.of(optional("payload", NamesDecoder::payload));
    private static final Schema DATA = Schema.of(required("response", RESPONSE.asField()));

    @Override
    public void decode(JsonParser parser, Reading reading) throws IOException, Rejection {
        Schema.Values payload = DATA.read(parser, "", reading).<Schema.Values>get(0).get(0);
        if (payload != null && payload.get(0) != null && WITH_NAMES.contains(payload.get(0))) {
            List<List<String>> universes = payload.get(1);
            if (universes != null) {
                universes.forEach(names -> remember(names, reading.memory()));
            }
        }
        reading.add(new Message.Unread(reading.channel()));
    }

    /** An asset of a builder is named after its dex; one of the main dex has no such prefix. */
    private static void remember(List<String> names, ConnectionMemory memory) {
        if (!names.isEmpty()) {
            int colon = names.get(0).indexOf(':');
            memory.onNames(colon < 0 ? "" : names.get(0).substring(0, colon), names);
        }
    }

    /** The payload of a failed request is a text. */
    private static Schema.Values payload(JsonParser parser, String field, Reading reading)
            throws IOException, Rejection {
        return parser.currentToken() == JsonToken.START_OBJECT
                ? PAYLOAD.read(parser, field, reading)
                : null;
    }

    /** One universe or several; an empty list for answers to something else. */
    private static List<List<String>> universes(JsonParser parser, String field, Reading reading)
            throws IOException {
        List<List<String>> universes = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                addUniverse(parser, reading, universes);
            }
        } else {
            addUniverse(parser, reading, universes);
        }
        return universes;
    }

    private static void addUniverse(
            JsonParser parser, Reading reading, List<List<String>> universes) throws IOException {
        try {
            universes.add(META.read(parser, "", reading).get(0));
        } catch (Rejection somethingElse) {
            parser.skipChildren();
        }
    }

    private static List<String> names(JsonParser parser, String field, Reading reading)
            throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Scalars.mistyped(parser, field, "an array");
        }
        List<String> names = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            names.add(ASSET.read(parser, field, reading).get(0));
        }
        return names;
    }
}
