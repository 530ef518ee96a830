package dev.candlewick.job.summary;

import dev.candlewick.functions.model.Coverage;
import dev.candlewick.sinks.duckdb.HotStoreQuery;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The final bars of one interval that a run has stored.
 *
 * @param coverage how many have which coverage
 */
record StoredBars(String interval, Map<Coverage, Long> coverage) {

    private static final String COUNTS =
            Arrays.stream(Coverage.values())
                    .map(Coverage::label)
                    .map("count(*) FILTER (coverage = '%1$s') AS %1$s"::formatted)
                    .collect(Collectors.joining(", "));

    /** By interval, the shortest first. */
    static List<StoredBars> of(HotStoreQuery query, String runId) throws SQLException, IOException {
        List<StoredBars> stored = new ArrayList<>();
        query.run(
                ("SELECT bar_interval, %s FROM bars WHERE is_final AND run_id = '%s'"
                                + " GROUP BY bar_interval ORDER BY min(close_time - open_time)")
                        .formatted(COUNTS, runId),
                rows -> {
                    while (rows.next()) {
                        stored.add(row(rows));
                    }
                });
        return stored;
    }

    /** A line for each interval, with a head. */
    static List<String> table(List<StoredBars> bars) {
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "  %-12s", "bars"));
        Arrays.stream(Coverage.values())
                .forEach(each -> head.append(String.format(Locale.ROOT, "%10s", each.label())));
        lines.add(head.toString());
        for (StoredBars stored : bars) {
            StringBuilder line =
                    new StringBuilder(String.format(Locale.ROOT, "  %-12s", stored.interval()));
            stored.coverage()
                    .values()
                    .forEach(count -> line.append(String.format(Locale.ROOT, "%,10d", count)));
            lines.add(line.toString());
        }
        return lines;
    }

    private static StoredBars row(ResultSet row) throws SQLException {
        Map<Coverage, Long> coverage = new EnumMap<>(Coverage.class);
        for (Coverage each : Coverage.values()) {
            coverage.put(each, row.getLong(each.label()));
        }
        return new StoredBars(row.getString(1), coverage);
    }
}
