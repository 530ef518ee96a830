package dev.candlewick.job.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Compares the bars of a lake with those that DuckDB makes of the recording itself. */
final class BarCheck {

    private static final Map<String, Long> MILLIS =
            Map.of(
                    "1s", 1_000L,
                    "1m", 60_000L,
                    "5m", 300_000L,
                    "15m", 900_000L,
                    "1h", 3_600_000L);

    private final Path expected;

    private BarCheck(Path expected) {
        this.expected = expected;
    }

    /** Makes the bars that are expected of a recording, unless an earlier run has. */
    static BarCheck of(Path recording) throws SQLException {
        Path expected = recording.resolveSibling(recording.getFileName() + ".bars.parquet");
        if (!Files.exists(expected)) {
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = connection.createStatement()) {
                statement.execute(trades(recording));
                statement.execute(bars(expected));
            }
        }
        return new BarCheck(expected);
    }

    /** The order of the recording decides within a millisecond; a trade counts once. */
    private static String trades(Path recording) {
        return """
               CREATE TABLE trades AS
               SELECT t.coin, t.side, t.px::DECIMAL(14, 6) AS px, t.sz::DECIMAL(24, 18) AS sz,
                   t.time, place
               FROM (SELECT t, row_number() OVER () AS place
                   FROM (SELECT unnest(data) AS t
                       FROM read_json('%s', format = 'newline_delimited', columns = {data:
                           'STRUCT(coin VARCHAR, side VARCHAR, px VARCHAR, sz VARCHAR, time BIGINT,
                           tid BIGINT)[]'})))
               QUALIFY row_number() OVER (PARTITION BY t.coin, t.tid ORDER BY place) = 1"""
                .formatted(recording);
    }

    /** Sums are exact, and text is what DuckDB rounds to the nearest double. */
    private static String bars(Path file) {
        StringBuilder all = new StringBuilder("COPY (");
        MILLIS.forEach(
                (label, millis) -> {
                    all.append(all.length() > "COPY (".length() ? " UNION ALL " : "");
                    all.append(
                            """
                            SELECT coin, '%s' AS bar_interval, time // %2$d * %2$d AS open_time,
                                first(px ORDER BY time, place)::DOUBLE AS open,
                                max(px)::DOUBLE AS high, min(px)::DOUBLE AS low,
                                last(px ORDER BY time, place)::DOUBLE AS close,
                                sum(sz)::VARCHAR::DOUBLE AS volume,
                                sum(px * sz)::VARCHAR::DOUBLE AS quote,
                                count(*) AS trade_count
                            FROM trades GROUP BY ALL"""
                                    .formatted(label, millis));
                });
        return all.append(") TO '%s'".formatted(file)).toString();
    }

    /**
     * Looks at the newest bar of each window that the newest run has made.
     *
     * @throws IllegalStateException if one that traded is missing, too many, or different
     */
    void check(Path lake) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(differences(lake))) {
            result.next();
            if (result.getLong(1) > 0 || result.getLong(2) == 0) {
                throw new IllegalStateException(
                        "%d of %d bars differ, such as %s"
                                .formatted(
                                        result.getLong(1), result.getLong(2), result.getString(3)));
            }
        }
    }

    private String differences(Path lake) {
        return """
               WITH ours AS (
                   SELECT * FROM read_parquet('%1$s/bars/**/*.parquet')
                   WHERE trade_count > 0 AND run_id = (
                       SELECT max(run_id) FROM read_parquet('%1$s/bars/**/*.parquet'))
                   QUALIFY row_number() OVER (
                       PARTITION BY symbol, bar_interval, open_time ORDER BY revision DESC) = 1),
               compared AS (
                   SELECT ours.symbol = coin
                           AND ours.open = e.open AND ours.high = e.high
                           AND ours.low = e.low AND ours.close = e.close
                           AND ours.trade_count = e.trade_count
                           AND ours.volume = e.volume
                           AND ours.quote_volume = e.quote AS same,
                       coin || ' ' || e.bar_interval || ' ' || e.open_time AS bar
                   FROM ours FULL JOIN
                       (FROM '%2$s' WHERE bar_interval IN (SELECT bar_interval FROM ours)) AS e
                   ON symbol = coin AND ours.bar_interval = e.bar_interval
                       AND epoch_ms(ours.open_time) = e.open_time)
               SELECT count(*) FILTER (same IS NOT TRUE), count(*),
                   any_value(bar) FILTER (same IS NOT TRUE) FROM compared"""
                .formatted(lake, expected);
    }
}
