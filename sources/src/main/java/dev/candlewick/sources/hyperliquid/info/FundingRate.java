package dev.candlewick.sources.hyperliquid.info;

import java.math.BigDecimal;

/**
 * What the holders of a perpetual paid each other for an hour (for eight, before June 2023).
 *
 * @param time when it was paid: some milliseconds to minutes after the full hour
 * @param premium null where the exchange leaves it out
 */
public record FundingRate(String symbol, long time, BigDecimal rate, BigDecimal premium) {}
