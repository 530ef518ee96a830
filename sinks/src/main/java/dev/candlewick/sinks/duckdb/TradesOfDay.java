package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.parquet.HiddenFiles;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TableFolder;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which files have the trades of a day, and how they are read in order. */
record TradesOfDay(Path lake, LocalDate day) {

    private static final String PLACED = "verify/placed_rows.sql";

    /**
     * A query of the trades of the day, each once, symbol by symbol in order. What one run has
     * written and compaction has merged is so already; anything else is sorted.
     */
    String inOrder(DuckDb duckDb) throws IOException, SQLException {
        List<TableFolder.Entry> trades = visible(Tables.TRADES);
        List<TableFolder.Entry> late = visible(Tables.LATE_TRADES);
        if (late.isEmpty() && trades.size() == 1 && trades.get(0).isMerged()) {
            String file = file(trades.get(0).name());
            if (isOfOneRun(duckDb, file)) {
                return "SELECT * FROM read_parquet(" + file + ")";
            }
        }
        return Sql.fill(
                "trades_once.sql",
                Map.of(
                        "trades", placed(Tables.TRADES, trades),
                        "late", placed(Tables.LATE_TRADES, late)));
    }

    private static boolean isOfOneRun(DuckDb duckDb, String file) throws SQLException {
        return duckDb.number(
                        "SELECT (min(run_id) = max(run_id))::INTEGER FROM read_parquet(%s)"
                                .formatted(file))
                == 1;
    }

    private String placed(Table<?> table, List<TableFolder.Entry> files) {
        return files.isEmpty()
                ? "SELECT *, '' AS filename, 0::BIGINT AS file_row_number FROM (%s)"
                        .formatted(LakeRows.none(table))
                : Sql.fill(
                        PLACED,
                        LakeRows.parameters(
                                lake,
                                table,
                                LakeRows.withColumns(
                                        lake,
                                        table,
                                        files.stream().map(file -> "/" + file.name()).toList())));
    }

    private String file(String name) {
        return Sql.glob(lake.resolve(Tables.TRADES.name()), "/" + name);
    }

    private List<TableFolder.Entry> visible(Table<?> table) throws IOException {
        TableFolder folder = Lake.at(lake).folderOf(table);
        Set<String> hidden =
                folder.hidden().entries().stream()
                        .map(HiddenFiles.Entry::file)
                        .collect(Collectors.toSet());
        String ofDay = "date=" + day;
        return folder.files(ofDay::equals).stream()
                .filter(file -> file.folder().equals(ofDay) && file.isCommitted())
                .filter(file -> !hidden.contains(file.name()))
                .sorted(Comparator.comparing(TableFolder.Entry::name))
                .toList();
    }
}
