package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.stream.Collectors;

/** A compacted lake of bars of 25 symbols and 4 intervals: a file for each day, sorted. */
final class MarketYear {

    static final int SYMBOLS = 25;

    /** As {@code compact} has it. */
    private static final int ROW_GROUP = 20 * 2_048;

    private static final long DAY = 86_400_000_000L;

    private MarketYear() {}

    /**
     * Writes days of bars.
     *
     * @param end of the last day, in microseconds
     */
    static void write(Path lake, long end, int days) throws SQLException, IOException {
        Lake.at(lake.toString()).prepare(Tables.all());
        try (DuckDb duckDb = DuckDb.open()) {
            for (long from = end - days * DAY; from < end; from += DAY) {
                Path folder = lake.resolve("bars/date=" + LocalDate.ofEpochDay(from / DAY));
                duckDb.run(
                        copy(
                                from,
                                Files.createDirectories(folder).resolve("sorted-bars-1.parquet")));
            }
        }
    }

    private static String copy(long from, Path file) {
        String columns =
                Tables.BARS.columns().stream()
                        .map(
                                column ->
                                        column.name()
                                                + "::"
                                                + column.type().sql()
                                                + " AS "
                                                + column.name())
                        .collect(Collectors.joining(", "));
        return """
                COPY (
                    SELECT %1$s FROM (
                        SELECT 'SYMBOL' || s AS symbol, bar_interval,
                            make_timestamptz(%2$d + i * minutes * 60000000) AS open_time,
                            make_timestamptz(%2$d + (i + 1) * minutes * 60000000) AS close_time,
                            100 + random() AS open, 101 + random() AS high, 99 + random() AS low,
                            100 + random() AS close, round(random() * 1000, 4) AS volume,
                            round(random() * 100000, 6) AS quote_volume, 100 + random() AS vwap,
                            (random() * 10000)::BIGINT AS trade_count, round(random() * 500, 4) AS buy_volume,
                            round(random() * 500, 4) AS sell_volume, true AS is_final, 0 AS revision,
                            'trade' AS price_source, 'complete' AS coverage, 'stream' AS origin,
                            'run-1' AS run_id, close_time AS emitted_at
                        FROM range(%3$d) AS symbols (s),
                            (VALUES ('1m', 1), ('5m', 5), ('15m', 15), ('1h', 60)) AS intervals (bar_interval, minutes),
                            range(1440) AS bars (i)
                        WHERE i < 1440 // minutes
                    )
                    ORDER BY symbol, open_time
                ) TO %4$s (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE %5$d)
                """
                .formatted(columns, from, SYMBOLS, Sql.literal(file), ROW_GROUP);
    }
}
