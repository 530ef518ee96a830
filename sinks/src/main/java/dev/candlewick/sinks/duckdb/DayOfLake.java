package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.parquet.TableFolder;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files of one day in a lake, as queries. */
record DayOfLake(Path lake, LocalDate day) {

    private static final String FOLDER = "date=";
    private static final List<String> TABLES =
            List.of(Tables.trades("").name(), Tables.BARS.name());

    /** The days that have trades or bars. */
    static SortedSet<LocalDate> all(Path lake) throws IOException {
        SortedSet<LocalDate> days = new TreeSet<>();
        for (String table : TABLES) {
            Path folder = lake.resolve(table);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> dated = Files.list(folder)) {
                    dated.map(path -> path.getFileName().toString())
                            .filter(name -> name.startsWith(FOLDER))
                            .forEach(name -> days.add(day(name)));
                }
            }
        }
        return days;
    }

    /** What the statements of a verification read. */
    Map<String, String> relations() {
        return Map.of(
                "trades", trades(),
                "bars", rows(Tables.BARS),
                "candles", rows(Tables.exchangeCandles("")));
    }

    /** When a file of its trades or bars came or went last. */
    Instant changedAt() throws IOException {
        Instant newest = Instant.EPOCH;
        for (String table : TABLES) {
            if (Files.exists(folder(table))) {
                Instant changed = Files.getLastModifiedTime(folder(table)).toInstant();
                newest = changed.isAfter(newest) ? changed : newest;
            }
        }
        return newest;
    }

    private String trades() {
        Table<?> trades = Tables.trades("");
        return has(trades.name())
                ? Sql.fill(
                        "verify/placed_rows.sql", LakeRows.parameters(lake, trades, files(trades)))
                : "SELECT *, '' AS filename, 0::BIGINT AS file_row_number FROM (%s)"
                        .formatted(LakeRows.none(trades));
    }

    private String rows(Table<?> table) {
        return has(table.name()) ? LakeRows.in(lake, table, files(table)) : LakeRows.none(table);
    }

    private boolean has(String table) {
        Path folder = folder(table);
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(file -> file.endsWith(".parquet") && !file.startsWith("."));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not list " + folder, e);
        }
    }

    /** With the table's columns as they are now, which the files of a day may all lack. */
    private List<String> files(Table<?> table) {
        String ofDay = "/" + FOLDER + day + "/" + LakeRows.COMMITTED;
        return Files.exists(lake.resolve(table.name()).resolve(TableFolder.SCHEMA))
                ? List.of("/" + TableFolder.SCHEMA, ofDay)
                : List.of(ofDay);
    }

    private Path folder(String table) {
        return lake.resolve(table).resolve(FOLDER + day);
    }

    private static LocalDate day(String folder) {
        return LocalDate.parse(folder.substring(FOLDER.length()));
    }
}
