package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.BarRunBuilder;
import dev.candlewick.functions.model.Coverage;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where the bars of one event go, and the time they carry, which moves with the trades of a run.
 * Final bars are gathered, each interval's in their order, until the event is over.
 */
final class Emission {
    private final BarRules rules;
    private final Map<BarInterval, BarRunBuilder> runs = new EnumMap<>(BarInterval.class);

    String symbol;
    BarOutput out;
    long emittedAt;

    Emission(BarRules rules) {
        this.rules = rules;
        rules.intervals().forEach(interval -> runs.put(interval, new BarRunBuilder()));
    }

    void begin(String ofSymbol, long at, BarOutput receiver) {
        symbol = ofSymbol;
        emittedAt = at;
        out = receiver;
    }

    /** As many final bars that are alike as an interval has windows from an instant on. */
    void closed(BarInterval interval, long openTime, int count, Window window, Coverage coverage) {
        BarRunBuilder run = runs.get(interval);
        long open = openTime;
        int left = count;
        while (left > 0) {
            if (run.isEmpty()) {
                run.start(new BarRun.Head(symbol, interval, rules.origin(), rules.runId()));
            }
            int taken = run.room(open, left);
            if (taken == 0) {
                out.closed(run.build());
            } else {
                window.addTo(run, open, taken, coverage, emittedAt);
                open += taken * interval.micros();
                left -= taken;
            }
        }
    }

    /** A window as it stands. */
    void forming(BarInterval interval, long openTime, Window window, Coverage coverage) {
        boolean traded = window.hasTraded();
        BigDecimal open = window.open();
        out.forming(
                new Bar(
                        symbol,
                        interval,
                        openTime,
                        open,
                        window.hasPrices() ? window.high() : open,
                        window.hasPrices() ? window.low() : open,
                        window.hasPrices() ? window.close() : open,
                        traded ? window.volume() : BigDecimal.ZERO,
                        traded ? window.quoteVolume() : BigDecimal.ZERO,
                        window.tradeCount,
                        traded ? window.buyVolume() : BigDecimal.ZERO,
                        traded ? window.sellVolume() : BigDecimal.ZERO,
                        false,
                        0,
                        window.priceSource(),
                        coverage,
                        rules.origin(),
                        rules.runId(),
                        emittedAt));
    }

    /** Lets go of the final bars. */
    void flush() {
        for (BarRunBuilder run : runs.values()) {
            if (!run.isEmpty()) {
                out.closed(run.build());
            }
        }
    }
}
