package dev.candlewick.job.summary;

import dev.candlewick.sinks.duckdb.HotStoreQuery;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The newest final bars that traded, of two stores beside each other, digit for digit: by a digest
 * for each symbol, interval and day. Bars that either has from the exchange's candles are left out:
 * a candle has fewer fields.
 *
 * @param digests how many were compared
 * @param bars how many bars of the first store they stand for
 * @param leftOut how many bars were taken from candles
 * @param difference the first one, in a line
 */
public record BarComparison(int digests, long bars, int leftOut, Optional<String> difference) {

    private static final List<String> VALUES =
            List.of(
                    "open",
                    "high",
                    "low",
                    "close",
                    "volume",
                    "quote_volume",
                    "trade_count",
                    "buy_volume",
                    "sell_volume");
    private static final String DIGESTS =
            """
            SELECT concat_ws(' ', symbol, bar_interval, strftime(open_time, '%%Y-%%m-%%d')) AS day,
                count(*) || ' ' || md5(string_agg(epoch_us(open_time) || ' ' || %s, ','
                    ORDER BY open_time))
            FROM bars WHERE is_final AND trade_count > 0 AND %s NOT IN (%s) GROUP BY day
            """;
    private static final String KEY = "concat_ws(' ', symbol, bar_interval, epoch_us(open_time))";
    private static final String CANDLES =
            "SELECT " + KEY + ", origin FROM bars WHERE is_final AND origin = 'exchange'";
    private static final String BARS =
            """
            SELECT strftime(open_time, '%%H:%%M:%%S'), %s
            FROM bars WHERE is_final AND trade_count > 0 AND %s NOT IN (%s)
                AND concat_ws(' ', symbol, bar_interval, strftime(open_time, '%%Y-%%m-%%d')) = '%s'
            """;

    /** Compares all that the one and the other have. */
    public static BarComparison of(HotStoreQuery one, HotStoreQuery other)
            throws SQLException, IOException {
        SortedSet<String> candles = allKeys(rows(one, CANDLES), rows(other, CANDLES));
        String sql = DIGESTS.formatted(values(), KEY, literals(candles));
        SortedMap<String, String> ones = rows(one, sql);
        SortedMap<String, String> others = rows(other, sql);
        Optional<String> differs = firstThatDiffers(ones, others);
        return new BarComparison(
                allKeys(ones, others).size(),
                ones.values().stream().mapToLong(BarComparison::count).sum(),
                candles.size(),
                differs.isPresent()
                        ? Optional.of(tell(differs.get(), candles, one, other))
                        : Optional.empty());
    }

    private static String tell(
            String day, SortedSet<String> candles, HotStoreQuery one, HotStoreQuery other)
            throws SQLException, IOException {
        String sql = BARS.formatted(values(), KEY, literals(candles), day.replace("'", "''"));
        SortedMap<String, String> ones = rows(one, sql);
        SortedMap<String, String> others = rows(other, sql);
        String time = firstThatDiffers(ones, others).orElse("");
        return "%s %s: %s and %s (%s)"
                .formatted(
                        day,
                        time,
                        ones.getOrDefault(time, "no bar"),
                        others.getOrDefault(time, "no bar"),
                        String.join(" ", VALUES));
    }

    private static SortedMap<String, String> rows(HotStoreQuery query, String sql)
            throws SQLException, IOException {
        SortedMap<String, String> rows = new TreeMap<>();
        query.run(
                sql,
                result -> {
                    while (result.next()) {
                        rows.put(result.getString(1), result.getString(2));
                    }
                });
        return rows;
    }

    private static Optional<String> firstThatDiffers(
            Map<String, String> ones, Map<String, String> others) {
        return allKeys(ones, others).stream()
                .filter(key -> !Objects.equals(ones.get(key), others.get(key)))
                .findFirst();
    }

    private static SortedSet<String> allKeys(Map<String, String> ones, Map<String, String> others) {
        SortedSet<String> keys = new TreeSet<>(ones.keySet());
        keys.addAll(others.keySet());
        return keys;
    }

    /** At least one, as SQL wants it. */
    private static String literals(SortedSet<String> texts) {
        return texts.stream()
                .map(text -> ", '" + text.replace("'", "''") + "'")
                .collect(Collectors.joining("", "''", ""));
    }

    private static long count(String digest) {
        return Long.parseLong(digest.substring(0, digest.indexOf(' ')));
    }

    private static String values() {
        return "concat_ws(' ', " + String.join(", ", VALUES) + ")";
    }
}
