package dev.candlewick.sources.alternativeme;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.sources.json.Field;
import dev.candlewick.sources.json.JsonInput;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.Row;
import dev.candlewick.sources.json.Scalars;
import dev.candlewick.sources.json.Schema;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A row of an answer. The provider sends numbers as strings; numbers are accepted as well. */
final class IndexRow {

    static final Schema SCHEMA = new Schema();

    private static final Field<Integer> VALUE = SCHEMA.required("value", IndexRow::value);
    private static final Field<Long> TIMESTAMP = SCHEMA.required("timestamp", IndexRow::timestamp);
    private static final Field<String> LABEL =
            SCHEMA.optional("value_classification", IndexRow::label);
    private static final Field<Duration> UNTIL_UPDATE =
            SCHEMA.optional("time_until_update", IndexRow::untilUpdate);

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,12}");
    private static final int HIGHEST_VALUE = 100;
    private static final int LONGEST_LABEL = 64;

    private IndexRow() {}

    static DayValue dayValue(Row row) {
        long timestamp = row.get(TIMESTAMP);
        int day = Math.toIntExact(TimeUnit.MICROSECONDS.toDays(timestamp));
        return new DayValue(day, timestamp, row.get(VALUE), row.get(LABEL));
    }

    /** Null without a usable announcement. */
    static Duration untilUpdate(Row row) {
        return row.get(UNTIL_UPDATE);
    }

    private static String text(JsonParser parser, String field) throws IOException, Rejection {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            throw new Rejection(Reason.MISSING_FIELD, field + " is missing");
        }
        if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
            throw Scalars.mistyped(parser, field, "text");
        }
        return parser.getText();
    }

    private static Integer value(JsonParser parser, String field, JsonInput input)
            throws IOException, Rejection {
        String text = text(parser, field);
        if (!WHOLE.matcher(text).matches()) {
            throw new Rejection(
                    Reason.VALUE_NOT_WHOLE, field + " is not a whole number: " + excerpt(text));
        }
        int value = Integer.parseInt(text);
        if (value < 0 || value > HIGHEST_VALUE) {
            throw new Rejection(Reason.VALUE_OUT_OF_RANGE, field + " is not in 0..100: " + text);
        }
        return value;
    }

    private static Long timestamp(JsonParser parser, String field, JsonInput input)
            throws IOException, Rejection {
        String text = text(parser, field);
        if (!SECONDS.matcher(text).matches()) {
            throw new Rejection(
                    Reason.MISTYPED_FIELD, field + " is not a number of seconds: " + excerpt(text));
        }
        long millis = TimeUnit.SECONDS.toMillis(Long.parseLong(text));
        return input.rules().time(field, millis, input.receivedAt());
    }

    private static String label(JsonParser parser, String field, JsonInput input)
            throws IOException, Rejection {
        String text = text(parser, field);
        if (text.length() > LONGEST_LABEL || text.chars().anyMatch(Character::isISOControl)) {
            throw new Rejection(
                    Reason.MISTYPED_FIELD, field + " is not a short text: " + excerpt(text));
        }
        return text;
    }

    private static Duration untilUpdate(JsonParser parser, String field, JsonInput input)
            throws IOException {
        String text = parser.currentToken().isScalarValue() ? parser.getText() : "";
        parser.skipChildren();
        return WHOLE.matcher(text).matches()
                ? Duration.ofSeconds(Math.max(0, Long.parseLong(text)))
                : null;
    }

    private static String excerpt(String text) {
        return text.length() <= LONGEST_LABEL ? text : text.substring(0, LONGEST_LABEL) + "…";
    }
}
