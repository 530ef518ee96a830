package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.parquet.HiddenFiles;
import dev.candlewick.sinks.tables.Column;
import dev.candlewick.sinks.tables.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rows of a lake as a query. */
@FunctionalInterface
interface LakeRows {

    /** Names with a dot before them are those of files that are not committed. */
    String COMMITTED = "[!.]*.parquet";

    String of(Table<?> table);

    /** The rows of a lake of which DuckDB can read the files. */
    static LakeRows in(Path lake) {
        return table -> in(lake, table, List.of("/**/" + COMMITTED));
    }

    /** The rows of some files of a table: those that match patterns within its folder. */
    static String in(Path lake, Table<?> table, List<String> patterns) {
        return Sql.fill("lake_rows.sql", parameters(lake, table, patterns));
    }

    /** What the statements need that read files of a table. */
    static Map<String, String> parameters(Path lake, Table<?> table, List<String> patterns) {
        Path folder = lake.resolve(table.name());
        return Map.of(
                "columns", table.columnList(),
                "files",
                        patterns.stream()
                                .map(pattern -> Sql.glob(folder, pattern))
                                .collect(Collectors.joining(", ", "[", "]")),
                "hidden", hidden(folder));
    }

    /** The files that are left out; a lake of an earlier version has no list of them. */
    private static String hidden(Path folder) {
        Path lists = folder.resolve(HiddenFiles.FOLDER);
        return Files.isDirectory(lists)
                ? Sql.fill(
                        "hidden_files.sql",
                        Map.of(
                                "lists", Sql.glob(lists, "/[!.]*.csv"),
                                "folder", Sql.literal(folder + "/")))
                : "SELECT NULL::VARCHAR AS filename WHERE false";
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
