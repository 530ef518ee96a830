package dev.candlewick.job.settings;

import java.util.List;
import java.util.Map;

/** How the text of a setting becomes a value. */
public interface ValueType<T> {

    /**
     * Reads a value.
     *
     * @param items the one text of a scalar, or the elements of a list
     * @throws InvalidValueException if it cannot be; the message says what to write
     */
    T parse(RawValue items) throws InvalidValueException;

    /** What to write, such as {@code a whole number from 1 to 200}. */
    String expectation();

    /** What a value looks like in the words of JSON Schema, as far as those can say it. */
    default Map<String, Object> schema() {
        return Map.of();
    }

    /** What a user wrote: a single text, or a list of them. */
    record RawValue(List<String> items, boolean isList) {

        public static RawValue text(String text) {
            return new RawValue(List.of(text), false);
        }

        public static RawValue list(List<String> items) {
            return new RawValue(List.copyOf(items), true);
        }

        /** As a user may write it on one line. */
        public String asText() {
            return String.join(", ", items);
        }
    }

    /** A value that a setting cannot take. */
    final class InvalidValueException extends Exception {

        public InvalidValueException(String message) {
            super(message);
        }
    }
}
