package dev.candlewick.sources.hyperliquid;

import static dev.candlewick.sources.hyperliquid.Schema.optional;
import static dev.candlewick.sources.hyperliquid.Schema.required;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Channels that speak of the connection: acknowledgements, errors, and what a tape's recorder says.
 */
final class ControlDecoder {

    private static final Schema ACKNOWLEDGEMENT =
            Schema.of(
                    required("method", Kind.TEXT),
                    required("subscription", ControlDecoder::subscription));

    private static final Schema CONNECTION =
            Schema.of(
                    required("state", Kind.TEXT),
                    optional("reason", Kind.TEXT),
                    optional("exchange", Kind.TEXT),
                    optional("symbols", ControlDecoder::texts));

    private ControlDecoder() {}

    static void decodeAcknowledgement(JsonParser parser, Reading reading)
            throws IOException, Rejection {
        Schema.Values values = ACKNOWLEDGEMENT.read(parser, "", reading);
        Message.Acknowledgement acknowledgement =
                new Message.Acknowledgement(values.get(0), values.get(1));
        if (acknowledgement.type() == null) {
            throw new Rejection(Reason.MISSING_FIELD, "subscription.type is missing");
        }
        if (acknowledgement.symbol() != null) {
            ValidationRules.symbol("subscription.coin", acknowledgement.symbol());
        }
        reading.memory().onAcknowledged(acknowledgement);
        reading.add(acknowledgement);
    }

    static void decodeError(JsonParser parser, Reading reading) throws IOException, Rejection {
        reading.add(new Message.ErrorText(Scalars.text(parser, "")));
    }

    /** Only a tape may say it; from an exchange it would be an unknown channel. */
    static void decodeConnection(JsonParser parser, Reading reading) throws IOException, Rejection {
        if (reading.origin() != Origin.TAPE) {
            throw new Rejection(Reason.UNKNOWN_SHAPE, " of a lost connection belong to tapes");
        }
        Schema.Values values = CONNECTION.read(parser, "", reading);
        Message message = connection(values);
        if (message instanceof Message.ConnectionClosed) {
            reading.memory().onDisconnected();
        }
        reading.add(message);
    }

    private static Message connection(Schema.Values values) throws Rejection {
        String state = values.get(0);
        return switch (state) {
            case "open" -> new Message.ConnectionOpened();
            case "closed" -> new Message.ConnectionClosed(orElse(values.get(1), "closed"));
            case "recording" ->
                    new Message.Recording(
                            orElse(values.get(2), ""), orElse(values.get(3), List.of()));
            default ->
                    throw new Rejection(
                            Reason.UNKNOWN_SHAPE,
                            "state is '%s', not 'open', 'closed' or 'recording'".formatted(state));
        };
    }

    private static <T> T orElse(T value, T other) {
        return value == null ? other : value;
    }

    private static List<String> texts(JsonParser parser, String field, Reading reading)
            throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Scalars.mistyped(parser, field, "an array");
        }
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            texts.add(Scalars.text(parser, field));
        }
        return texts;
    }

    private static Map<String, Object> subscription(
            JsonParser parser, String field, Reading reading) throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Scalars.mistyped(parser, field, "an object");
        }
        Map<String, Object> subscription = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            subscription.put(name, scalar(parser, token));
            parser.skipChildren();
        }
        return subscription;
    }

    private static Object scalar(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    Decimals.parse(
                            parser.getTextCharacters(),
                            parser.getTextOffset(),
                            parser.getTextLength());
            default -> null;
        };
    }
}
