package dev.candlewick.functions.model;

import java.util.List;

/**
 * A whole order book, best levels first.
 *
 * @param bookTime exchange time; a book that did not change is sent again with a new one
 * @param fast whether it came from the quicker stream, which has fewer levels
 * @param receivedAt by the clock of the feed
 */
public record BookSnapshot(
        String symbol,
        long bookTime,
        List<BookLevel> bids,
        List<BookLevel> asks,
        boolean fast,
        long receivedAt,
        Origin origin)
        implements MarketData {}
