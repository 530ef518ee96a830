package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Gap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * How fresh each symbol and each stream is, as gauges that carry their names as labels. Times are
 * in epoch milliseconds; 0 is none yet.
 */
public final class Freshness {

    /** The label of a symbol's gauges, and of a stream's. */
    public static final String SYMBOL = "symbol";

    public static final String STREAM = "stream";

    /** How far event time of a symbol has come; below 0 once it is collected no more. */
    public static final String SYMBOL_TIME = "symbolEventTime";

    /** Where the gap of a symbol begins that has not ended; 0 if there is none. */
    public static final String GAP_SINCE = "openGapSince";

    /** When a stream, named as its table, has brought something last, by the feed's clock. */
    public static final String STREAM_HEARD = "streamReceivedAt";

    private static final int MICROS_PER_MILLI = 1_000;

    private final MetricGroup group;
    private final Map<String, OfSymbol> symbols = new HashMap<>();
    private final Map<String, AtomicLong> streams = new HashMap<>();

    /** Written by the task, read by monitors. */
    private record OfSymbol(AtomicLong eventTime, AtomicLong gapSince) {}

    Freshness(MetricGroup group) {
        this.group = group;
    }

    void onStream(String table, FeedEvent event) {
        AtomicLong heard = streams.get(table);
        if (heard == null) {
            heard = shown(STREAM, table, STREAM_HEARD);
            streams.put(table, heard);
        }
        heard.lazySet(event.receivedAt() / MICROS_PER_MILLI);
    }

    /** Takes in what concerns the bars of a symbol. */
    void onSymbol(FeedEvent event) {
        if (event.symbol().isEmpty()) {
            return;
        }
        OfSymbol symbol = symbols.get(event.symbol());
        if (symbol == null) {
            symbol =
                    new OfSymbol(
                            shown(SYMBOL, event.symbol(), SYMBOL_TIME),
                            shown(SYMBOL, event.symbol(), GAP_SINCE));
            symbols.put(event.symbol(), symbol);
        }
        switch (event.kind()) {
            case ENDED -> {
                symbol.eventTime.lazySet(-1);
                symbol.gapSince.lazySet(0);
            }
            case GAP -> onGap(event.gap(), symbol);
            default ->
                    symbol.eventTime.lazySet(
                            Math.max(symbol.eventTime.get(), event.advance(0) / MICROS_PER_MILLI));
        }
    }

    /** At most one of a symbol is open. */
    private static void onGap(Gap gap, OfSymbol symbol) {
        long start = gap.gapStart() / MICROS_PER_MILLI;
        boolean isOpen = gap.gapEnd() == null && !gap.isHealed();
        if (isOpen) {
            symbol.gapSince.lazySet(start);
        } else if (symbol.gapSince.get() == start) {
            symbol.gapSince.lazySet(0);
        }
    }

    private AtomicLong shown(String label, String value, String name) {
        AtomicLong shown = new AtomicLong();
        group.addGroup(label, value).gauge(name, (Gauge<Long>) shown::get);
        return shown;
    }
}
