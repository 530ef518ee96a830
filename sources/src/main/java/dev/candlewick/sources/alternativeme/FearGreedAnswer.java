package dev.candlewick.sources.alternativeme;

import java.time.Duration;
import java.util.List;

/**
 * A decoded answer.
 *
 * @param rows one a day, oldest first
 * @param fault why nothing of it can be used; null if something can
 * @param untilUpdate when the provider promises the next value; null if it does not
 */
record FearGreedAnswer(
        List<Row> rows, List<Rejection> rejections, String fault, Duration untilUpdate) {

    static FearGreedAnswer refused(Rejection whole) {
        return new FearGreedAnswer(
                List.of(), List.of(whole), whole.reason().text() + ": " + whole.detail(), null);
    }
}
