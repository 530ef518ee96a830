package dev.candlewick.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Candles of one coin and interval from its trades, silent ones filled flat, as the exchange
 * returns them.
 */
final class Candles {

    private static final int NEWEST = 5_000;

    private final String interval;
    private final long length;
    private final TreeMap<Long, Candle> byOpenTime = new TreeMap<>();

    Candles(String interval, List<TapeTrade> trades) {
        this.interval = interval;
        this.length = millis(interval);
        for (TapeTrade trade : trades) {
            long openTime = openTime(trade, interval);
            byOpenTime.computeIfAbsent(openTime, time -> new Candle(time, trade)).add(trade);
        }
    }

    /**
     * Those that overlap the window, at most the 5000 newest of them, oldest first, up to the one
     * that is forming.
     *
     * @param now a silent candle after the last trade is there from its start on
     * @param lateMillis or only so long after its end
     */
    List<ObjectNode> between(long startTime, long endTime, long now, long lateMillis) {
        List<ObjectNode> rows = new ArrayList<>();
        if (byOpenTime.isEmpty()) {
            return rows;
        }
        Candle candle = null;
        long last = Math.max(byOpenTime.lastKey(), newestSilent(now, lateMillis));
        for (long time = byOpenTime.firstKey(); time <= last; time += length) {
            candle = byOpenTime.containsKey(time) ? byOpenTime.get(time) : candle.flatAt(time);
            if (time + length > startTime && time <= endTime) {
                rows.add(row(candle));
            }
        }
        return rows.subList(Math.max(0, rows.size() - NEWEST), rows.size());
    }

    private long newestSilent(long now, long lateMillis) {
        long published = lateMillis == 0 ? now : now - lateMillis - length;
        return Math.floorDiv(published, length) * length;
    }

    static long openTime(TapeTrade trade, String interval) {
        long length = millis(interval);
        return Math.floorDiv(trade.time(), length) * length;
    }

    /** A week starts on Thursday and a month has 30 days: all intervals count from the epoch. */
    static long millis(String interval) {
        long count = Long.parseLong(interval.substring(0, interval.length() - 1));
        long minutes =
                switch (interval.charAt(interval.length() - 1)) {
                    case 'm' -> 1;
                    case 'h' -> 60;
                    case 'd' -> 24 * 60;
                    case 'w' -> 7 * 24 * 60;
                    case 'M' -> 30 * 24 * 60;
                    default -> throw new IllegalArgumentException("no interval: " + interval);
                };
        return count * minutes * 60_000;
    }

    private ObjectNode row(Candle candle) {
        return row(candle, interval);
    }

    /** A candle as the exchange writes it. */
    static ObjectNode row(Candle candle, String interval) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("t", candle.openTime)
                .put("T", candle.openTime + millis(interval) - 1)
                .put("s", candle.coin)
                .put("i", interval)
                .put("o", candle.open.toPlainString())
                .put("c", candle.close.toPlainString())
                .put("h", candle.high.toPlainString())
                .put("l", candle.low.toPlainString())
                .put("v", candle.volume.toPlainString())
                .put("n", candle.count);
    }

    /** What trades make of one window. */
    static final class Candle {
        final String coin;
        final long openTime;
        final BigDecimal open;
        BigDecimal high;
        BigDecimal low;
        BigDecimal close;
        BigDecimal volume = new BigDecimal("0.0");
        int count;

        private Candle(String coin, long openTime, BigDecimal price) {
            this.coin = coin;
            this.openTime = openTime;
            this.open = price;
            this.high = price;
            this.low = price;
            this.close = price;
        }

        Candle(long openTime, TapeTrade first) {
            this(first.coin(), openTime, first.price());
        }

        Candle flatAt(long time) {
            return new Candle(coin, time, close);
        }

        void add(TapeTrade trade) {
            high = high.max(trade.price());
            low = low.min(trade.price());
            close = trade.price();
            volume = volume.add(trade.size());
            count++;
        }
    }
}
