package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.sinks.tables.StorageRouter;
import dev.candlewick.sinks.tables.Tables;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How the hot store tells its tables apart; what it keeps of each, {@link StorageRouter} says. */
final class HotTables {

    private HotTables() {}

    /**
     * The tables of a store that one run writes.
     *
     * @param intervals of which bars are kept
     */
    static List<HotTable<?>> of(Set<BarInterval> intervals, String runId) {
        String kept = "bar_interval IN (" + labels(intervals) + ")";
        return List.of(
                new HotTable<>(
                        Tables.BARS, HotRow::bar, bar -> intervals.contains(bar.interval()), kept),
                HotTable.of(Tables.GAPS, HotRow::gap),
                HotTable.of(Tables.RECONCILIATION, HotRow::reconciliation),
                HotTable.of(Tables.bbo(runId), HotRow::offers),
                HotTable.of(Tables.assetContexts(runId), HotRow::context),
                HotTable.of(Tables.SENTIMENT, HotRow::sentiment),
                HotTable.of(Tables.SENTIMENT_REGIMES, HotRow::episode),
                new HotTable<>(
                        Tables.SIGNALS,
                        HotRow::signal,
                        signal -> intervals.contains(signal.interval()),
                        kept));
    }

    private static String labels(Set<BarInterval> intervals) {
        return intervals.stream()
                .map(interval -> Sql.literal(interval.label()))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
