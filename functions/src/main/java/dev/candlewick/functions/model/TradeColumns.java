package dev.candlewick.functions.model;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The columns of a {@link TradeRun}.
 *
 * @param buys which trades are buys
 * @param identified which trades have an id; the ids of others are 0
 * @param identities what is the same where a trade without an id is repeated; null if no trade has
 *     one
 */
@SuppressWarnings("ArrayRecordComponent") // compared by their content
record TradeColumns(
        long[] tradeTimes,
        DecimalColumn prices,
        DecimalColumn sizes,
        BitSet buys,
        long[] tradeIds,
        BitSet identified,
        long[] receivedAt,
        String[] identities) {

    TradeColumns receivedAt(long[] received) {
        return new TradeColumns(
                tradeTimes, prices, sizes, buys, tradeIds, identified, received, identities);
    }

    /** The trades at some places, in the order of the places. */
    TradeColumns select(int[] places) {
        return new TradeColumns(
                select(tradeTimes, places),
                prices.select(places),
                sizes.select(places),
                select(buys, places),
                select(tradeIds, places),
                select(identified, places),
                select(receivedAt, places),
                identities == null
                        ? null
                        : Arrays.stream(places)
                                .mapToObj(i -> identities[i])
                                .toArray(String[]::new));
    }

    static long[] select(long[] values, int[] places) {
        long[] selected = new long[places.length];
        for (int i = 0; i < places.length; i++) {
            selected[i] = values[places[i]];
        }
        return selected;
    }

    private static BitSet select(BitSet bits, int[] places) {
        BitSet selected = new BitSet(places.length);
        for (int i = 0; i < places.length; i++) {
            selected.set(i, bits.get(places[i]));
        }
        return selected;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TradeColumns columns
                && Arrays.equals(tradeTimes, columns.tradeTimes)
                && prices.equals(columns.prices)
                && sizes.equals(columns.sizes)
                && buys.equals(columns.buys)
                && Arrays.equals(tradeIds, columns.tradeIds)
                && identified.equals(columns.identified)
                && Arrays.equals(receivedAt, columns.receivedAt)
                && Arrays.equals(identities, columns.identities);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(tradeTimes);
    }

    @Override
    public String toString() {
        return tradeTimes.length + " trades";
    }
}
