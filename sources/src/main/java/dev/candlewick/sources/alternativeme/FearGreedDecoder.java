package dev.candlewick.sources.alternativeme;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.sources.json.Field;
import dev.candlewick.sources.json.JsonInput;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.Row;
import dev.candlewick.sources.json.Schema;
import dev.candlewick.sources.json.StrictJson;
import dev.candlewick.sources.json.ValidationRules;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Decodes the provider's answers. An error in the metadata takes precedence over the data. */
final class FearGreedDecoder {

    /** An answer has no prices. */
    private static final ValidationRules RULES = new ValidationRules(BigDecimal.ZERO, true);

    private static final IndexDays NOT_AN_ARRAY = new IndexDays();

    private static final Schema METADATA = new Schema();
    private static final Field<String> ERROR =
            METADATA.optional("error", (parser, field, input) -> error(parser));

    private static final Schema ENVELOPE = new Schema();
    private static final Field<IndexDays> DATA =
            ENVELOPE.optional("data", (parser, field, input) -> data(parser, input));
    private static final Field<String> METADATA_ERROR =
            ENVELOPE.optional("metadata", (parser, field, input) -> metadata(parser, input));

    private FearGreedDecoder() {}

    static Answer decode(byte[] body, String source, String index, long receivedAt) {
        JsonInput input = new JsonInput(body, source, RULES, receivedAt);
        input.on(index);
        try {
            IndexDays days = days(StrictJson.read(body, parser -> envelope(parser, input)));
            List<DayValue> values = days.values();
            String fault = values.isEmpty() ? "none of its rows can be used" : null;
            return new Answer(values, input.rejected(), fault, days.untilUpdate());
        } catch (Rejection rejection) {
            String fault = rejection.reason().label() + ": " + rejection.getMessage();
            return new Answer(List.of(), List.of(input.rejectAll(rejection)), fault, null);
        }
    }

    private static Row envelope(JsonParser parser, JsonInput input) throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new Rejection(Reason.UNKNOWN_SHAPE, "the answer is not a JSON object");
        }
        return ENVELOPE.read(parser, "", input);
    }

    private static IndexDays days(Row envelope) throws Rejection {
        String error = envelope.get(METADATA_ERROR);
        if (error != null) {
            throw new Rejection(Reason.PROVIDER_ERROR, error);
        }
        IndexDays days = envelope.get(DATA);
        if (days == null) {
            throw new Rejection(Reason.NO_DATA, "data is missing or null");
        }
        if (days == NOT_AN_ARRAY) {
            throw new Rejection(Reason.UNKNOWN_SHAPE, "data is not an array");
        }
        if (!days.hasRows()) {
            throw new Rejection(Reason.NO_DATA, "data is empty");
        }
        return days;
    }

    private static IndexDays data(JsonParser parser, JsonInput input) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return NOT_AN_ARRAY;
        }
        IndexDays days = new IndexDays();
        days.read(parser, input);
        return days;
    }

    private static String metadata(JsonParser parser, JsonInput input)
            throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        return METADATA.read(parser, "", input).get(ERROR);
    }

    private static String error(JsonParser parser) throws IOException {
        boolean isText = parser.currentToken().isScalarValue();
        String error = isText ? parser.getText() : "an error that is not text";
        parser.skipChildren();
        return error;
    }

    /**
     * A decoded answer.
     *
     * @param days one value a day, oldest first
     * @param rejected the answer as a whole, or rows of it
     * @param fault why nothing of it can be used; null if something can
     * @param untilUpdate after how long the provider announces the next value; null if it does not
     */
    record Answer(
            List<DayValue> days, List<DeadLetter> rejected, String fault, Duration untilUpdate) {}
}
