package dev.candlewick.sources.hyperliquid.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.json.Field;
import dev.candlewick.sources.json.FieldType;
import dev.candlewick.sources.json.JsonInput;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.Row;
import dev.candlewick.sources.json.Scalars;
import dev.candlewick.sources.json.Schema;
import dev.candlewick.sources.json.ValidationRules;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Channels that speak of the connection: acknowledgements and errors. */
final class ControlDecoder {

    private static final Schema ACKNOWLEDGEMENT = new Schema();
    private static final Field<String> METHOD = ACKNOWLEDGEMENT.required("method", FieldType.TEXT);
    private static final Field<Map<String, Object>> SUBSCRIPTION =
            ACKNOWLEDGEMENT.required("subscription", ControlDecoder::subscription);

    private static final Set<String> METHODS = Set.of("subscribe", "unsubscribe");

    private ControlDecoder() {}

    static void decodeAcknowledgement(JsonParser parser, FrameInput reading)
            throws IOException, Rejection {
        Row row = ACKNOWLEDGEMENT.read(parser, "", reading);
        FeedSignal.Acknowledgement acknowledgement =
                new FeedSignal.Acknowledgement(row.get(METHOD), row.get(SUBSCRIPTION));
        if (!METHODS.contains(acknowledgement.method())) {
            throw new Rejection(
                    Reason.UNKNOWN_SHAPE, "method is neither 'subscribe' nor 'unsubscribe'");
        }
        if (acknowledgement.type() == null) {
            throw new Rejection(Reason.MISSING_FIELD, "subscription.type is missing");
        }
        if (acknowledgement.symbol() != null) {
            ValidationRules.symbol("subscription.coin", acknowledgement.symbol());
        }
        reading.memory().onAcknowledged(acknowledgement);
        reading.add(acknowledgement);
    }

    static void decodeError(JsonParser parser, FrameInput reading) throws IOException, Rejection {
        reading.add(new FeedSignal.ErrorText(Scalars.text(parser, "")));
    }

    private static Map<String, Object> subscription(
            JsonParser parser, String field, JsonInput input) throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Scalars.mistyped(parser, field, "an object");
        }
        Map<String, Object> subscription = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            subscription.put(name, Scalars.any(parser));
            parser.skipChildren();
        }
        return subscription;
    }
}
