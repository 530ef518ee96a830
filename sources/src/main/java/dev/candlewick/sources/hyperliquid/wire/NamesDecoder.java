package dev.candlewick.sources.hyperliquid.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.json.Field;
import dev.candlewick.sources.json.FieldType;
import dev.candlewick.sources.json.JsonInput;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.Row;
import dev.candlewick.sources.json.Schema;
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

    private static final Schema ASSET = new Schema();
    private static final Field<String> NAME = ASSET.required("name", FieldType.SYMBOL);

    private static final Schema META = new Schema();
    private static final Field<List<String>> UNIVERSE =
            META.required("universe", FieldType.listOf(NamesDecoder::name));

    private static final Schema PAYLOAD = new Schema();
    private static final Field<String> TYPE = PAYLOAD.optional("type", FieldType.TEXT);
    private static final Field<List<List<String>>> UNIVERSES =
            PAYLOAD.optional("data", NamesDecoder::universes);

    private static final Schema RESPONSE = new Schema();
    private static final Field<Row> RESPONSE_PAYLOAD =
            RESPONSE.optional("payload", NamesDecoder::payload);

    private static final Schema DATA = new Schema();
    private static final Field<Row> DATA_RESPONSE = DATA.required("response", RESPONSE);

    @Override
    public void decode(JsonParser parser, FrameInput reading) throws IOException, Rejection {
        Row payload = DATA.read(parser, "", reading).get(DATA_RESPONSE).get(RESPONSE_PAYLOAD);
        if (payload != null && WITH_NAMES.contains(payload.get(TYPE, ""))) {
            payload.get(UNIVERSES, List.of()).forEach(names -> remember(names, reading.memory()));
        }
        reading.add(new FeedSignal.Unread(reading.channel()));
    }

    /** An asset of a builder is named after its dex; one of the main dex has no such prefix. */
    private static void remember(List<String> names, ConnectionMemory memory) {
        if (!names.isEmpty()) {
            int colon = names.get(0).indexOf(':');
            memory.onNames(colon < 0 ? "" : names.get(0).substring(0, colon), names);
        }
    }

    /** The payload of a failed request is a text. */
    private static Row payload(JsonParser parser, String field, JsonInput input)
            throws IOException, Rejection {
        return parser.currentToken() == JsonToken.START_OBJECT
                ? PAYLOAD.read(parser, field, input)
                : null;
    }

    /** One universe or several; an empty list for answers to something else. */
    private static List<List<String>> universes(JsonParser parser, String field, JsonInput input)
            throws IOException {
        List<List<String>> universes = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                addUniverse(parser, input, universes);
            }
        } else {
            addUniverse(parser, input, universes);
        }
        return universes;
    }

    private static void addUniverse(
            JsonParser parser, JsonInput input, List<List<String>> universes) throws IOException {
        try {
            universes.add(META.read(parser, "", input).get(UNIVERSE));
        } catch (Rejection somethingElse) {
            parser.skipChildren();
        }
    }

    private static String name(JsonParser parser, String field, JsonInput input)
            throws IOException, Rejection {
        return ASSET.read(parser, field, input).get(NAME);
    }
}
