package dev.candlewick.sources.hyperliquid;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a JSON object that matter here. Keys may come in any order and unknown ones are
 * skipped. An object is always read to its end, also when it is refused, so that the next element
 * of a frame can be read.
 */
public final class Schema implements Kind<Schema.Values> {

    private final List<Field<?>> fields;
    private final Map<String, Integer> places = new HashMap<>();

    private Schema(List<Field<?>> fields) {
        this.fields = fields;
        fields.forEach(field -> places.put(field.name(), places.size()));
    }

    public static Schema of(Field<?>... fields) {
        return new Schema(List.of(fields));
    }

    public static <T> Field<T> required(String name, Kind<T> kind) {
        return new Field<>(name, kind, false);
    }

    /** A field that may be missing or null. */
    public static <T> Field<T> optional(String name, Kind<T> kind) {
        return new Field<>(name, kind, true);
    }

    /** The same for an object inside an object, whose details name it. */
    public Kind<Values> asField() {
        return (parser, field, reading) -> {
            try {
                return read(parser, "", reading);
            } catch (Rejection rejection) {
                throw rejection.in(field);
            }
        };
    }

    @Override
    public Values read(JsonParser parser, String field, Reading reading)
            throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Scalars.mistyped(parser, field, "an object");
        }
        Object[] values = new Object[fields.size()];
        Rejection problem = readFields(parser, reading, values);
        if (problem == null) {
            problem = missing(values);
        }
        if (problem != null) {
            throw problem.symbol() == null ? problem.about(symbolIn(values)) : problem;
        }
        return new Values(values);
    }

    private Rejection readFields(JsonParser parser, Reading reading, Object[] values)
            throws IOException {
        Rejection problem = null;
        JsonStreamContext object = parser.getParsingContext();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            Integer place = places.get(name);
            if (place == null) {
                parser.skipChildren();
                continue;
            }
            try {
                readField(parser, reading, values, place);
            } catch (Rejection e) {
                problem = problem == null ? e : problem;
                leave(parser, object);
            }
        }
        return problem;
    }

    private void readField(JsonParser parser, Reading reading, Object[] values, int place)
            throws IOException, Rejection {
        Field<?> field = fields.get(place);
        if (values[place] != null) {
            throw new Rejection(Reason.DUPLICATE_FIELD, field.name() + " is there twice");
        }
        if (parser.currentToken() != JsonToken.VALUE_NULL || !field.isOptional()) {
            values[place] = field.kind().read(parser, field.name(), reading);
        }
    }

    /** Skips what is left of a refused value. */
    private static void leave(JsonParser parser, JsonStreamContext object) throws IOException {
        while (parser.getParsingContext() != object) {
            parser.nextToken();
        }
    }

    private Rejection missing(Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null && !fields.get(i).isOptional()) {
                return new Rejection(Reason.MISSING_FIELD, fields.get(i).name() + " is missing");
            }
        }
        return null;
    }

    private String symbolIn(Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (fields.get(i).kind() == Kind.SYMBOL) {
                return (String) values[i];
            }
        }
        return null;
    }

    /** One field of an object. */
    public record Field<T>(String name, Kind<T> kind, boolean isOptional) {}

    /** The values of one object, in the order of its schema. */
    @SuppressWarnings("ArrayRecordComponent") // lives for the length of a method
    public record Values(Object[] byPlace) {

        /** What the kind of that field has read; null where an optional one was not there. */
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <T> T get(int place) {
            return (T) byPlace[place];
        }
    }
}
