package dev.candlewick.functions.sentiment;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.PriceSource;
import dev.candlewick.functions.model.Signal;
import java.math.BigDecimal;

/** The fields of a bar that its signal needs. Mutable keyed state. */
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

    /** The signal of the bar and a reading; null if none was known. */
    Signal beside(KnownReading reading, long settingsVersion) {
        return new Signal(
                symbol,
                interval,
                openTime,
                close,
                reading == null ? null : reading.readingDate,
                reading == null ? null : reading.value,
                reading == null ? null : reading.regime,
                reading == null ? null : reading.signal,
                reading == null ? null : reading.contrarianStrength,
                revision,
                runId,
                emittedAt,
                priceSource,
                coverage,
                settingsVersion);
    }
}
