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
        return bar(symbol, interval, closeTime, true, revision);
    }

    /** The bar as it is while its window is open. */
    static Bar forming(String symbol, BarInterval interval, long closeTime) {
        return bar(symbol, interval, closeTime, false, 0);
    }

    private static Bar bar(
            String symbol, BarInterval interval, long closeTime, boolean isFinal, int revision) {
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
                isFinal,
                revision,
                PriceSource.TRADE,
                Coverage.COMPLETE,
                Origin.STREAM,
                "run",
                closeTime + 2_000_000);
    }
}
