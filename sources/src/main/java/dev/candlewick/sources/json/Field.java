package dev.candlewick.sources.json;

/** A field of a {@link Schema}. */
public record Field<T>(
        Schema schema, int place, String name, FieldType<T> type, boolean isOptional) {

    @Override
    public String toString() {
        return name;
    }
}
