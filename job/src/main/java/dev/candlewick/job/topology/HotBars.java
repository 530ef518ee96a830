package dev.candlewick.job.topology;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.sinks.duckdb.HotRow;
import java.util.EnumSet;
import java.util.Set;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** The bars that the hot store keeps; bars of seconds are many, and need not travel to it. */
final class HotBars implements FlatMapFunction<BarRun, HotRow> {
    private static final long serialVersionUID = 1L;

    private final EnumSet<BarInterval> intervals;

    HotBars(Set<BarInterval> intervals) {
        this.intervals = EnumSet.copyOf(intervals);
    }

    @Override
    public void flatMap(BarRun run, Collector<HotRow> out) {
        if (intervals.contains(run.interval())) {
            out.collect(HotRow.of(run));
        }
    }
}
