package dev.candlewick.functions.model;

import java.math.BigDecimal;

/**
 * One price level of an order book.
 *
 * @param orders how many orders rest at it
 */
public record BookLevel(BigDecimal price, BigDecimal size, long orders) {}
