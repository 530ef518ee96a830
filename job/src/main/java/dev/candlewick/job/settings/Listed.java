package dev.candlewick.job.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A setting of several values: a YAML list, or values between commas. */
record Listed<T>(Scalar<T> element, String elements, boolean mayBeEmpty)
        implements ValueType<List<T>> {

    @Override
    public List<T> parse(RawValue raw) throws InvalidValueException {
        List<String> items = raw.isList() ? raw.items() : split(raw.asText());
        if (items.isEmpty() && !mayBeEmpty) {
            throw new InvalidValueException("is empty; write " + expectation());
        }
        List<T> values = new ArrayList<>();
        Set<T> seen = new HashSet<>();
        for (String item : items) {
            T value = parse(item.trim());
            if (!seen.add(value)) {
                throw new InvalidValueException("names '" + item + "' twice; write it once");
            }
            values.add(value);
        }
        return List.copyOf(values);
    }

    @Override
    public String expectation() {
        return elements;
    }

    /** A list, or its elements between commas. */
    @Override
    public Map<String, Object> schema() {
        Map<String, Object> list =
                Map.of("type", "array", "items", element.schema(), "uniqueItems", true);
        return Map.of("anyOf", List.of(list, Map.of("type", "string")));
    }

    private T parse(String item) throws InvalidValueException {
        try {
            return element.parse(item);
        } catch (InvalidValueException e) {
            throw new InvalidValueException(
                    "'" + item + "' is not " + element.expectation() + "; write " + elements);
        }
    }

    private static List<String> split(String text) {
        return text.isBlank() ? List.of() : Arrays.asList(text.split(",", -1));
    }
}
