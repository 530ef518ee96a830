package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables of the hot store, and those of the lake that its views read. */
final class HotTables {

    /** What the views read of the lake. */
    static final List<Table<?>> IN_LAKE =
            List.of(
                    Tables.BARS,
                    Tables.GAPS,
                    Tables.SENTIMENT,
                    Tables.SENTIMENT_REGIMES,
                    Tables.SIGNALS,
                    Tables.DEAD_LETTERS,
                    Tables.trades(""),
                    Tables.lateTrades(""));

    private HotTables() {}

    static List<HotTable<?>> of(Set<BarInterval> intervals) {
        String labels =
                intervals.stream()
                        .map(interval -> Sql.literal(interval.label()))
                        .sorted()
                        .collect(Collectors.joining(", "));
        String kept = "bar_interval IN (" + labels + ")";
        return List.of(
                new HotTable<>(
                        Tables.BARS, HotRow::bar, bar -> intervals.contains(bar.interval()), kept),
                HotTable.whole(Tables.GAPS, HotRow::gap),
                HotTable.whole(Tables.SENTIMENT, HotRow::sentiment),
                HotTable.whole(Tables.SENTIMENT_REGIMES, HotRow::episode),
                new HotTable<>(
                        Tables.SIGNALS,
                        HotRow::signal,
                        signal -> intervals.contains(signal.interval()),
                        kept));
    }
}
