package dev.candlewick.sinks.compaction;

import dev.candlewick.sinks.duckdb.DuckDb;
import dev.candlewick.sinks.duckdb.Sql;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.ParquetSchema;
import dev.candlewick.sinks.tables.Column;
import dev.candlewick.sinks.tables.ColumnType;
import dev.candlewick.sinks.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the files of a table and writes them into one, by DuckDB and in bounded memory. */
final class SortedCopy implements AutoCloseable {

    private static final String MEMORY = "1GB";

    /** Small enough to find one symbol among hundreds, even where a row is a whole book. */
    private static final int ROW_GROUP = 20 * 2_048;

    private final Table<?> table;
    private final Path workFolder;
    private final DuckDb duckDb;

    private SortedCopy(Table<?> table, Path workFolder, DuckDb duckDb) {
        this.table = table;
        this.workFolder = workFolder;
        this.duckDb = duckDb;
    }

    /**
     * @param workFolder for what does not fit into memory
     */
    static SortedCopy of(Table<?> table, Path workFolder) throws SQLException {
        DuckDb duckDb = DuckDb.open();
        duckDb.run("SET memory_limit = '" + MEMORY + "'");
        duckDb.run("SET threads = 2");
        duckDb.run("SET temp_directory = " + Sql.literal(workFolder.resolve("spill")));
        return new SortedCopy(table, workFolder, duckDb);
    }

    /** Why a file cannot be merged; empty if it can. */
    Optional<String> whyNot(Path file) throws IOException {
        Map<String, String> footer = new HashMap<>();
        try {
            duckDb.query(
                    "SELECT decode(key), decode(value) FROM parquet_kv_metadata(%s)"
                            .formatted(Sql.glob(file, "")),
                    row -> {
                        while (row.next()) {
                            footer.put(row.getString(1), row.getString(2));
                        }
                    });
        } catch (SQLException e) {
            return Optional.of("cannot be read: " + firstLine(e));
        }
        return whyNot(footer.get(ParquetSchema.TABLE_KEY), footer.get(ParquetSchema.VERSION_KEY));
    }

    /**
     * Writes the rows of files, given in the order in which they were committed.
     *
     * @throws IOException if the result has not as many rows as the files; nothing is lost then
     */
    void write(List<Path> files, Path target) throws SQLException, IOException {
        Path columns = workFolder.resolve("columns.parquet");
        Files.deleteIfExists(columns);
        Lake.writeColumns(table, columns);
        duckDb.run("CREATE OR REPLACE TEMP TABLE inputs (filename VARCHAR, place INTEGER)");
        duckDb.run(
                "INSERT INTO inputs VALUES "
                        + IntStream.range(0, files.size())
                                .mapToObj(
                                        i ->
                                                String.format(
                                                        Locale.ROOT,
                                                        "(%s, %d)",
                                                        Sql.literal(files.get(i)),
                                                        i))
                                .collect(Collectors.joining(", ")));
        duckDb.run(
                Sql.fill(
                        "compact.sql",
                        Map.of(
                                "columns", typedColumns(),
                                "files", globs(Stream.concat(Stream.of(columns), files.stream())),
                                "order", order(),
                                "target", Sql.literal(target),
                                "row_group", Integer.toString(ROW_GROUP),
                                "footer", footer())));
        refuseUnlessWhole(files, target);
    }

    @Override
    public void close() throws SQLException {
        duckDb.close();
    }

    private Optional<String> whyNot(String name, String version) {
        if (name == null || version == null || !version.matches("\\d{1,9}")) {
            return Optional.of("does not say what it is; it was not written by this product");
        }
        if (!name.equals(table.name())) {
            return Optional.of("is of the table " + name);
        }
        return Integer.parseInt(version) > table.version()
                ? Optional.of(
                        String.format(
                                Locale.ROOT,
                                "has version %s of the schema, and %d is the newest known here",
                                version,
                                table.version()))
                : Optional.empty();
    }

    private void refuseUnlessWhole(List<Path> files, Path target) throws SQLException, IOException {
        long before = rows(files.stream());
        long after = rows(Stream.of(target));
        if (before != after) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "%d rows of %d files became %d; the files stay as they are",
                            before,
                            files.size(),
                            after));
        }
    }

    private long rows(Stream<Path> files) throws SQLException {
        return duckDb.number(
                "SELECT sum(num_rows) FROM parquet_file_metadata([" + globs(files) + "])");
    }

    private String typedColumns() {
        return table.columns().stream()
                .map(column -> "%1$s::%2$s AS %1$s".formatted(column.name(), column.type().sql()))
                .collect(Collectors.joining(", "));
    }

    /** By the first column of the key or of the table, then by time, then by arrival. */
    private String order() {
        String about = table.key().isEmpty() ? firstOf(ColumnType.VARCHAR) : table.key().get(0);
        String time = table.day() == null ? firstTime() : table.day().column();
        return Stream.of(about, time, "received_at")
                .filter(this::isColumn)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private String firstTime() {
        return table.key().stream()
                .filter(name -> isOf(name, ColumnType.TIMESTAMP) || isOf(name, ColumnType.DATE))
                .findFirst()
                .orElseGet(() -> firstOf(ColumnType.TIMESTAMP));
    }

    private String firstOf(ColumnType type) {
        return table.columns().stream()
                .filter(column -> column.type() == type)
                .map(Column::name)
                .findFirst()
                .orElseThrow();
    }

    private boolean isOf(String name, ColumnType type) {
        return table.columns().stream()
                .anyMatch(column -> column.name().equals(name) && column.type() == type);
    }

    private boolean isColumn(String name) {
        return table.columns().stream().anyMatch(column -> column.name().equals(name));
    }

    private String footer() {
        return ParquetSchema.footer(table).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> "\"%s\": %s".formatted(each.getKey(), Sql.literal(each.getValue())))
                .collect(Collectors.joining(", "));
    }

    private static String globs(Stream<Path> files) {
        return files.map(file -> Sql.glob(file, "")).collect(Collectors.joining(", "));
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
