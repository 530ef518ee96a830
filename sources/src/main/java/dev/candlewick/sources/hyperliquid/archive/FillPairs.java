package dev.candlewick.sources.hyperliquid.archive;

import dev.candlewick.functions.model.Side;
import dev.candlewick.sources.hyperliquid.archive.FillReader.Fill;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes trades of the fills of a block, of which each trade has two. A side that stands alone makes
 * a trade only where the other one was refused.
 */
final class FillPairs {

    private final List<Half> halves = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();

    int size() {
        return halves.size();
    }

    void clear() {
        halves.clear();
        refused.clear();
    }

    boolean hasRefused() {
        return !refused.isEmpty();
    }

    void add(Half half) {
        halves.add(half);
    }

    /** A fill was refused; what is not known of it is null. */
    void refuse(String symbol, Long id) {
        refused.add(new Refused(symbol, id));
    }

    /** What becomes of a side that stands alone without a refused one beside it. */
    enum Alone {
        /** It is refused. */
        REFUSE,
        /** It makes a trade: the file is damaged where its other side was. */
        TAKE,
        /** It is left to the reader of the file before, as are refused sides. */
        LEAVE
    }

    /** Settles the block and forgets it. */
    void settle(Alone policy, Taker taker) {
        Fill[] trades = new Fill[halves.size()];
        List<Integer> alone = new ArrayList<>();
        byTrade().values().forEach(places -> settleTrade(places, trades, alone, taker));
        if (policy != Alone.LEAVE) {
            alone.removeIf(place -> isBesideRefused(place, trades));
        }
        if (policy == Alone.TAKE) {
            alone.forEach(place -> trades[place] = trade(halves.get(place).fill()));
        }
        for (int i = 0; i < trades.length; i++) {
            if (trades[i] != null) {
                taker.trade(trades[i], halves.get(i));
            }
        }
        if (policy == Alone.REFUSE) {
            for (int place : alone) {
                String detail = "its other side is not there";
                refuse(halves.get(place), Reason.ONE_SIDED_FILL, detail, taker);
            }
        }
        if (policy != Alone.LEAVE) {
            refused.stream().map(Refused::symbol).distinct().forEach(taker::lost);
        }
        clear();
    }

    private Map<TradeKey, List<Integer>> byTrade() {
        Map<TradeKey, List<Integer>> byTrade = new LinkedHashMap<>();
        for (int i = 0; i < halves.size(); i++) {
            Fill fill = halves.get(i).fill();
            byTrade.computeIfAbsent(
                            new TradeKey(fill.symbol(), fill.id()), none -> new ArrayList<>(2))
                    .add(i);
        }
        return byTrade;
    }

    private void settleTrade(
            List<Integer> places, Fill[] trades, List<Integer> alone, Taker taker) {
        int one = places.get(0);
        int other = otherSide(places);
        if (other < 0) {
            alone.add(one);
            return;
        }
        Half first = halves.get(one);
        Half second = halves.get(other);
        if (first.isOfNextFile() && second.isOfNextFile()) {
            return;
        }
        refuseOthers(places, first, second, taker);
        int standing = aggressor(one, other);
        if (!first.fill().agreesWith(second.fill())) {
            refuse(first, Reason.MISMATCHED_FILLS, "the other side differs", taker);
            refuse(second, Reason.MISMATCHED_FILLS, "the other side differs", taker);
        } else if (standing < 0) {
            String detail = first.fill().crossed() ? "both sides crossed" : "no side crossed";
            refuse(first, Reason.AGGRESSOR_UNKNOWN, detail, taker);
            refuse(second, Reason.AGGRESSOR_UNKNOWN, detail, taker);
        } else {
            trades[standing] = halves.get(standing).fill();
        }
    }

    /** More than two fills: repeats are left out, others are refused. */
    private void refuseOthers(List<Integer> places, Half first, Half second, Taker taker) {
        for (int place : places) {
            Half half = halves.get(place);
            Half same = half.fill().side() == first.fill().side() ? first : second;
            if (!half.fill().agreesWith(same.fill())) {
                refuse(half, Reason.MISMATCHED_FILLS, "it differs from another fill", taker);
            }
        }
    }

    /** The first fill of the other side than the first; -1 if there is none. */
    private int otherSide(List<Integer> places) {
        Side side = halves.get(places.get(0)).fill().side();
        return places.stream()
                .filter(place -> halves.get(place).fill().side() != side)
                .findFirst()
                .orElse(-1);
    }

    /** A liquidation is on both sides, and there the liquidated account is the aggressor. */
    private int aggressor(int one, int other) {
        Fill first = halves.get(one).fill();
        Fill second = halves.get(other).fill();
        if (first.isLiquidated() != second.isLiquidated()) {
            return first.isLiquidated() ? one : other;
        }
        if (first.crossed() == second.crossed()) {
            return -1;
        }
        return first.crossed() ? one : other;
    }

    /** Whether a refused fill was its other side, so that the trade is known from this one. */
    private boolean isBesideRefused(int place, Fill[] trades) {
        Fill fill = halves.get(place).fill();
        Refused other = null;
        for (Refused candidate : refused) {
            boolean fits =
                    (candidate.symbol() == null || candidate.symbol().equals(fill.symbol()))
                            && (candidate.id() == null || candidate.id() == fill.id());
            if (fits && (other == null || candidate.knows() > other.knows())) {
                other = candidate;
            }
        }
        if (other == null) {
            return false;
        }
        refused.remove(other);
        trades[place] = trade(fill);
        return true;
    }

    /** The trade of which only one side is known. */
    private static Fill trade(Fill fill) {
        boolean isAggressor = fill.crossed() || fill.isLiquidated();
        return new Fill(
                fill.symbol(),
                fill.time(),
                fill.price(),
                fill.size(),
                isAggressor ? fill.side() : opposite(fill.side()),
                fill.id(),
                true,
                fill.isLiquidated());
    }

    private static Side opposite(Side side) {
        return side == Side.BUY ? Side.SELL : Side.BUY;
    }

    private static void refuse(Half half, Reason reason, String detail, Taker taker) {
        taker.unmatched(
                half,
                new Rejection(reason, "tid %s: %s", half.fill().id(), detail)
                        .about(half.fill().symbol()));
    }

    /** Takes what a block comes to. */
    interface Taker {

        /** A trade, with the fill in whose place it stands. */
        void trade(Fill trade, Half place);

        /** A fill that makes no trade. */
        void unmatched(Half half, Rejection rejection);

        /** A refused fill may have been of a trade that is not known from its other side. */
        void lost(String symbol);
    }

    /**
     * A fill with where it was read.
     *
     * @param origin the file
     * @param input its bytes are {@code [start, end)} of it
     */
    @SuppressWarnings("ArrayRecordComponent") // lives as long as its block
    record Half(
            Fill fill, LineOrigin origin, byte[] input, int start, int end, boolean isOfNextFile) {

        byte[] bytes() {
            return Arrays.copyOfRange(input, start, end);
        }
    }

    private record TradeKey(String symbol, long id) {}

    /** A class of its own identity: two refused fills of which nothing is known are two. */
    private static final class Refused {
        private final String symbol;
        private final Long id;

        Refused(String symbol, Long id) {
            this.symbol = symbol;
            this.id = id;
        }

        String symbol() {
            return symbol;
        }

        Long id() {
            return id;
        }

        int knows() {
            return (symbol == null ? 0 : 1) + (id == null ? 0 : 2);
        }
    }
}
