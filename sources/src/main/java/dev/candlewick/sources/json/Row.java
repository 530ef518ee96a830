package dev.candlewick.sources.json;

/** The fields of one JSON object. */
public final class Row {

    private final Schema schema;
    private final Object[] values;

    Row(Schema schema, Object[] values) {
        this.schema = schema;
        this.values = values;
    }

    /** The value of a field; null if an optional field is missing or null. */
    @SuppressWarnings("unchecked") // the schema stores what the field's type has read
    public <T> T get(Field<T> field) {
        if (field.schema() != schema) {
            throw new IllegalArgumentException(field + " is a field of another schema");
        }
        return (T) values[field.place()];
    }

    /** The value of a field, or another if an optional field is missing or null. */
    public <T> T get(Field<T> field, T otherwise) {
        T value = get(field);
        return value == null ? otherwise : value;
    }
}
