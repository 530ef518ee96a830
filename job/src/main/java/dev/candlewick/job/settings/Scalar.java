package dev.candlewick.job.settings;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A setting of one value.
 *
 * @param reader throws {@link IllegalArgumentException} on text it cannot read
 * @param within whether a value that was read lies in its bounds
 * @param schema what it looks like in JSON Schema
 */
record Scalar<T>(
        String expectation,
        Function<String, T> reader,
        Predicate<T> within,
        Map<String, Object> schema)
        implements ValueType<T> {

    /** Of a text. */
    Scalar(String expectation, Function<String, T> reader, Predicate<T> within) {
        this(expectation, reader, within, Map.of("type", "string"));
    }

    /** The same in the words of JSON Schema. */
    Scalar<T> as(Map<String, Object> form) {
        return new Scalar<>(expectation, reader, within, form);
    }

    @Override
    public T parse(RawValue raw) throws InvalidValueException {
        if (raw.isList()) {
            throw new InvalidValueException("takes no list; write " + expectation);
        }
        return parse(raw.asText().trim());
    }

    T parse(String text) throws InvalidValueException {
        T value;
        try {
            value = reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException("write " + expectation);
        }
        if (!within.test(value)) {
            throw new InvalidValueException("write " + expectation);
        }
        return value;
    }
}
