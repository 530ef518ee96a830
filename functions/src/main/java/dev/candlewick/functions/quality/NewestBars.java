package dev.candlewick.functions.quality;

import dev.candlewick.functions.measurement.RunningCounts;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.BarRun;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What was said last of each window of a symbol. Mutable keyed state with a serializer of its own.
 */
@TypeInfo(NewestBarsSerializer.Factory.class)
public final class NewestBars {
    /** Few: this run, and those that it went on from. */
    final List<String> runIds = new ArrayList<>();

    final Map<BarInterval, WindowTable> tables = new EnumMap<>(BarInterval.class);

    RunningCounts counts = new RunningCounts();

    private final Newest scratch = new Newest();

    WindowTable of(BarInterval interval) {
        return tables.computeIfAbsent(interval, WindowTable::new);
    }

    /**
     * A run as it is to be looked at: bar by bar if something was said already of a stretch of
     * windows, and as one of the run that spoke before if it is history of a known window.
     */
    BarRun asFarAsKnown(BarRun run, WindowTable table) {
        if (NumberRevisions.isOfHistory(run)) {
            String known = of(table, run.openTime(0)).runId;
            return known == null ? run : BarRun.of(run.bar(0, 0).numbered(known, 0));
        }
        return knowsStretchIn(run, table) ? run.spread() : run;
    }

    private static boolean knowsStretchIn(BarRun run, WindowTable table) {
        for (int row = 0; row < run.rows(); row++) {
            if (run.count(row) > 1 && table.knowsAny(run.openTime(row), run.count(row))) {
                return true;
            }
        }
        return false;
    }

    /** What is known of a window; the same object for each, valid until the next call. */
    Newest of(WindowTable table, long openTime) {
        int place = table.find(openTime);
        if (place < 0) {
            scratch.runId = null;
        } else {
            table.read(place, scratch, runIds);
        }
        return scratch;
    }

    /** Remembers what was said last of the windows of a row. */
    void put(WindowTable table, BarRun run, int row, Newest newest) {
        table.put(run.openTime(row), run.count(row), newest, numberOf(newest.runId));
    }

    /** The number that stands for the name of a run. */
    int numberOf(String runId) {
        int number = runIds.indexOf(runId);
        if (number < 0) {
            number = runIds.size();
            runIds.add(runId);
        }
        return number;
    }

    int size() {
        return tables.values().stream().mapToInt(WindowTable::size).sum();
    }

    NewestBars copy() {
        NewestBars copy = new NewestBars();
        copy.runIds.addAll(runIds);
        tables.forEach((interval, table) -> copy.tables.put(interval, table.copy()));
        copy.counts = counts.copy();
        return copy;
    }
}
