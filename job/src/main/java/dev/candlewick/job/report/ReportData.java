package dev.candlewick.job.report;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.sinks.duckdb.DuckDb;
import dev.candlewick.sinks.duckdb.Sql;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a page shows, as the views have it. */
public final class ReportData {

    /** Of finer bars than these the default leaves out the finest. */
    private static final long MOST_BARS = 60_000;

    private static final long WEEK = 7 * BarInterval.D1.micros();

    private final DuckDb duckDb;

    /**
     * @param duckDb with the views of hot store and lake
     */
    public ReportData(DuckDb duckDb) {
        this.duckDb = duckDb;
    }

    /**
     * What to show where nothing is said: every symbol, the last seven days, and all intervals that
     * are not too fine for that.
     *
     * @param asked what was said; empty lists, {@code Long.MIN_VALUE} and {@code MAX_VALUE} for
     *     nothing
     */
    public ReportRange complete(ReportRange asked) throws SQLException, IOException {
        long newest =
                duckDb.number("SELECT coalesce(max(epoch_us(close_time)), 0) FROM final_bars");
        long to = Math.min(asked.to(), newest);
        long from = asked.from() == Long.MIN_VALUE ? to - WEEK : asked.from();
        Map<String, Long> counts = new LinkedHashMap<>();
        TreeSet<String> symbols = new TreeSet<>();
        query(
                "SELECT symbol, bar_interval, count(*) FROM final_bars WHERE "
                        + within(from, to)
                        + " GROUP BY ALL",
                row -> {
                    symbols.add(row.getString(1));
                    counts.merge(row.getString(2), row.getLong(3), Long::sum);
                });
        return new ReportRange(
                asked.symbols().isEmpty() ? List.copyOf(symbols) : asked.symbols(),
                asked.intervals().isEmpty() ? notTooFine(counts) : asked.intervals(),
                from,
                to);
    }

    /** The bars, a series for each symbol and interval that has any. */
    public List<BarSeries> bars(ReportRange range) throws SQLException, IOException {
        Map<String, BarSeries> series = new LinkedHashMap<>();
        for (String symbol : range.symbols()) {
            for (String interval : range.intervals()) {
                long step = BarInterval.of(interval).micros();
                series.put(symbol + " " + interval, BarSeries.of(symbol, interval, step));
            }
        }
        query(
                "SELECT symbol, bar_interval, epoch_us(open_time), open, high, low, close, volume,"
                        + " coverage FROM final_bars WHERE "
                        + shown(range)
                        + " ORDER BY symbol, bar_interval, open_time",
                row ->
                        series.get(row.getString(1) + " " + row.getString(2))
                                .rows()
                                .add(
                                        new BarSeries.Row(
                                                row.getLong(3),
                                                row.getDouble(4),
                                                row.getDouble(5),
                                                row.getDouble(6),
                                                row.getDouble(7),
                                                row.getDouble(8),
                                                row.getString(9))));
        return series.values().stream().filter(each -> !each.rows().isEmpty()).toList();
    }

    List<Map<String, Object>> gaps(ReportRange range) throws SQLException, IOException {
        return maps(
                "SELECT symbol, epoch_us(gap_start) // 1000000 AS start,"
                        + " epoch_us(gap_end) // 1000000 AS \"end\", reason, healed_by AS healed"
                        + " FROM gaps WHERE symbol IN "
                        + list(range.symbols())
                        + " AND epoch_us(gap_start) < "
                        + range.to()
                        + " AND coalesce(epoch_us(gap_end) > "
                        + range.from()
                        + ", true) ORDER BY symbol, gap_start");
    }

    List<Map<String, Object>> readings() throws SQLException, IOException {
        return maps(
                "SELECT epoch_us(known_at) // 1000000 AS known, value, regime, signal FROM"
                        + " sentiment ORDER BY known_at, reading_date");
    }

    /** How many of the windows of each series there are, and what they are worth. */
    List<List<Object>> quality(ReportRange range) throws SQLException, IOException {
        return lists(
                "SELECT symbol, bar_interval, count(*), count(*) FILTER (coverage = 'complete'),"
                        + " count(*) FILTER (coverage = 'quiet'), count(*) FILTER (coverage ="
                        + " 'partial'), count(*) FILTER (coverage = 'repaired'),"
                        + " (max(epoch_us(close_time)) - min(epoch_us(open_time))) //"
                        + " min(epoch_us(close_time) - epoch_us(open_time)) - count(*) FROM final_bars"
                        + " WHERE "
                        + shown(range)
                        + " GROUP BY symbol, bar_interval ORDER BY symbol, min(epoch_us(close_time)"
                        + " - epoch_us(open_time))");
    }

    List<List<Object>> reconciliation(ReportRange range) throws SQLException, IOException {
        return lists(
                "SELECT symbol, bar_interval, count(*), count(*) FILTER (verdict = 'equal'),"
                        + " count(*) FILTER (verdict = 'tolerated'), count(*) FILTER (verdict ="
                        + " 'different'), count(*) FILTER (verdict = 'missing') FROM reconciliation"
                        + " WHERE "
                        + shown(range)
                        + " GROUP BY symbol, bar_interval ORDER BY symbol, bar_interval");
    }

    private static List<String> notTooFine(Map<String, Long> counts) {
        List<String> intervals =
                new ArrayList<>(
                        Arrays.stream(BarInterval.values())
                                .filter(interval -> interval != BarInterval.S1)
                                .map(BarInterval::label)
                                .filter(counts::containsKey)
                                .toList());
        while (intervals.size() > 1
                && intervals.stream().mapToLong(counts::get).sum() > MOST_BARS) {
            intervals.remove(0);
        }
        return List.copyOf(intervals);
    }

    private static String shown(ReportRange range) {
        return within(range.from(), range.to())
                + " AND symbol IN "
                + list(range.symbols())
                + " AND bar_interval IN "
                + list(range.intervals());
    }

    private static String within(long from, long to) {
        return "epoch_us(open_time) >= " + from + " AND epoch_us(open_time) < " + to;
    }

    private static String list(List<String> values) {
        return values.stream()
                .map(Sql::literal)
                .collect(Collectors.joining(", ", "(NULL, ", ")"))
                .replace("(NULL, )", "(NULL)");
    }

    private List<List<Object>> lists(String sql) throws SQLException, IOException {
        return maps(sql).stream().<List<Object>>map(row -> new ArrayList<>(row.values())).toList();
    }

    private List<Map<String, Object>> maps(String sql) throws SQLException, IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        query(
                sql,
                row -> {
                    Map<String, Object> values = new LinkedHashMap<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        values.put(i + " " + row.getMetaData().getColumnLabel(i), row.getObject(i));
                    }
                    rows.add(values);
                });
        return rows.stream().map(ReportData::named).toList();
    }

    /** Columns of the same name are kept apart until here. */
    private static Map<String, Object> named(Map<String, Object> numbered) {
        Map<String, Object> named = new LinkedHashMap<>();
        numbered.forEach(
                (name, value) -> {
                    String label = name.substring(name.indexOf(' ') + 1);
                    named.put(named.containsKey(label) ? name : label, value);
                });
        return named;
    }

    private void query(String sql, RowHandler rows) throws SQLException, IOException {
        duckDb.query(
                sql,
                result -> {
                    while (result.next()) {
                        rows.accept(result);
                    }
                });
    }

    /** Takes a row. */
    private interface RowHandler {
        void accept(ResultSet row) throws SQLException;
    }
}
