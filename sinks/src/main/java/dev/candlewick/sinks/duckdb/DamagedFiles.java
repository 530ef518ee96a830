package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TableFolder;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The committed files of a lake on this machine that cannot be read to their end. */
public final class DamagedFiles {

    private DamagedFiles() {}

    /**
     * A file, and what DuckDB says of it.
     *
     * @param name its path within the folder of its table
     */
    public record Damaged(String table, String name, Path file, String why) {

        @Override
        public String toString() {
            return file + ": " + why;
        }
    }

    /** Those of all tables; reads every row of them. */
    public static List<Damaged> below(Path lake) throws SQLException, IOException {
        List<Damaged> damaged = new ArrayList<>();
        for (Table<?> table : Tables.all()) {
            damaged.addAll(of(lake, table));
        }
        return damaged;
    }

    /** Those of one table. */
    public static List<Damaged> of(Path lake, Table<?> table) throws SQLException, IOException {
        List<Damaged> damaged = new ArrayList<>();
        TableFolder folder = Lake.at(lake).folderOf(table);
        try (DuckDb duckDb = DuckDb.open()) {
            for (TableFolder.Entry entry : folder.files()) {
                Path file = lake.resolve(table.name()).resolve(entry.name());
                if (entry.isCommitted()) {
                    String why = why(duckDb, file);
                    if (!why.isEmpty()) {
                        damaged.add(new Damaged(table.name(), entry.name(), file, why));
                    }
                }
            }
        }
        return damaged;
    }

    /** What is wrong with a Parquet file, if anything is. */
    public static Optional<String> whyDamaged(Path file) throws SQLException, IOException {
        try (DuckDb duckDb = DuckDb.open()) {
            return Optional.of(why(duckDb, file)).filter(why -> !why.isEmpty());
        }
    }

    /** Hashing looks at every value, so that every page is decoded. */
    private static String why(DuckDb duckDb, Path file) throws IOException {
        try {
            duckDb.query(
                    "SELECT max(hash(r)) FROM read_parquet(%s, hive_partitioning = false) AS r"
                            .formatted(Sql.glob(file, "")),
                    rows -> {});
            return "";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage()).lines().findFirst().orElse("it cannot be read");
        }
    }
}
