package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.parquet.TableFolder;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files of one day in a lake, as queries. */
record DayOfLake(Path lake, LocalDate day, Set<Path> leftOut) {

    private static final String FOLDER = "date=";
    private static final List<String> TABLES = List.of(Tables.TRADES.name(), Tables.BARS.name());

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
                "candles", rows(Tables.EXCHANGE_CANDLES),
                "gaps", allRows(Tables.GAPS),
                "dead_letters", allRows(Tables.DEAD_LETTERS));
    }

    /** Of all days. */
    private String allRows(Table<?> table) {
        return Files.isDirectory(lake.resolve(table.name()))
                ? LakeRows.in(lake).of(table)
                : LakeRows.none(table);
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
        Table<?> trades = Tables.TRADES;
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
        List<String> ofDay =
                leftOut.isEmpty()
                        ? List.of("/" + FOLDER + day + "/" + LakeRows.COMMITTED)
                        : files(table.name()).stream()
                                .filter(file -> !leftOut.contains(file))
                                .map(file -> "/" + FOLDER + day + "/" + file.getFileName())
                                .toList();
        return Files.exists(lake.resolve(table.name()).resolve(TableFolder.SCHEMA))
                ? Stream.concat(Stream.of("/" + TableFolder.SCHEMA), ofDay.stream()).toList()
                : ofDay;
    }

    /** Those of its trades, bars and candles that cannot be read, with what DuckDB says. */
    List<String> damaged(Set<Path> found) throws SQLException, IOException {
        List<String> lines = new ArrayList<>();
        for (Table<?> table : List.of(Tables.TRADES, Tables.BARS, Tables.EXCHANGE_CANDLES)) {
            for (Path file : has(table.name()) ? files(table.name()) : List.<Path>of()) {
                Optional<String> why = DamagedFiles.whyDamaged(file);
                if (why.isPresent()) {
                    found.add(file);
                    lines.add(file + ": " + why.get());
                }
            }
        }
        return lines;
    }

    private List<Path> files(String table) {
        try (Stream<Path> files = Files.list(folder(table))) {
            return files.filter(DayOfLake::isCommitted).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not list " + folder(table), e);
        }
    }

    private static boolean isCommitted(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".parquet") && !name.startsWith(".");
    }

    private Path folder(String table) {
        return lake.resolve(table).resolve(FOLDER + day);
    }

    private static LocalDate day(String folder) {
        return LocalDate.parse(folder.substring(FOLDER.length()));
    }
}
