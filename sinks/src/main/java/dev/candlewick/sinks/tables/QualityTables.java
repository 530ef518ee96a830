package dev.candlewick.sinks.tables;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.DataQuality;
import java.time.LocalDate;

/** The table of data quality; named in {@link Tables}. */
final class QualityTables {

    static final Table<DataQuality> DATA_QUALITY =
            Table.of(DataQuality.class, "data_quality", 1)
                    .text("symbol", DataQuality::symbol)
                    .interval("bar_interval", DataQuality::interval)
                    .date("day", row -> LocalDate.ofEpochDay(row.day()))
                    .count("bars", row -> row.bars().count())
                    .count("complete", row -> row.bars().complete())
                    .count("quiet", row -> row.bars().quiet())
                    .count("partial", row -> row.bars().partial())
                    .count("repaired", row -> row.bars().repaired())
                    .count("missing", row -> row.bars().missing())
                    .number("coverage_ratio", row -> row.bars().coverage())
                    .count("gap_count", row -> row.feed().gapCount())
                    .number("gap_seconds", row -> row.feed().gapSeconds())
                    .count("duplicates", row -> row.feed().duplicates())
                    .count("rejected", row -> row.feed().rejected())
                    .count("late", row -> row.feed().late())
                    .count("revisions", row -> row.bars().revisions())
                    .numberOrNull("drift", DataQuality::drift)
                    .numberOrNull("freshness_seconds", DataQuality::freshness)
                    .number("score", DataQuality::score)
                    .time("computed_at", DataQuality::computedAt)
                    .text("run_id", DataQuality::runId)
                    .key("symbol", "bar_interval", "day")
                    .ranking("$.bars", "$.run_id", "$.computed_at")
                    .hot(HotRetention.recentBy("day"))
                    .datedBy("day", row -> row.day() * BarInterval.D1.micros())
                    .build();

    private QualityTables() {}
}
