package dev.candlewick.functions.quality;

import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * The trades of a symbol that are remembered, and how far its event time has come. Mutable keyed
 * state with a serializer of its own: 16 bytes a trade in a checkpoint; on the heap up to 30 as
 * their number grows, and up to 64 once it has fallen.
 *
 * <p>Ids are above 0, so 0 is a free place. Beside each id stands its trade: the millisecond since
 * 2018 in 41 bits, and 22 bits of a fingerprint of the rest. Places are probed one after the other;
 * what is forgotten makes room in the same table for what comes next.
 */
@TypeInfo(SeenTradesSerializer.Factory.class)
public final class SeenTrades {
    /** More than the exchange sends again after any subscribe. */
    static final int ALWAYS_KEPT = 1_000;

    /** With fewer, those that would be forgotten are not worth finding the newest among them. */
    static final int WORTHWHILE = ALWAYS_KEPT + ALWAYS_KEPT / 2;

    /** What {@link #putIfAbsent} returns for an id that was not known. */
    static final long NEW = -1;

    private static final long YEAR_2018 = 1_514_764_800_000L;
    private static final int FINGERPRINT_BITS = 22;
    private static final long MICROS = 1_000;
    private static final int SMALLEST = 16;
    private static final double FULLEST = 0.8;

    /** A table with fewer taken places than one in so many is made smaller. */
    private static final int EMPTIEST = 4;

    /** How far event time of the symbol has come; {@link Long#MIN_VALUE} before the first event. */
    long clock = Long.MIN_VALUE;

    /** The event time at which old ids are looked through next. */
    long forgetAt = Long.MIN_VALUE;

    private long[] ids;
    private long[] contents;
    private int size;
    private int fullest;

    SeenTrades() {
        allocate(SMALLEST);
    }

    int capacity() {
        return ids.length;
    }

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
        if (size > fullest) {
            resize(ids.length + ids.length / 2);
        }
        return NEW;
    }

    /** Forgets trades before an instant, but none of the newest {@link #ALWAYS_KEPT}. */
    void forgetBefore(long time) {
        long oldest = content(time, 0);
        if (size < WORTHWHILE || oldest == 0) {
            return;
        }
        int newer = countFrom(oldest);
        if (newer == size) {
            return;
        }
        removeBefore(newer < ALWAYS_KEPT ? sparingTheNewest(oldest) : oldest);
        if (size < ids.length / EMPTIEST) {
            // What comes until the next time, half as much again, finds room.
            resize(2 * size + size / 4);
        }
    }

    /** Counts contents from one above 0 on, which stands in free places. */
    private int countFrom(long oldest) {
        int count = 0;
        for (long content : contents) {
            count += content >= oldest ? 1 : 0;
        }
        return count;
    }

    /** The content from which on {@link #ALWAYS_KEPT} are kept, found by halving. */
    private long sparingTheNewest(long tooNew) {
        long few = tooNew;
        long enough = tooNew;
        for (int i = 0; i < ids.length; i++) {
            enough = ids[i] == 0 ? enough : Math.min(enough, contents[i]);
        }
        int kept = size;
        while (kept > ALWAYS_KEPT && few - enough > 1) {
            long middle = enough + (few - enough) / 2;
            int newer = countFrom(middle);
            if (newer < ALWAYS_KEPT) {
                few = middle;
            } else {
                enough = middle;
                kept = newer;
            }
        }
        return enough;
    }

    private void removeBefore(long oldest) {
        int place = 0;
        while (ids[place] != 0) {
            place++;
        }
        boolean isGapBefore = false;
        for (int left = ids.length - 1; left > 0; left--) {
            place = place + 1 == ids.length ? 0 : place + 1;
            long id = ids[place];
            long content = contents[place];
            if (id == 0) {
                isGapBefore = false;
            } else if (content < oldest) {
                free(place);
                size--;
                isGapBefore = true;
            } else if (isGapBefore) {
                // All before it in its cluster stand where they are found; it may close a gap.
                free(place);
                putAbsent(id, content);
            }
        }
    }

    private void free(int place) {
        ids[place] = 0;
        contents[place] = 0;
    }

    private void resize(int capacity) {
        long[] formerIds = ids;
        long[] formerContents = contents;
        allocate(Math.max(SMALLEST, capacity));
        for (int i = 0; i < formerIds.length; i++) {
            if (formerIds[i] != 0) {
                putAbsent(formerIds[i], formerContents[i]);
            }
        }
    }

    private void putAbsent(long id, long content) {
        int place = placeOf(id);
        while (ids[place] != 0) {
            place = place + 1 == ids.length ? 0 : place + 1;
        }
        ids[place] = id;
        contents[place] = content;
    }

    private void allocate(int capacity) {
        ids = new long[capacity];
        contents = new long[capacity];
        fullest = (int) (FULLEST * capacity);
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
        copy.fullest = fullest;
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
