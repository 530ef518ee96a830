package dev.candlewick.functions.sentiment;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.PriceSource;
import dev.candlewick.functions.model.Signal;
import java.math.BigDecimal;

/** What a signal takes over from its bar. Mutable keyed state. */
public class WaitingBar {
    public String symbol;
    public BarInterval interval;
    public long openTime;
    public BigDecimal close;
    public int revision;
    public String runId;
    public long emittedAt;
    public PriceSource priceSource;
    public Coverage coverage;

    static WaitingBar of(Bar bar) {
        WaitingBar waiting = new WaitingBar();
        waiting.symbol = bar.symbol();
        waiting.interval = bar.interval();
        waiting.openTime = bar.openTime();
        waiting.close = bar.close();
        waiting.revision = bar.revision();
        waiting.runId = bar.runId();
        waiting.emittedAt = bar.emittedAt();
        waiting.priceSource = bar.priceSource();
        waiting.coverage = bar.coverage();
        return waiting;
    }

    long closeTime() {
        return openTime + interval.micros();
    }

    /** The bar beside a reading; null if none was known. */
    Signal beside(KnownReading reading, SentimentRules rules) {
        return new Signal(
                symbol,
                interval,
                openTime,
                close,
                reading == null ? null : reading.readingDate,
                reading == null ? null : reading.value,
                reading == null ? null : rules.regime(reading.value),
                reading == null ? null : rules.signal(rules.regime(reading.value)),
                reading == null ? null : rules.contrarianStrength(reading.value),
                revision,
                runId,
                emittedAt,
                priceSource,
                coverage);
    }
}
