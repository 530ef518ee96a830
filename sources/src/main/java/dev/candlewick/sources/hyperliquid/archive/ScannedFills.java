package dev.candlewick.sources.hyperliquid.archive;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.TradeRunBuilder.Head;
import dev.candlewick.sources.hyperliquid.wire.ScannedDecimal;
import java.util.Arrays;

/**
 * The fills of a block as columns, and the trades that they make where each has its other side, the
 * two agree, and one of them crossed. Anything else is for {@link FillPairs} to judge.
 */
final class ScannedFills {
    private static final int CAPACITY = 64;
    private static final int CROSSED = 1;
    private static final int BUY = 1 << 1;
    private static final int SIDES = CROSSED | BUY;
    private static final int SIZE_SCALE = 2;
    private static final int PRICE_SCALE = 8;
    private static final int SCALE = 0x3F;

    private final Head head = new Head();
    private String[] symbols = new String[CAPACITY];
    private long[] ids = new long[CAPACITY];
    private long[] times = new long[CAPACITY];
    private long[] prices = new long[CAPACITY];
    private long[] sizes = new long[CAPACITY];

    /** Of each fill: whether it crossed, whether it bought, and the scales of its decimals. */
    private int[] forms = new int[CAPACITY];

    /** Places of fills plus one, by their ids; a fill whose other side was found is negated. */
    private int[] table = new int[2 * CAPACITY];

    private int length;

    ScannedFills() {
        head.origin = Origin.ARCHIVE;
    }

    void clear() {
        length = 0;
    }

    /** Adds a fill; the scales are at most 18. */
    void add(Fill fill, ScannedDecimal price, ScannedDecimal size) {
        if (length == ids.length) {
            grow();
        }
        symbols[length] = fill.symbol;
        ids[length] = fill.id;
        times[length] = fill.time;
        prices[length] = price.unscaled;
        sizes[length] = size.unscaled;
        forms[length++] =
                price.scale << PRICE_SCALE
                        | size.scale << SIZE_SCALE
                        | (fill.isBuy ? BUY : 0)
                        | (fill.crossed ? CROSSED : 0);
    }

    private void grow() {
        int capacity = 2 * length;
        symbols = Arrays.copyOf(symbols, capacity);
        ids = Arrays.copyOf(ids, capacity);
        times = Arrays.copyOf(times, capacity);
        prices = Arrays.copyOf(prices, capacity);
        sizes = Arrays.copyOf(sizes, capacity);
        forms = Arrays.copyOf(forms, capacity);
        table = new int[2 * capacity];
    }

    /** Whether each fill has one other side, which agrees, and one of the two crossed. */
    boolean areTrades() {
        int used = Integer.highestOneBit(Math.max(1, length)) << 2;
        int mask = Math.min(used, table.length) - 1;
        Arrays.fill(table, 0, mask + 1, 0);
        int alone = 0;
        for (int i = 0; i < length; i++) {
            int slot = slot(ids[i], mask);
            int other = table[slot];
            if (other == 0) {
                table[slot] = i + 1;
                alone++;
            } else if (other > 0 && areSidesOfATrade(i, other - 1)) {
                table[slot] = -other;
                alone--;
            } else {
                return false;
            }
        }
        return alone == 0;
    }

    /** Where the fill of an id is, or would be. */
    private int slot(long id, int mask) {
        int slot = Long.hashCode(id * 0x9E37_79B9_7F4A_7C15L) & mask;
        while (table[slot] != 0 && ids[Math.abs(table[slot]) - 1] != id) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean areSidesOfATrade(int one, int other) {
        return (forms[one] ^ forms[other]) == SIDES
                && times[one] == times[other]
                && prices[one] == prices[other]
                && sizes[one] == sizes[other]
                && symbols[one].equals(symbols[other]);
    }

    /** Hands the trades over, each in the place of the fill that crossed. */
    void trades(long receivedAt, LineOutput out) {
        head.receivedAt = receivedAt;
        for (int i = 0; i < length; i++) {
            if ((forms[i] & CROSSED) != 0) {
                head.symbol = symbols[i];
                head.tradeTime = times[i];
                head.tradeId = ids[i];
                head.isBuy = (forms[i] & BUY) != 0;
                int priceScale = forms[i] >>> PRICE_SCALE;
                int sizeScale = forms[i] >>> SIZE_SCALE & SCALE;
                out.trade(head, prices[i], priceScale, sizes[i], sizeScale);
            }
        }
    }

    /** What was read of a fill besides its decimals; used again for the next. */
    static final class Fill {
        String symbol;
        long time;
        long id;
        boolean isBuy;
        boolean crossed;
    }
}
