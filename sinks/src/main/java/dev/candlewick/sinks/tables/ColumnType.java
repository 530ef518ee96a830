package dev.candlewick.sinks.tables;

/** What a column holds, named as DuckDB names it. */
public enum ColumnType {
    VARCHAR("VARCHAR"),
    /** An instant in microseconds since the epoch, UTC. */
    TIMESTAMP("TIMESTAMPTZ"),
    /** A day, counted from the epoch. */
    DATE("DATE"),
    DOUBLE("DOUBLE"),
    BIGINT("BIGINT"),
    INTEGER("INTEGER"),
    BOOLEAN("BOOLEAN"),
    BLOB("BLOB"),
    DOUBLE_LIST("DOUBLE[]"),
    BIGINT_LIST("BIGINT[]");

    private final String sql;

    ColumnType(String sql) {
        this.sql = sql;
    }

    /** Whether a value is a list of values. */
    public boolean isList() {
        return this == DOUBLE_LIST || this == BIGINT_LIST;
    }

    /** The name of the type in DuckDB. */
    public String sql() {
        return sql;
    }
}
