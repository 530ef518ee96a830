package dev.candlewick.functions.sentiment;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.PriceSource;
import java.math.BigDecimal;

/** Writes bars of which only symbol, window, close and revision matter. */
final class TestingBars {
    private TestingBars() {}

    /** The final bar that closes at an instant. */
    static Bar closing(String symbol, BarInterval interval, long closeTime, int revision) {
        return bar(symbol, interval, closeTime, revision);
    }

    private static Bar bar(String symbol, BarInterval interval, long closeTime, int revision) {
        BigDecimal close = BigDecimal.valueOf(110_000L + revision);
        return new Bar(
                symbol,
                interval,
                closeTime - interval.micros(),
                close,
                close,
                close,
                close,
                BigDecimal.ONE,
                close,
                1,
                BigDecimal.ONE,
                BigDecimal.ZERO,
                true,
                revision,
                PriceSource.TRADE,
                Coverage.COMPLETE,
                Origin.STREAM,
                "run",
                closeTime + 2_000_000);
    }
}
