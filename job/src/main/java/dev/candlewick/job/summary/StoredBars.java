package dev.candlewick.job.summary;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.sinks.duckdb.HotStoreQuery;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The final bars of one interval that a run has stored.
 *
 * @param coverage how many have which coverage
 */
record StoredBars(String interval, Map<Coverage, Long> coverage) {

    /** By interval, the shortest first. */
    static List<StoredBars> of(HotStoreQuery query, String runId) throws SQLException, IOException {
        Map<BarInterval, StoredBars> stored = new EnumMap<>(BarInterval.class);
        query.countFinalBars(
                runId,
                rows -> {
                    while (rows.next()) {
                        stored.computeIfAbsent(
                                        BarInterval.of(rows.getString(1)), StoredBars::noneOf)
                                .coverage()
                                .put(coverage(rows.getString(2)), rows.getLong(3));
                    }
                });
        return List.copyOf(stored.values());
    }

    private static StoredBars noneOf(BarInterval interval) {
        Map<Coverage, Long> coverage = new EnumMap<>(Coverage.class);
        for (Coverage each : Coverage.values()) {
            coverage.put(each, 0L);
        }
        return new StoredBars(interval.label(), coverage);
    }

    private static Coverage coverage(String label) {
        return Coverage.valueOf(label.toUpperCase(Locale.ROOT));
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
}
