package dev.candlewick.functions.model;

import java.util.List;

/**
 * What the exchange answered to a {@link CandleRequest}.
 *
 * @param candles of windows that are over, ascending; windows may be missing from them
 * @param sizeDecimals how many decimals a size of the symbol has; null if the exchange did not say
 * @param answeredAt by the clock of the feed
 */
public record CandleAnswer(
        CandleRequest request,
        List<ExchangeCandle> candles,
        Integer sizeDecimals,
        long answeredAt) {}
