package dev.candlewick.functions.model;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;

/**
 * Gathers trades of one symbol, origin and day into runs. The caller asks {@link #accepts} first,
 * and takes what was gathered by {@link #build} when the answer is no, and whenever nothing may
 * wait: at the end of a fetch, before a checkpoint barrier, a watermark and any other event of the
 * symbol.
 *
 * <p>A builder may be used again after each run. Not thread-safe.
 */
public final class TradeRunBuilder {
    private static final int CAPACITY = 16;

    private final DecimalColumnBuilder prices = new DecimalColumnBuilder(CAPACITY);
    private final DecimalColumnBuilder sizes = new DecimalColumnBuilder(CAPACITY);
    private String symbol;
    private Origin origin;
    private long[] tradeTimes = new long[CAPACITY];
    private long[] tradeIds = new long[CAPACITY];
    private long[] receivedAt = new long[CAPACITY];
    private String[] identities;
    private BitSet buys = new BitSet();
    private BitSet identified = new BitSet();
    private long day;
    private int length;

    public boolean isEmpty() {
        return length == 0;
    }

    /** Whether such a trade can go into the same run as those before it. */
    public boolean accepts(String ofSymbol, Origin ofOrigin, long tradeTime) {
        return length == 0
                || (length < TradeRun.MAX_LENGTH
                        && origin == ofOrigin
                        && TradeRun.dayOf(tradeTime) == day
                        && symbol.equals(ofSymbol));
    }

    /** Whether a trade can go into the same run as those before it. */
    public boolean accepts(Trade trade) {
        return accepts(trade.symbol(), trade.origin(), trade.tradeTime());
    }

    /** Whether the trade at a place of another run can go into the same run as those before it. */
    public boolean accepts(TradeRun run, int i) {
        return accepts(run.symbol(), run.origin(), run.tradeTime(i));
    }

    /** Adds a trade that {@link #accepts}. */
    public TradeRunBuilder append(Trade trade) {
        return append(trade, null);
    }

    /**
     * Adds a trade that {@link #accepts}.
     *
     * @param identity what is the same where a trade without an id is repeated; null if nothing is
     */
    public TradeRunBuilder append(Trade trade, String identity) {
        begin(trade.symbol(), trade.origin(), trade.tradeTime());
        prices.add(trade.price());
        sizes.add(trade.size());
        place(trade.tradeTime(), trade.side() == Side.BUY, trade.receivedAt());
        if (trade.tradeId() != null) {
            identify(trade.tradeId());
        }
        if (identity != null) {
            identities = identities == null ? new String[TradeRun.MAX_LENGTH] : identities;
            identities[length] = identity;
        }
        length++;
        return this;
    }

    /**
     * Adds a trade with an id, which {@link #accepts}, from columns.
     *
     * @param price times {@code 10^priceScale}; scales are at most 18
     */
    public TradeRunBuilder append(Head head, long price, int priceScale, long size, int sizeScale) {
        begin(head.symbol, head.origin, head.tradeTime);
        prices.add(price, priceScale);
        sizes.add(size, sizeScale);
        place(head.tradeTime, head.isBuy, head.receivedAt);
        identify(head.tradeId);
        length++;
        return this;
    }

    /** Adds the trade at a place of another run, which {@link #accepts}. */
    public TradeRunBuilder append(TradeRun run, int i) {
        begin(run.symbol(), run.origin(), run.tradeTime(i));
        addTo(prices, run.prices(), i);
        addTo(sizes, run.sizes(), i);
        place(run.tradeTime(i), run.isBuy(i), run.receivedAt(i));
        if (run.hasId(i)) {
            identify(run.tradeId(i));
        }
        length++;
        return this;
    }

    /** Adds all trades of a run of the same symbol, origin and day if there is room for them. */
    public boolean appendAll(TradeRun run) {
        TradeColumns columns = run.columns();
        int count = run.length();
        boolean isTaken =
                accepts(run, 0)
                        && length + count <= TradeRun.MAX_LENGTH
                        && columns.identities() == null
                        && identities == null;
        if (!isTaken) {
            return false;
        }
        begin(run.symbol(), run.origin(), run.tradeTime(0));
        makeRoom(length + count);
        prices.addAll(run.prices());
        sizes.addAll(run.sizes());
        System.arraycopy(columns.tradeTimes(), 0, tradeTimes, length, count);
        System.arraycopy(columns.tradeIds(), 0, tradeIds, length, count);
        System.arraycopy(columns.receivedAt(), 0, receivedAt, length, count);
        for (int i = 0; i < count; i++) {
            buys.set(length + i, columns.buys().get(i));
            identified.set(length + i, columns.identified().get(i));
        }
        length += count;
        return true;
    }

    /** The trades so far, at least one; the builder is empty afterwards. */
    public TradeRun build() {
        TradeRun run =
                new TradeRun(
                        symbol,
                        origin,
                        new TradeColumns(
                                Arrays.copyOf(tradeTimes, length),
                                prices.build(),
                                sizes.build(),
                                buys,
                                Arrays.copyOf(tradeIds, length),
                                identified,
                                Arrays.copyOf(receivedAt, length),
                                identities == null ? null : Arrays.copyOf(identities, length)));
        buys = new BitSet();
        identified = new BitSet();
        identities = null;
        Arrays.fill(tradeIds, 0, length, 0);
        length = 0;
        return run;
    }

    /** Drops what was gathered. */
    public void clear() {
        if (length > 0) {
            build();
        }
    }

    private void begin(String ofSymbol, Origin ofOrigin, long tradeTime) {
        if (!accepts(ofSymbol, ofOrigin, tradeTime)) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "A run of %d trades of %s does not take one of %s at %d",
                            length,
                            symbol,
                            ofSymbol,
                            tradeTime));
        }
        day = TradeRun.dayOf(tradeTime);
        symbol = ofSymbol;
        origin = ofOrigin;
    }

    private void place(long tradeTime, boolean isBuy, long received) {
        makeRoom(length + 1);
        tradeTimes[length] = tradeTime;
        receivedAt[length] = received;
        buys.set(length, isBuy);
    }

    private void makeRoom(int count) {
        if (count > tradeTimes.length) {
            int capacity = Math.max(count, 2 * tradeTimes.length);
            tradeTimes = Arrays.copyOf(tradeTimes, capacity);
            tradeIds = Arrays.copyOf(tradeIds, capacity);
            receivedAt = Arrays.copyOf(receivedAt, capacity);
        }
    }

    private void identify(long tradeId) {
        tradeIds[length] = tradeId;
        identified.set(length);
    }

    private static void addTo(DecimalColumnBuilder column, DecimalColumn values, int i) {
        if (values.isWide()) {
            column.add(values.value(i));
        } else {
            column.add(values.unscaled(i), values.scale());
        }
    }

    /** What a parser has read of a trade besides its decimals; may be used again for the next. */
    public static final class Head {
        public String symbol;
        public Origin origin;
        public long tradeTime;
        public long tradeId;
        public long receivedAt;
        public boolean isBuy;
    }
}
