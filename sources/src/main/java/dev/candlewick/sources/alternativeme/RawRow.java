package dev.candlewick.sources.alternativeme;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The scalar fields of a row, as text. Nulls count as absent. */
final class RawRow {

    private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,9}");

    private final Map<String, String> texts = new HashMap<>();
    private final Set<String> mistyped = new HashSet<>();

    private RawRow() {}

    /** Reads the object at which the parser stands. */
    static RawRow read(JsonParser parser) throws IOException {
        RawRow row = new RawRow();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            row.take(field, parser.nextToken(), parser);
            parser.skipChildren();
        }
        return row;
    }

    private void take(String field, JsonToken token, JsonParser parser) throws IOException {
        // The provider writes numbers as strings; a number as such leaves no doubt either.
        if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
            texts.put(field, parser.getText());
        } else if (token != JsonToken.VALUE_NULL) {
            mistyped.add(field);
        }
    }

    String required(String field) throws BadRow {
        String text = optional(field);
        if (text == null) {
            throw new BadRow(Reason.MISSING_FIELD, field + " is missing");
        }
        return text;
    }

    /** Null if it is absent. */
    String optional(String field) throws BadRow {
        if (mistyped.contains(field)) {
            throw new BadRow(Reason.MISTYPED_FIELD, field + " is not a string");
        }
        return texts.get(field);
    }

    /** When the next value is promised; null without a usable promise. */
    Duration untilUpdate() {
        String text = texts.getOrDefault("time_until_update", "");
        return SECONDS.matcher(text).matches()
                ? Duration.ofSeconds(Math.max(0, Long.parseLong(text)))
                : null;
    }
}
