package dev.candlewick.sources.hyperliquid.archive;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.TradeRunBuilder;

/** Takes what the lines of an archive file hold, in the order of the lines. */
public interface LineOutput {

    /** A trade, a book or an asset context. */
    void event(FeedEvent event);

    /**
     * A trade that was read as columns; the head is used again for the next.
     *
     * @param price times {@code 10^priceScale}; scales are at most 18
     */
    default void trade(
            TradeRunBuilder.Head head, long price, int priceScale, long size, int sizeScale) {
        event(
                FeedEvent.trades(
                        new TradeRunBuilder()
                                .append(head, price, priceScale, size, sizeScale)
                                .build()));
    }

    /** A line, or an element of one, was refused. */
    void refused(FeedEvent deadLetter);

    /** A block was read whole; blocks are numbered without gaps by the chain. */
    void block(long number, long time);

    /** A line of no numbered block was read whole. */
    void line(long time);

    /**
     * A line was refused, so that something may be missing between its neighbours.
     *
     * @param symbol which it was about; null if it may have been about any
     */
    void lost(String symbol);

    /**
     * Trades in {@code [from, to)} may be lost.
     *
     * @param symbol of which; null if they may be of any
     */
    void doubted(String symbol, long from, long to, String reason);

    /** A fill that is no match of two orders, so it stands for no trade. */
    void notMatched();

    /** An output for the lines of another file, whose own reader puts out what is in them. */
    default LineOutput timesOnly() {
        return new TimesOnly(this);
    }

    /** Passes on times and losses. */
    record TimesOnly(LineOutput out) implements LineOutput {

        @Override
        public void block(long number, long time) {
            out.block(number, time);
        }

        @Override
        public void line(long time) {
            out.line(time);
        }

        @Override
        public void lost(String symbol) {
            out.lost(symbol);
        }

        @Override
        public void event(FeedEvent event) {}

        @Override
        public void trade(
                TradeRunBuilder.Head head, long price, int priceScale, long size, int sizeScale) {}

        @Override
        public void refused(FeedEvent deadLetter) {}

        @Override
        public void doubted(String symbol, long from, long to, String reason) {}

        @Override
        public void notMatched() {}
    }
}
