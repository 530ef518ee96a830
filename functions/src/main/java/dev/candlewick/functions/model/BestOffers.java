package dev.candlewick.functions.model;

/**
 * The best bid and the best ask of a symbol.
 *
 * @param offerTime exchange time
 * @param bid null when nobody bids
 * @param ask null when nobody offers
 * @param receivedAt by the clock of the feed
 */
public record BestOffers(
        String symbol,
        long offerTime,
        BookLevel bid,
        BookLevel ask,
        long receivedAt,
        Origin origin) {}
