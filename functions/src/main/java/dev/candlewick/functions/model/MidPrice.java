package dev.candlewick.functions.model;

import java.math.BigDecimal;

/**
 * The mid price of a symbol, or its last price where its book is empty. The exchange gives it no
 * time.
 *
 * @param receivedAt by the clock of the feed
 */
public record MidPrice(String symbol, BigDecimal mid, long receivedAt, Origin origin)
        implements MarketData {}
