package dev.candlewick.sources.feed;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.TradeRun;
import dev.candlewick.functions.model.TradeRunBuilder;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Trades as a scanner reads them, of many frames and symbols, as columns: so that a frame costs no
 * object of its own until its trades join those of their symbol. Each has an id, and at most 18
 * digits. Grows; not thread-safe.
 */
public final class ScannedTrades {
    private static final int CAPACITY = 1_024;

    private long[] prices;
    private long[] sizes;
    private byte[] priceScales;
    private byte[] sizeScales;
    private long[] times;
    private long[] ids;
    private boolean[] buys;
    private int length;

    public ScannedTrades() {
        this(CAPACITY);
    }

    /** With room for so many, at least one, before it grows. */
    public ScannedTrades(int capacity) {
        prices = new long[capacity];
        sizes = new long[capacity];
        priceScales = new byte[capacity];
        sizeScales = new byte[capacity];
        times = new long[capacity];
        ids = new long[capacity];
        buys = new boolean[capacity];
    }

    public int length() {
        return length;
    }

    /** Drops all but the first so many. */
    public void cut(int kept) {
        length = kept;
    }

    /**
     * Adds a trade.
     *
     * @param price times {@code 10^priceScale}
     * @param size times {@code 10^sizeScale}
     * @param time in microseconds
     */
    public void add(
            long price, int priceScale, long size, int sizeScale, long time, long id, boolean buy) {
        if (length == ids.length) {
            grow();
        }
        prices[length] = price;
        priceScales[length] = (byte) priceScale;
        sizes[length] = size;
        sizeScales[length] = (byte) sizeScale;
        times[length] = time;
        ids[length] = id;
        buys[length++] = buy;
    }

    long time(int i) {
        return times[i];
    }

    long id(int i) {
        return ids[i];
    }

    /** Appends a trade to a run, for which its head names everything that all of a frame share. */
    void appendTo(TradeRunBuilder run, TradeRunBuilder.Head head, int i) {
        head.tradeTime = times[i];
        head.tradeId = ids[i];
        head.isBuy = buys[i];
        run.append(head, prices[i], priceScales[i], sizes[i], sizeScales[i]);
    }

    /** The trades of {@code [from, to)} as a run of their own: of one UTC day, and at least one. */
    public TradeRun run(String symbol, Origin origin, int from, int to, long receivedAt) {
        TradeRunBuilder run = new TradeRunBuilder();
        TradeRunBuilder.Head head = new TradeRunBuilder.Head();
        head.symbol = symbol;
        head.origin = origin;
        head.receivedAt = receivedAt;
        for (int i = from; i < to; i++) {
            appendTo(run, head, i);
        }
        return run.build();
    }

    private void grow() {
        int capacity = 2 * length;
        prices = Arrays.copyOf(prices, capacity);
        sizes = Arrays.copyOf(sizes, capacity);
        priceScales = Arrays.copyOf(priceScales, capacity);
        sizeScales = Arrays.copyOf(sizeScales, capacity);
        times = Arrays.copyOf(times, capacity);
        ids = Arrays.copyOf(ids, capacity);
        buys = Arrays.copyOf(buys, capacity);
    }

    /** Takes signals, and trades of frames as columns. */
    public interface Receiver extends Consumer<FeedSignal> {

        /** Where trades go before a {@link ScannedFrame} says of which frame they are. */
        ScannedTrades trades();
    }
}
