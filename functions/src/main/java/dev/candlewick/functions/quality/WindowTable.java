package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.PriceSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What was said last of the windows of one interval, 24 bytes each, in a hash table of primitives:
 * the open time, a digest of the content, and the rest in one number.
 */
final class WindowTable {
    private static final int SMALLEST = 16;
    private static final long FREE = Long.MIN_VALUE;

    /** In the order of these numbers, which are part of the state: only add at the end. */
    private static final List<Coverage> COVERAGES =
            List.of(Coverage.COMPLETE, Coverage.QUIET, Coverage.PARTIAL, Coverage.REPAIRED);

    private static final int REVISION_SHIFT = 32;
    private static final int RUN_SHIFT = 16;
    private static final int MAX_16_BITS = 0xffff;
    private static final int DOUBTED = 1 << 4;
    private static final int MID = 1 << 3;
    private static final int COVERAGE = 7;

    private long[] openTimes;
    private long[] contents;
    private long[] marks;
    private int size;
    private long newestKnown = Long.MIN_VALUE;

    private final BarInterval interval;

    /** The newest open time of a bar of trades. */
    long time = Long.MIN_VALUE;

    /** The time at which old windows are looked through next. */
    long forgetAt = Long.MIN_VALUE;

    WindowTable(BarInterval interval) {
        this.interval = interval;
        allocate(SMALLEST);
    }

    long length() {
        return interval.micros();
    }

    private void allocate(int capacity) {
        openTimes = new long[capacity];
        Arrays.fill(openTimes, FREE);
        contents = new long[capacity];
        marks = new long[capacity];
        size = 0;
    }

    int size() {
        return size;
    }

    /** The place of a window; negative if it is not known. */
    int find(long openTime) {
        if (openTime > newestKnown) {
            return -1;
        }
        int place = probe(openTime);
        return openTimes[place] == FREE ? -1 : place;
    }

    private int probe(long openTime) {
        int mask = openTimes.length - 1;
        // Windows that follow each other stand side by side.
        int place = (int) (openTime / interval.micros()) & mask;
        while (openTimes[place] != FREE && openTimes[place] != openTime) {
            place = (place + 1) & mask;
        }
        return place;
    }

    void read(int place, Newest into, List<String> runIds) {
        long mark = marks[place];
        into.runId = runIds.get((int) ((mark >>> RUN_SHIFT) & MAX_16_BITS));
        into.revision = (int) (mark >>> REVISION_SHIFT);
        into.priceSource = (mark & MID) != 0 ? PriceSource.MID : PriceSource.TRADE;
        into.coverage = COVERAGES.get((int) (mark & COVERAGE));
        into.content = contents[place];
        into.doubted = (mark & DOUBTED) != 0;
    }

    /** Whether anything is known of consecutive windows. */
    boolean knowsAny(long openTime, int count) {
        if (openTime > newestKnown) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (find(openTime + i * interval.micros()) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Remembers the same of consecutive windows. */
    void put(long openTime, int count, Newest newest, int run) {
        long mark =
                ((long) newest.revision << REVISION_SHIFT)
                        | ((long) run << RUN_SHIFT)
                        | (newest.doubted ? DOUBTED : 0)
                        | (newest.priceSource == PriceSource.MID ? MID : 0)
                        | COVERAGES.indexOf(newest.coverage);
        if (count == 1) {
            put(openTime, newest.content, mark);
        } else {
            makeRoom(count);
            putAll(openTime, count, newest.content, mark);
        }
    }

    /** Consecutive windows mostly find consecutive places free. */
    private void putAll(long openTime, int count, long content, long mark) {
        int mask = openTimes.length - 1;
        int place = (int) (openTime / interval.micros()) & mask;
        long open = openTime;
        for (int i = 0; i < count; i++) {
            if (openTimes[place] == FREE) {
                openTimes[place] = open;
                contents[place] = content;
                marks[place] = mark;
                size++;
            } else {
                put(open, content, mark);
            }
            open += interval.micros();
            place = (place + 1) & mask;
        }
        newestKnown = Math.max(newestKnown, open - interval.micros());
    }

    private void put(long openTime, long content, long mark) {
        int place = probe(openTime);
        if (openTimes[place] == FREE) {
            openTimes[place] = openTime;
            newestKnown = Math.max(newestKnown, openTime);
            size++;
        }
        contents[place] = content;
        marks[place] = mark;
        makeRoom(0);
    }

    /** Grows so that a quarter of the places is free when so many more are taken. */
    private void makeRoom(int more) {
        int capacity = openTimes.length;
        while (size + more > capacity / 4 * 3) {
            capacity *= 2;
        }
        if (capacity > openTimes.length) {
            WindowTable former = taken();
            allocate(capacity);
            for (int i = 0; i < former.openTimes.length; i++) {
                if (former.openTimes[i] != FREE) {
                    put(former.openTimes[i], former.contents[i], former.marks[i]);
                }
            }
        }
    }

    /** Keeps the windows that open at an instant or later, and of the others what passes a test. */
    void retain(long keptFrom, Condition test, List<String> runIds) {
        WindowTable former = taken();
        Newest newest = new Newest();
        allocate(SMALLEST);
        makeRoom(former.countFrom(keptFrom));
        for (int i = 0; i < former.openTimes.length; i++) {
            long openTime = former.openTimes[i];
            if (openTime != FREE && openTime < keptFrom) {
                former.read(i, newest, runIds);
            }
            if (openTime >= keptFrom || (openTime != FREE && test.passes(openTime, newest))) {
                put(openTime, former.contents[i], former.marks[i]);
            }
        }
    }

    private int countFrom(long instant) {
        int count = 0;
        for (long openTime : openTimes) {
            count += openTime >= instant ? 1 : 0;
        }
        return count;
    }

    private WindowTable taken() {
        WindowTable taken = new WindowTable(interval);
        taken.openTimes = openTimes;
        taken.contents = contents;
        taken.marks = marks;
        taken.size = size;
        return taken;
    }

    WindowTable copy() {
        WindowTable copy = taken();
        copy.openTimes = openTimes.clone();
        copy.contents = contents.clone();
        copy.marks = marks.clone();
        copy.time = time;
        copy.forgetAt = forgetAt;
        copy.newestKnown = newestKnown;
        return copy;
    }

    void write(DataOutputView out) throws IOException {
        out.writeInt(size);
        for (int i = 0; i < openTimes.length; i++) {
            if (openTimes[i] != FREE) {
                out.writeLong(openTimes[i]);
                out.writeLong(contents[i]);
                out.writeLong(marks[i]);
            }
        }
    }

    static WindowTable read(BarInterval interval, DataInputView in) throws IOException {
        WindowTable table = new WindowTable(interval);
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            table.put(in.readLong(), in.readLong(), in.readLong());
        }
        return table;
    }

    /** Judges one window. */
    @FunctionalInterface
    interface Condition {
        boolean passes(long openTime, Newest newest);
    }
}
