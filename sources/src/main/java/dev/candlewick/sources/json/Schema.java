package dev.candlewick.sources.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a JSON object that are read. Keys may come in any order and unknown keys are
 * skipped. An object is read to its end even if it is rejected, so that the next element of an
 * array can be read.
 *
 * <pre>{@code
 * private static final Schema TRADE = new Schema();
 * private static final Field<BigDecimal> PRICE = TRADE.required("px", FieldType.PRICE);
 *
 * Row row = TRADE.read(parser, "", input);
 * BigDecimal price = row.get(PRICE);
 * }</pre>
 *
 * <p>All fields are declared before the first object is read.
 */
public final class Schema implements FieldType<Row> {

    private final List<Field<?>> fields = new ArrayList<>();
    private final Map<String, Field<?>> byName = new HashMap<>();

    public <T> Field<T> required(String name, FieldType<T> type) {
        return add(new Field<>(this, fields.size(), name, type, false));
    }

    /** A field that may be missing or null. */
    public <T> Field<T> optional(String name, FieldType<T> type) {
        return add(new Field<>(this, fields.size(), name, type, true));
    }

    private <T> Field<T> add(Field<T> field) {
        fields.add(field);
        byName.put(field.name(), field);
        return field;
    }

    @Override
    public Row read(JsonParser parser, String field, JsonInput input)
            throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Scalars.mistyped(parser, field, "an object");
        }
        Object[] values = new Object[fields.size()];
        Rejection problem = readFields(parser, input, values);
        if (problem == null) {
            problem = missing(values);
        }
        if (problem != null) {
            Rejection known = problem.symbol() == null ? problem.about(symbolIn(values)) : problem;
            throw field.isEmpty() ? known : known.in(field);
        }
        return new Row(this, values);
    }

    private Rejection readFields(JsonParser parser, JsonInput input, Object[] values)
            throws IOException {
        Rejection problem = null;
        JsonStreamContext object = parser.getParsingContext();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            Field<?> field = byName.get(name);
            if (field == null) {
                parser.skipChildren();
                continue;
            }
            try {
                readField(parser, input, values, field);
            } catch (Rejection e) {
                problem = problem == null ? e : problem;
                leave(parser, object);
            }
        }
        return problem;
    }

    private static void readField(
            JsonParser parser, JsonInput input, Object[] values, Field<?> field)
            throws IOException, Rejection {
        if (values[field.place()] != null) {
            throw new Rejection(Reason.DUPLICATE_FIELD, field.name() + " is there twice");
        }
        if (parser.currentToken() != JsonToken.VALUE_NULL || !field.isOptional()) {
            values[field.place()] = field.type().read(parser, field.name(), input);
        }
    }

    /** Skips the rest of a rejected value. */
    private static void leave(JsonParser parser, JsonStreamContext object) throws IOException {
        while (parser.getParsingContext() != object) {
            parser.nextToken();
        }
    }

    private Rejection missing(Object[] values) {
        for (Field<?> field : fields) {
            if (values[field.place()] == null && !field.isOptional()) {
                return new Rejection(Reason.MISSING_FIELD, field.name() + " is missing");
            }
        }
        return null;
    }

    private String symbolIn(Object[] values) {
        for (Field<?> field : fields) {
            if (field.type() == FieldType.SYMBOL) {
                return (String) values[field.place()];
            }
        }
        return null;
    }
}
