package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.Reconciliation;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Compares final bars with the candles that were asked for, field by field. Answers to requests
 * that compare nothing pass by.
 */
public class JudgeAnswers extends ProcessFunction<CandleAnswer, Reconciliation> {
    private static final long serialVersionUID = 1L;

    private transient Drift drift;

    @Override
    public void open(OpenContext context) {
        drift = Drift.of(getRuntimeContext());
    }

    @Override
    public void processElement(
            CandleAnswer answer, Context context, Collector<Reconciliation> out) {
        Map<Long, ExchangeCandle> candles =
                answer.candles().stream()
                        .collect(
                                Collectors.toMap(
                                        ExchangeCandle::openTime,
                                        Function.identity(),
                                        (first, second) -> second));
        for (Bar bar : answer.request().bars()) {
            Comparison.of(
                            bar,
                            candles.get(bar.openTime()),
                            answer.sizeDecimals(),
                            answer.answeredAt())
                    .forEach(row -> out.collect(drift.counted(row)));
        }
    }
}
