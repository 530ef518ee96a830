package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.ExchangeCandle;
import java.util.List;

/**
 * The content of an answer of the exchange.
 *
 * @param fault why the answer is unusable; null if it is usable
 */
record RestResult(
        List<CandleAnswer> answers,
        List<ExchangeCandle> candles,
        List<DeadLetter> refused,
        int rows,
        String fault) {

    static RestResult nothing() {
        return new RestResult(List.of(), List.of(), List.of(), 0, null);
    }

    static RestResult unusable(String fault, List<DeadLetter> refused) {
        return new RestResult(List.of(), List.of(), refused, 0, fault);
    }
}
