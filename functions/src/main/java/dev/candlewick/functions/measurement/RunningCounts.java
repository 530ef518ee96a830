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

    private final Map<BarInterval, BarCounts> open = new EnumMap<>(BarInterval.class);

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
        while (left > 0) {
            long untilEnd = (openTime / period + 1) * period - openTime;
            int count = (int) Math.min(left, Math.max(1, untilEnd / length));
            count(run, row, new Stretch(openTime, count, length), replaced, period, facts);
            openTime += count * length;
            left -= count;
        }
    }

    /** Consecutive windows that open in the same period. */
    record Stretch(long openTime, int count, long length) {
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
        BarCounts counts = open.get(run.interval());
        if (counts != null && stretch.openTime / period != counts.firstOpen / period) {
            if (stretch.openTime / DAY < counts.firstOpen / DAY) {
                BarCounts alone = new BarCounts();
                alone.add(run, row, stretch, replaced);
                facts.accept(fact(run.symbol(), run.interval(), alone));
                return;
            }
            hand(run.symbol(), run.interval(), facts);
            counts = null;
        }
        if (counts == null) {
            counts = new BarCounts();
            open.put(run.interval(), counts);
        }
        counts.add(run, row, stretch, replaced);
        if (stretch.closeTime() % period == 0) {
            hand(run.symbol(), run.interval(), facts);
        }
    }

    private void hand(String symbol, BarInterval interval, Consumer<QualityFact> facts) {
        facts.accept(fact(symbol, interval, open.remove(interval)));
    }

    private static QualityFact fact(String symbol, BarInterval interval, BarCounts counts) {
        return QualityFact.bars(symbol, interval, counts);
    }

    /** Hands everything on: the input has ended. */
    public void end(String symbol, Consumer<QualityFact> facts) {
        open.forEach((interval, counts) -> facts.accept(fact(symbol, interval, counts)));
        open.clear();
    }

    public RunningCounts copy() {
        RunningCounts copy = new RunningCounts();
        open.forEach(
                (interval, counts) -> {
                    BarCounts same = new BarCounts();
                    same.add(counts);
                    copy.open.put(interval, same);
                });
        return copy;
    }

    public void write(DataOutputView out) throws IOException {
        out.writeInt(open.size());
        for (Map.Entry<BarInterval, BarCounts> entry : open.entrySet()) {
            BarCounts counts = entry.getValue();
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
            read.open.put(interval, counts);
        }
        return read;
    }
}
