package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.parquet.HiddenFiles;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TableFolder;
import dev.candlewick.sinks.tables.Column;
import dev.candlewick.sinks.tables.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** The rows of a lake but for those of some files. */
    static LakeFiles without(Path lake, List<DamagedFiles.Damaged> left) {
        return new LakeFiles(
                (table, chosen) -> {
                    Set<String> names =
                            left.stream()
                                    .filter(file -> file.table().equals(table.name()))
                                    .map(DamagedFiles.Damaged::name)
                                    .collect(Collectors.toSet());
                    return in(
                            lake,
                            table,
                            names.isEmpty()
                                    ? List.of("/**/" + COMMITTED)
                                    : committedBut(names, lake, table),
                            chosen);
                });
    }

    /** The rows of the files of a table that are visible now: none that a list hides. */
    static String visible(Path lake, Table<?> table) throws IOException {
        return visible(lake, table, any -> true);
    }

    /**
     * The same of some folders of the table, and of the file that has its columns. Files are named,
     * so that no row is asked for its file, which takes gigabytes of memory where rows are many.
     */
    static String visible(Path lake, Table<?> table, Predicate<String> folders) throws IOException {
        Path folder = lake.resolve(table.name());
        List<String> files =
                Lake.at(lake).folderOf(table).visibleFiles(folders).stream()
                        .map(file -> "/" + file.name())
                        .toList();
        return files.isEmpty()
                ? none(table)
                : Sql.fill(
                        "visible_rows.sql",
                        Map.of(
                                "columns",
                                table.columnList("r"),
                                "files",
                                list(folder, files),
                                "has_changed",
                                hasChanged(table)));
    }

    /** With the file that has the columns, so that there is always one. */
    private static List<String> committedBut(Set<String> names, Path lake, Table<?> table) {
        Path folder = lake.resolve(table.name());
        try {
            return Stream.concat(
                            Stream.of("/" + TableFolder.SCHEMA)
                                    .filter(name -> Files.exists(Path.of(folder + name))),
                            Lake.at(lake).folderOf(table).files().stream()
                                    .filter(TableFolder.Entry::isCommitted)
                                    .filter(file -> !names.contains(file.name()))
                                    .map(file -> "/" + file.name()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not list the files of " + table.name(), e);
        }
    }

    /**
     * Patterns with the file before them that has the table's columns as they are now, which files
     * of an earlier version may lack.
     */
    static List<String> withColumns(Path lake, Table<?> table, List<String> patterns) {
        return Files.exists(lake.resolve(table.name()).resolve(TableFolder.SCHEMA))
                ? Stream.concat(Stream.of("/" + TableFolder.SCHEMA), patterns.stream()).toList()
                : patterns;
    }

    /** The rows of some files of a table: those that match patterns within its folder. */
    static String in(Path lake, Table<?> table, List<String> patterns) {
        return in(lake, table, patterns, LakeFiles.Choice.VISIBLE);
    }

    private static String in(
            Path lake, Table<?> table, List<String> patterns, LakeFiles.Choice chosen) {
        Map<String, String> parameters = new HashMap<>(parameters(lake, table, patterns));
        parameters.put("within", chosen.condition());
        parameters.put("has_changed", hasChanged(table));
        return Sql.fill(chosen.hidden() ? "all_lake_rows.sql" : "lake_rows.sql", parameters);
    }

    /** Whether files of an earlier version may lack columns. */
    private static String hasChanged(Table<?> table) {
        return Boolean.toString(table.version() > 1);
    }

    /** What the statements need that read files of a table. */
    static Map<String, String> parameters(Path lake, Table<?> table, List<String> patterns) {
        Path folder = lake.resolve(table.name());
        return Map.of(
                "columns", table.columnList("r"),
                "files", list(folder, patterns),
                "hidden", hidden(folder));
    }

    private static String list(Path folder, List<String> patterns) {
        return patterns.stream()
                .map(pattern -> Sql.glob(folder, pattern))
                .collect(Collectors.joining(", ", "[", "]"));
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
