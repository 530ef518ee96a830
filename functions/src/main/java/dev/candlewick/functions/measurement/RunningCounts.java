package dev.candlewick.functions.measurement;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.Coverage;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Counts the bars of a symbol where they pass, and hands the counts on now and then: whenever a
 * period ends, and at once for a bar of a day that is over. Mutable keyed state.
 */
public final class RunningCounts {
    private static final long DAY = BarInterval.D1.micros();

    private final Map<BarInterval, Period> open = new EnumMap<>(BarInterval.class);

    /**
     * Counts the bars of a row.
     *
     * @param replaced the coverage of what was said of its window before; null if nothing was
     * @param period in microseconds; it divides a day
     */
    public void count(
            BarRun run, int row, Coverage replaced, long period, Consumer<QualityFact> facts) {
        long length = run.interval().micros();
        long openTime = run.openTime(row);
        int left = run.count(row);
        Period current = open.get(run.interval());
        if (current != null && current.staysOpenAfter(openTime, openTime + left * length)) {
            current.counts.add(run, row, openTime, left, replaced);
            return;
        }
        while (left > 0) {
            long untilEnd = (openTime / period + 1) * period - openTime;
            int count = (int) Math.min(left, Math.max(1, untilEnd / length));
            count(run, row, new Stretch(openTime, count, length), replaced, period, facts);
            openTime += count * length;
            left -= count;
        }
    }

    /** Bars of a period that are not handed on yet; its bounds, once known, spare divisions. */
    private static final class Period {
        final BarCounts counts;
        private long start = Long.MAX_VALUE;
        private long end = Long.MIN_VALUE;

        Period(BarCounts counts) {
            this.counts = counts;
        }

        void lasts(long from, long to) {
            start = from;
            end = to;
        }

        /** Whether windows are of this period and not its last ones. */
        boolean staysOpenAfter(long openTime, long closeTime) {
            return start <= openTime && closeTime < end;
        }
    }

    /** Consecutive windows that open in the same period. */
    private record Stretch(long openTime, int count, long length) {
        long closeTime() {
            return openTime + count * length;
        }
    }

    private void count(
            BarRun run,
            int row,
            Stretch stretch,
            Coverage replaced,
            long period,
            Consumer<QualityFact> facts) {
        long number = stretch.openTime / period;
        Period current = open.get(run.interval());
        if (current != null && number != current.counts.firstOpen / period) {
            if (stretch.openTime / DAY < current.counts.firstOpen / DAY) {
                BarCounts alone = new BarCounts();
                alone.add(run, row, stretch.openTime, stretch.count, replaced);
                facts.accept(fact(run.symbol(), run.interval(), alone));
                return;
            }
            hand(run.symbol(), run.interval(), facts);
            current = null;
        }
        if (current == null) {
            current = new Period(new BarCounts());
            open.put(run.interval(), current);
        }
        current.lasts(number * period, (number + 1) * period);
        current.counts.add(run, row, stretch.openTime, stretch.count, replaced);
        if (stretch.closeTime() % period == 0) {
            hand(run.symbol(), run.interval(), facts);
        }
    }

    private void hand(String symbol, BarInterval interval, Consumer<QualityFact> facts) {
        facts.accept(fact(symbol, interval, open.remove(interval).counts));
    }

    private static QualityFact fact(String symbol, BarInterval interval, BarCounts counts) {
        return QualityFact.bars(symbol, interval, counts);
    }

    /** Hands everything on: the input has ended. */
    public void end(String symbol, Consumer<QualityFact> facts) {
        open.forEach((interval, last) -> facts.accept(fact(symbol, interval, last.counts)));
        open.clear();
    }

    public RunningCounts copy() {
        RunningCounts copy = new RunningCounts();
        open.forEach(
                (interval, current) -> {
                    BarCounts same = new BarCounts();
                    same.add(current.counts);
                    copy.open.put(interval, new Period(same));
                });
        return copy;
    }

    public void write(DataOutputView out) throws IOException {
        out.writeInt(open.size());
        for (Map.Entry<BarInterval, Period> entry : open.entrySet()) {
            BarCounts counts = entry.getValue().counts;
            out.writeUTF(entry.getKey().label());
            out.writeLong(counts.complete);
            out.writeLong(counts.quiet);
            out.writeLong(counts.partial);
            out.writeLong(counts.repaired);
            out.writeLong(counts.revisions);
            out.writeLong(counts.delayMicros);
            out.writeLong(counts.delayed);
            out.writeLong(counts.firstOpen);
            out.writeLong(counts.lastClose);
            out.writeLong(counts.emittedAt);
        }
    }

    public static RunningCounts read(DataInputView in) throws IOException {
        RunningCounts read = new RunningCounts();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            BarInterval interval = BarInterval.of(in.readUTF());
            BarCounts counts = new BarCounts();
            counts.complete = in.readLong();
            counts.quiet = in.readLong();
            counts.partial = in.readLong();
            counts.repaired = in.readLong();
            counts.revisions = in.readLong();
            counts.delayMicros = in.readLong();
            counts.delayed = in.readLong();
            counts.firstOpen = in.readLong();
            counts.lastClose = in.readLong();
            counts.emittedAt = in.readLong();
            read.open.put(interval, new Period(counts));
        }
        return read;
    }
}
