package dev.candlewick.job.letters;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.sinks.duckdb.DuckDb;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a lake says of dead letters and of the windows around them, by its views. */
final class StoredLetters {

    private final DuckDb duckDb;

    StoredLetters(DuckDb duckDb) {
        this.duckDb = duckDb;
    }

    /**
     * Letters of a span of receive time, in the order of receipt.
     *
     * @param reason empty for every one
     */
    List<Letter> letters(String reason, long from, long to) throws SQLException, IOException {
        List<Letter> letters = new ArrayList<>();
        duckDb.query(
                """
                SELECT DISTINCT epoch_us(received_at), source, channel, reason, payload
                FROM dead_letters
                WHERE ($1 = '' OR reason = $1)
                    AND epoch_us(received_at) BETWEEN $2::BIGINT AND $3::BIGINT
                ORDER BY ALL
                """,
                List.of(reason, Long.toString(from), Long.toString(to)),
                rows -> {
                    while (rows.next()) {
                        letters.add(
                                new Letter(
                                        rows.getLong(1),
                                        rows.getString(2),
                                        rows.getString(3),
                                        rows.getString(4),
                                        rows.getBytes(5)));
                    }
                });
        return letters;
    }

    /** Whether a table holds what was received of a symbol at an instant. */
    boolean hasRow(String table, String symbol, long receivedAt) throws SQLException, IOException {
        String ofSymbol = table.equals("account_events") ? "$1 = ''" : "symbol = $1";
        long[] count = new long[1];
        duckDb.query(
                "SELECT count(*) FROM %s WHERE %s AND epoch_us(received_at) = $2::BIGINT"
                        .formatted(table, ofSymbol),
                List.of(symbol, Long.toString(receivedAt)),
                rows -> {
                    rows.next();
                    count[0] = rows.getLong(1);
                });
        return count[0] > 0;
    }

    /** The intervals that a lake has bars of, the shortest first. */
    List<BarInterval> intervals() throws SQLException, IOException {
        List<BarInterval> intervals = new ArrayList<>();
        duckDb.query(
                "SELECT DISTINCT bar_interval FROM bars WHERE is_final",
                rows -> {
                    while (rows.next()) {
                        intervals.add(BarInterval.of(rows.getString(1)));
                    }
                });
        return intervals.stream().sorted().toList();
    }

    /** The first trade after an instant, and when event time of the symbol ends. */
    record Surroundings(Long nextTrade, long provenUntil) {}

    Surroundings around(String symbol, long time) throws SQLException, IOException {
        Surroundings[] found = new Surroundings[1];
        duckDb.query(
                """
                SELECT
                    (
                        SELECT epoch_us(min(trade_time)) FROM trades
                        WHERE symbol = $1 AND trade_time > make_timestamptz($2::BIGINT)
                    ),
                    (SELECT epoch_us(max(close_time)) FROM bars WHERE symbol = $1 AND is_final
                        AND bar_interval = (
                            SELECT arg_min(bar_interval, close_time - open_time) FROM bars
                            WHERE symbol = $1
                        ))
                """,
                List.of(symbol, Long.toString(time)),
                rows -> {
                    rows.next();
                    long next = rows.getLong(1);
                    Long nextTrade = rows.wasNull() ? null : next;
                    found[0] = new Surroundings(nextTrade, rows.getLong(2));
                });
        return found[0];
    }

    /** Whether each stored window of a span is whole, by its start. */
    Map<Long, Boolean> windows(String symbol, BarInterval interval, long from, long to)
            throws SQLException, IOException {
        Map<Long, Boolean> windows = new TreeMap<>();
        duckDb.query(
                """
                SELECT epoch_us(open_time), coverage IN ('complete', 'quiet')
                FROM bars
                WHERE symbol = $1 AND bar_interval = $2 AND is_final AND price_source = 'trade'
                    AND epoch_us(open_time) >= $3::BIGINT AND epoch_us(open_time) < $4::BIGINT
                """,
                List.of(symbol, interval.label(), Long.toString(from), Long.toString(to)),
                rows -> {
                    while (rows.next()) {
                        windows.put(rows.getLong(1), rows.getBoolean(2));
                    }
                });
        return windows;
    }

    /** Gaps that touch a span and that no resend has healed. */
    List<Gap> gaps(String symbol, long from, long to) throws SQLException, IOException {
        List<Gap> gaps = new ArrayList<>();
        duckDb.query(
                """
                SELECT
                    epoch_us(gap_start), epoch_us(gap_end), reason, epoch_us(detected_at),
                    epoch_us(healed_at), healed_by
                FROM gaps
                WHERE symbol = $1
                    AND healed_by IS DISTINCT FROM 'resend'
                    AND epoch_us(gap_start) < $3::BIGINT
                    AND coalesce(epoch_us(gap_end) > $2::BIGINT, true)
                ORDER BY gap_start
                """,
                List.of(symbol, Long.toString(from), Long.toString(to)),
                rows -> {
                    while (rows.next()) {
                        gaps.add(gap(symbol, rows));
                    }
                });
        return gaps;
    }

    /** When the first trade from an instant on was received; 0 if there is none. */
    long receivedFrom(String symbol, long time) throws SQLException, IOException {
        long[] found = new long[1];
        duckDb.query(
                """
                SELECT epoch_us(arg_min(received_at, trade_time)) FROM trades
                WHERE symbol = $1 AND trade_time >= make_timestamptz($2::BIGINT)
                """,
                List.of(symbol, Long.toString(time)),
                rows -> {
                    rows.next();
                    found[0] = rows.getLong(1);
                });
        return found[0];
    }

    private static Gap gap(String symbol, ResultSet row) throws SQLException {
        return new Gap(
                symbol,
                row.getLong(1),
                longOrNull(row, 2),
                row.getString(3),
                row.getLong(4),
                longOrNull(row, 5),
                row.getString(6));
    }

    private static Long longOrNull(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
