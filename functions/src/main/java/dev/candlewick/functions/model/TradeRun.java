package dev.candlewick.functions.model;

import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * Trades of one symbol, origin and UTC day in the order of their arrival, as columns: what a record
 * costs is paid once for all of them. Immutable; it may be kept and passed on without a copy.
 *
 * <p>Made by a {@link TradeRunBuilder}, or {@link #of} one trade.
 */
@TypeInfo(TradeRunSerializer.Factory.class)
public final class TradeRun {
    /** So many trades a run has at most. */
    public static final int MAX_LENGTH = 2_048;

    private static final long MICROS_OF_DAY = 86_400_000_000L;

    private final String symbol;
    private final Origin origin;
    private final TradeColumns columns;

    TradeRun(String symbol, Origin origin, TradeColumns columns) {
        this.symbol = symbol;
        this.origin = origin;
        this.columns = columns;
    }

    /** A run of one trade. */
    public static TradeRun of(Trade trade) {
        return of(trade, null);
    }

    /**
     * A run of one trade.
     *
     * @param identity what is the same where a trade without an id is repeated; null if nothing is
     */
    public static TradeRun of(Trade trade, String identity) {
        boolean hasId = trade.tradeId() != null;
        return new TradeRun(
                trade.symbol(),
                trade.origin(),
                new TradeColumns(
                        new long[] {trade.tradeTime()},
                        DecimalColumn.of(trade.price()),
                        DecimalColumn.of(trade.size()),
                        first(trade.side() == Side.BUY),
                        new long[] {hasId ? trade.tradeId() : 0},
                        first(hasId),
                        new long[] {trade.receivedAt()},
                        identity == null ? null : new String[] {identity}));
    }

    public String symbol() {
        return symbol;
    }

    public Origin origin() {
        return origin;
    }

    /** How many trades it has: at least one. */
    public int length() {
        return columns.tradeTimes().length;
    }

    public long tradeTime(int i) {
        return columns.tradeTimes()[i];
    }

    /** Puts the trade times into an array, from a place on. */
    public void copyTradeTimes(long[] into, int from) {
        System.arraycopy(columns.tradeTimes(), 0, into, from, length());
    }

    /** The same of the receive times. */
    public void copyReceivedAt(long[] into, int from) {
        System.arraycopy(columns.receivedAt(), 0, into, from, length());
    }

    /** The same of the ids, of a run in which each trade has one. */
    public void copyTradeIds(long[] into, int from) {
        System.arraycopy(columns.tradeIds(), 0, into, from, length());
    }

    /** The newest trade time. */
    public long newestTime() {
        long newest = columns.tradeTimes()[0];
        for (long time : columns.tradeTimes()) {
            newest = Math.max(newest, time);
        }
        return newest;
    }

    /** Whether no trade is older than the one before it. */
    public boolean isInOrder() {
        long[] times = columns.tradeTimes();
        for (int i = 1; i < times.length; i++) {
            if (times[i] < times[i - 1]) {
                return false;
            }
        }
        return true;
    }

    public DecimalColumn prices() {
        return columns.prices();
    }

    public DecimalColumn sizes() {
        return columns.sizes();
    }

    public BigDecimal price(int i) {
        return columns.prices().value(i);
    }

    public BigDecimal size(int i) {
        return columns.sizes().value(i);
    }

    /** Whether the aggressor bought. */
    public boolean isBuy(int i) {
        return columns.buys().get(i);
    }

    public boolean hasId(int i) {
        return columns.identified().get(i);
    }

    /** Whether every trade has an id. */
    public boolean hasAllIds() {
        return columns.identified().cardinality() == length();
    }

    /** The id of a trade that has one. */
    public long tradeId(int i) {
        return columns.tradeIds()[i];
    }

    public long receivedAt(int i) {
        return columns.receivedAt()[i];
    }

    /** The same trades, received at an instant. */
    public TradeRun receivedAt(long instant) {
        long[] received = columns.receivedAt();
        if (received[0] == instant && received[received.length - 1] == instant) {
            return this;
        }
        received = new long[length()];
        Arrays.fill(received, instant);
        return new TradeRun(symbol, origin, columns.receivedAt(received));
    }

    /** What is the same where a trade without an id is repeated; null if nothing is. */
    public String identity(int i) {
        return columns.identities() == null ? null : columns.identities()[i];
    }

    /** One trade as a record of its own, for paths where speed does not matter. */
    public Trade trade(int i) {
        return new Trade(
                symbol,
                tradeTime(i),
                price(i),
                size(i),
                isBuy(i) ? Side.BUY : Side.SELL,
                hasId(i) ? Long.valueOf(tradeId(i)) : null,
                receivedAt(i),
                origin);
    }

    /** A view of the trades as records of their own. */
    public List<Trade> trades() {
        return new Trades(this);
    }

    /** The trades at some places of it, at least one, in the order of the places. */
    public TradeRun select(int[] places) {
        return new TradeRun(symbol, origin, columns.select(places));
    }

    /** The trades of {@code [from, to)}, at least one. */
    public TradeRun slice(int from, int to) {
        return from == 0 && to == length() ? this : select(IntStream.range(from, to).toArray());
    }

    /** Days since the epoch, UTC. */
    static long dayOf(long tradeTime) {
        return Math.floorDiv(tradeTime, MICROS_OF_DAY);
    }

    TradeColumns columns() {
        return columns;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TradeRun run
                && symbol.equals(run.symbol)
                && origin == run.origin
                && columns.equals(run.columns);
    }

    @Override
    public int hashCode() {
        return Objects.hash(symbol, columns);
    }

    @Override
    public String toString() {
        return trades().toString();
    }

    private static BitSet first(boolean set) {
        BitSet bits = new BitSet(1);
        bits.set(0, set);
        return bits;
    }

    /** The trades of a run, made as they are read. */
    private static final class Trades extends AbstractList<Trade> implements RandomAccess {
        private final TradeRun run;

        Trades(TradeRun run) {
            this.run = run;
        }

        @Override
        public Trade get(int i) {
            return run.trade(Objects.checkIndex(i, run.length()));
        }

        @Override
        public int size() {
            return run.length();
        }
    }
}
