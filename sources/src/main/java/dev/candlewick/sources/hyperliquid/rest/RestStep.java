package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.ExchangeCandle;
import java.util.List;

/**
 * What an answer of the exchange brings.
 *
 * @param rows how many the answer had
 * @param fault why the answer is of no use although it came; null if it is
 */
record RestStep(
        List<CandleAnswer> answers,
        List<ExchangeCandle> candles,
        List<DeadLetter> refused,
        int rows,
        String fault) {

    static RestStep nothing() {
        return new RestStep(List.of(), List.of(), List.of(), 0, null);
    }

    static RestStep useless(String fault, List<DeadLetter> refused) {
        return new RestStep(List.of(), List.of(), refused, 0, fault);
    }
}
