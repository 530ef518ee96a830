package dev.candlewick.functions.quality;

import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * The trades of a symbol that are remembered, and how far its event time has come. Mutable keyed
 * state with a serializer of its own: 16 bytes a trade in a checkpoint, up to 30 on the heap.
 *
 * <p>Ids are above 0, so 0 is a free place. Beside each id stands its trade: the millisecond since
 * 2018 in 41 bits, and 22 bits of a fingerprint of the rest. Places are probed one after the other;
 * nothing is removed but by making a new table of what stays.
 */
@TypeInfo(SeenTradesSerializer.Factory.class)
public final class SeenTrades {
    /** More than the exchange sends again after any subscribe. */
    static final int ALWAYS_KEPT = 1_000;

    /** With fewer, those that would be forgotten are not worth finding the newest among them. */
    private static final int WORTHWHILE = ALWAYS_KEPT + ALWAYS_KEPT / 2;

    /** What {@link #putIfAbsent} returns for an id that was not known. */
    static final long NEW = -1;

    private static final long YEAR_2018 = 1_514_764_800_000L;
    private static final int FINGERPRINT_BITS = 22;
    private static final long MICROS = 1_000;
    private static final int SMALLEST = 16;
    private static final double FULLEST = 0.8;

    /** How far event time of the symbol has come; {@link Long#MIN_VALUE} before the first event. */
    long clock = Long.MIN_VALUE;

    /** The event time at which old ids are looked through next. */
    long forgetAt = Long.MIN_VALUE;

    private long[] ids = new long[SMALLEST];
    private long[] contents = new long[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    /** What is remembered of a trade besides its id; never negative. */
    static long content(long tradeTime, long fingerprint) {
        long millis = Math.floorDiv(tradeTime, MICROS) - YEAR_2018;
        return ((Math.max(0, millis) << FINGERPRINT_BITS) & Long.MAX_VALUE)
                | (fingerprint >>> (Long.SIZE - FINGERPRINT_BITS));
    }

    /** The time of a trade of that content, to the millisecond. */
    static long timeOf(long content) {
        return ((content >>> FINGERPRINT_BITS) + YEAR_2018) * MICROS;
    }

    /** Remembers a trade; returns the content of the one that has this id, or {@link #NEW}. */
    long putIfAbsent(long id, long content) {
        int place = placeOf(id);
        while (ids[place] != 0) {
            if (ids[place] == id) {
                return contents[place];
            }
            place = place + 1 == ids.length ? 0 : place + 1;
        }
        ids[place] = id;
        contents[place] = content;
        size++;
        if (size > FULLEST * ids.length) {
            resize(ids.length + ids.length / 2, 0);
        }
        return NEW;
    }

    /** Forgets the trades before an instant, but none of the newest {@link #ALWAYS_KEPT}. */
    void forgetBefore(long time) {
        long oldest = content(time, 0);
        int newer = 0;
        for (int i = 0; i < ids.length; i++) {
            newer += ids[i] != 0 && contents[i] >= oldest ? 1 : 0;
        }
        if (newer == size || size <= ALWAYS_KEPT) {
            return;
        }
        if (newer < ALWAYS_KEPT) {
            if (size <= WORTHWHILE) {
                return;
            }
            oldest = Math.min(oldest, newestButFor(ALWAYS_KEPT));
            newer = ALWAYS_KEPT;
        }
        resize(Math.max(SMALLEST, newer + newer / 2), oldest);
    }

    private long newestButFor(int kept) {
        long[] sorted = new long[size];
        int count = 0;
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] != 0) {
                sorted[count++] = contents[i];
            }
        }
        Arrays.sort(sorted);
        return sorted[size - kept];
    }

    private void resize(int capacity, long oldest) {
        long[] formerIds = ids;
        long[] formerContents = contents;
        allocate(capacity);
        for (int i = 0; i < formerIds.length; i++) {
            if (formerIds[i] != 0 && formerContents[i] >= oldest) {
                putIfAbsent(formerIds[i], formerContents[i]);
            }
        }
    }

    private void allocate(int capacity) {
        ids = new long[capacity];
        contents = new long[capacity];
        size = 0;
    }

    private int placeOf(long id) {
        long hash = id * 0x9e3779b97f4a7c15L;
        hash ^= hash >>> 32;
        return (int) (((hash & 0xffffffffL) * ids.length) >>> 32);
    }

    SeenTrades copy() {
        SeenTrades copy = new SeenTrades();
        copy.clock = clock;
        copy.forgetAt = forgetAt;
        copy.ids = ids.clone();
        copy.contents = contents.clone();
        copy.size = size;
        return copy;
    }

    /** Hands over everything that is remembered. */
    <E extends Exception> void each(Entries<E> entries) throws E {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] != 0) {
                entries.on(ids[i], contents[i]);
            }
        }
    }

    /** A table that takes so many trades without growing. */
    static SeenTrades ofSize(int size) {
        SeenTrades seen = new SeenTrades();
        seen.allocate(Math.max(SMALLEST, size + size / 2));
        return seen;
    }

    /** Takes entries. */
    @FunctionalInterface
    interface Entries<E extends Exception> {
        void on(long id, long content) throws E;
    }
}
