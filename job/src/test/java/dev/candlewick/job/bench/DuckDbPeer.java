package dev.candlewick.job.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What DuckDB makes of a recording: a process of its own, with one thread. */
final class DuckDbPeer {

    private static final String FRAMES =
            "read_json('%s', format = 'newline_delimited', columns = {channel: 'VARCHAR', data:"
                    + " 'STRUCT(coin VARCHAR, side VARCHAR, px VARCHAR, sz VARCHAR, time BIGINT, tid"
                    + " BIGINT)[]'})";

    static final String TRADES =
            "(SELECT t.coin, t.side, t.px::DOUBLE AS px, t.sz::DOUBLE AS sz, t.time, t.tid FROM"
                    + " (SELECT unnest(data) AS t FROM "
                    + FRAMES
                    + "))";

    private DuckDbPeer() {}

    /**
     * Runs one of the two.
     *
     * @param arguments {@code scan} or {@code batch}, the recording, and a folder for what the
     *     batch writes
     */
    public static void main(String[] arguments) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
            if (arguments[0].equals("scan")) {
                statement.execute(
                        "CREATE TABLE bars AS " + bars(TRADES.formatted(arguments[1]), 60_000));
            } else {
                batch(statement, arguments[1], arguments[2]);
            }
        }
    }

    /** JSON to a table, Parquet and five tables of bars. */
    private static void batch(Statement statement, String recording, String folder)
            throws SQLException {
        statement.execute("ATTACH '%s/batch.duckdb' AS store".formatted(folder));
        statement.execute("CREATE TABLE store.trades AS FROM " + TRADES.formatted(recording));
        statement.execute(
                "COPY store.trades TO '%s/trades.parquet' (COMPRESSION zstd)".formatted(folder));
        for (long millis : List.of(1_000, 60_000, 300_000, 900_000, 3_600_000)) {
            statement.execute(
                    "CREATE TABLE store.bars_%d AS %s"
                            .formatted(millis, bars("store.trades", millis)));
        }
    }

    private static String bars(String trades, long millis) {
        return """
               SELECT coin, time // %1$d * %1$d AS open_time, arg_min(px, time) AS open,
                   max(px) AS high, min(px) AS low, arg_max(px, time) AS close, sum(sz) AS volume,
                   sum(px * sz) AS quote_volume, count(*) AS trade_count,
                   sum(sz) FILTER (side = 'B') AS buy_volume
               FROM %2$s GROUP BY ALL"""
                .formatted(millis, trades);
    }
}
