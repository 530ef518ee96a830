package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.BarRun;
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

    /** A table with fewer taken places than one in so many is made smaller. */
    private static final int EMPTIEST = 8;

    private static final long FREE = Long.MIN_VALUE;

    private long[] openTimes;
    private long[] contents;
    private long[] marks;
    private int size;
    private long newestKnown = Long.MIN_VALUE;

    private final BarInterval interval;
    private UnreadRuns unread = new UnreadRuns();

    /** The newest open time of a bar of trades. */
    long time = Long.MIN_VALUE;

    /** The time at which old windows are looked through next. */
    long forgetAt = Long.MIN_VALUE;

    WindowTable(BarInterval interval) {
        this.interval = interval;
        allocate(SMALLEST);
    }

    private void allocate(int capacity) {
        openTimes = new long[capacity];
        Arrays.fill(openTimes, FREE);
        contents = new long[capacity];
        marks = new long[capacity];
    }

    int size() {
        return size + unread.windows();
    }

    int capacity() {
        return openTimes.length;
    }

    /** The place of a window; negative if it is not known. */
    int find(long openTime) {
        if (openTime > newestKnown) {
            return -1;
        }
        unread.moveTo(this);
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
        into.content = contents[place];
        WindowMark.read(marks[place], into, runIds);
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

    /** Whether a run speaks of windows newer than all known ones, each once and as the first. */
    boolean isOlderThan(BarRun run) {
        long known = newestKnown;
        for (int row = 0; row < run.rows(); row++) {
            if (run.openTime(row) <= known || run.revision(row) != 0) {
                return false;
            }
            known = lastOpenTime(run, row);
        }
        return true;
    }

    long lastOpenTime(BarRun run, int row) {
        return run.openTime(row) + (run.count(row) - 1) * interval.micros();
    }

    /** Remembers the same of consecutive windows. */
    void put(long openTime, int count, Newest newest, int run) {
        putAll(openTime, count, newest.content, WindowMark.of(newest, run));
    }

    /** Remembers what the run of a number says first of windows that are newer than all others. */
    void putFirst(BarRun run, int number) {
        if (unread.offer(run, number)) {
            newestKnown = lastOpenTime(run, run.rows() - 1);
            return;
        }
        for (int row = 0; row < run.rows(); row++) {
            putFirst(run, row, number);
        }
    }

    /** Remembers what the run of a number says first of the windows of a row. */
    void putFirst(BarRun run, int row, int number) {
        long mark = WindowMark.ofFirst(run.priceSource(row), run.coverage(row), number);
        putAll(run.openTime(row), run.count(row), BarContent.of(run, row), mark);
    }

    /** Consecutive windows mostly find consecutive places free. */
    private void putAll(long openTime, int count, long content, long mark) {
        makeRoom(count);
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
            size++;
        }
        contents[place] = content;
        marks[place] = mark;
    }

    private void makeRoom(int more) {
        if (size + more > fullest(openTimes.length)) {
            resize(size + more);
        }
    }

    /** A quarter of the places is free. */
    private static int fullest(int capacity) {
        return capacity / 4 * 3;
    }

    /** Makes a table of what is known that takes so many windows. */
    private void resize(int windows) {
        long[] formerTimes = openTimes;
        long[] formerContents = contents;
        long[] formerMarks = marks;
        int capacity = SMALLEST;
        while (windows > fullest(capacity)) {
            capacity *= 2;
        }
        allocate(capacity);
        size = 0;
        for (int i = 0; i < formerTimes.length; i++) {
            if (formerTimes[i] != FREE) {
                put(formerTimes[i], formerContents[i], formerMarks[i]);
            }
        }
    }

    /** Forgets windows that ended by an instant, the earlier one for those that may be repaired. */
    void forget(long settledBefore, long unsettledBefore) {
        unread.forget(settledBefore, this);
        int mask = openTimes.length - 1;
        int start = 0;
        while (openTimes[start] != FREE) {
            start++;
        }
        boolean isGapBefore = false; // in the same cluster
        for (int i = 1; i <= mask; i++) {
            int place = (start + i) & mask;
            long openTime = openTimes[place];
            long end = openTime + interval.micros();
            if (openTime == FREE) {
                isGapBefore = false;
            } else if (end <= settledBefore
                    && (end <= unsettledBefore || !WindowMark.canBeRepaired(marks[place]))) {
                openTimes[place] = FREE;
                size--;
                isGapBefore = true;
            } else if (isGapBefore) {
                // All before it in its cluster stand where they are found; it may close a gap.
                openTimes[place] = FREE;
                int found = probe(openTime);
                openTimes[found] = openTime;
                contents[found] = contents[place];
                marks[found] = marks[place];
            }
        }
        if (size < openTimes.length / EMPTIEST && openTimes.length > SMALLEST) {
            // What comes until the next time, mostly as much again, finds room.
            resize(2 * size);
        }
    }

    WindowTable copy() {
        WindowTable copy = new WindowTable(interval);
        copy.openTimes = openTimes.clone();
        copy.contents = contents.clone();
        copy.marks = marks.clone();
        copy.size = size;
        copy.time = time;
        copy.forgetAt = forgetAt;
        copy.newestKnown = newestKnown;
        copy.unread = unread.copy();
        return copy;
    }

    void write(DataOutputView out) throws IOException {
        if (unread.windows() > 0) {
            // Another thread may copy this meanwhile, so that it must not change.
            WindowTable whole = copy();
            whole.unread.moveTo(whole);
            whole.write(out);
            return;
        }
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
        table.makeRoom(size);
        for (int i = 0; i < size; i++) {
            table.putAll(in.readLong(), 1, in.readLong(), in.readLong());
        }
        return table;
    }
}
