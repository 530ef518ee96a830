package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.parquet.HiddenFiles;
import dev.candlewick.sinks.tables.Column;
import dev.candlewick.sinks.tables.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** The rows of a lake as a query. */
@FunctionalInterface
interface LakeRows {

    String of(Table<?> table);

    /**
     * The rows of a lake of which DuckDB can read the files. Names with a dot before them are those
     * of files that are not committed.
     */
    static LakeRows in(Path lake) {
        return table -> {
            Path folder = lake.resolve(table.name());
            Path lists = folder.resolve(HiddenFiles.FOLDER);
            Map<String, String> parameters =
                    Map.of(
                            "columns", table.columnList(),
                            "files", Sql.glob(folder, "/**/[!.]*.parquet"),
                            "lists", Sql.glob(lists, "/[!.]*.csv"),
                            "folder", Sql.literal(folder + "/"));
            // A lake that no compaction has seen may have no list; another version's has none.
            return Sql.fill(
                    Files.isDirectory(lists) ? "lake_rows.sql" : "all_lake_rows.sql", parameters);
        };
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
