package dev.candlewick.functions.model;

/**
 * The best bid and the best ask of a symbol.
 *
 * @param offerTime exchange time
 * @param bid null without bids
 * @param ask null without offers
 * @param receivedAt by the clock of the feed
 */
public record BestOffers(
        String symbol, long offerTime, BookLevel bid, BookLevel ask, long receivedAt, Origin origin)
        implements MarketData {}
