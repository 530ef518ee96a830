package dev.candlewick.sources.alternativeme;

import java.util.Arrays;
import java.util.List;

/**
 * The newest value of every day read so far: a byte a day, so that every checkpoint can hold the
 * whole history, by which a revision of any day differs from a repetition.
 *
 * @param firstDay days since 1970; that of {@code values[0]}
 * @param values {@link #ABSENT} on days without a reading
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; replaced, never changed
record KnownDays(int firstDay, byte[] values) {

    static final int ABSENT = -1;
    static final KnownDays NONE = new KnownDays(0, new byte[0]);

    boolean isEmpty() {
        return values.length == 0;
    }

    /** Meaningless without any day. */
    int newestDay() {
        return firstDay + values.length - 1;
    }

    /** {@link #ABSENT} if the day has never been read. */
    int valueOf(int day) {
        int index = day - firstDay;
        return index < 0 || index >= values.length ? ABSENT : values[index];
    }

    /** With these values, oldest first. */
    KnownDays with(List<DayValue> read) {
        if (read.isEmpty()) {
            return this;
        }
        int oldest = read.get(0).day();
        int newest = read.get(read.size() - 1).day();
        int first = isEmpty() ? oldest : Math.min(oldest, firstDay);
        int last = isEmpty() ? newest : Math.max(newest, newestDay());
        byte[] merged = new byte[last - first + 1];
        Arrays.fill(merged, (byte) ABSENT);
        System.arraycopy(values, 0, merged, isEmpty() ? 0 : firstDay - first, values.length);
        read.forEach(each -> merged[each.day() - first] = (byte) each.value());
        return new KnownDays(first, merged);
    }
}
