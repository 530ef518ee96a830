package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.tables.Column;
import dev.candlewick.sinks.tables.Table;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** The rows of a lake as a query. */
@FunctionalInterface
interface LakeRows {

    String of(Table<?> table);

    /** The rows of a lake of which DuckDB can read the files. */
    static LakeRows in(Path folder) {
        return table ->
                Sql.fill(
                        "lake_rows.sql",
                        Map.of(
                                "columns",
                                table.columnList(),
                                "files",
                                Sql.glob(folder.resolve(table.name()), "/**/*.parquet")));
    }

    /** A query of the right columns that finds nothing. */
    static String none(Table<?> table) {
        return table.columns().stream()
                .map(LakeRows::nothing)
                .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
    }

    private static String nothing(Column<?> column) {
        return "NULL::%s AS %s".formatted(column.type().sql(), column.name());
    }
}
