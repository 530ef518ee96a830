package dev.candlewick.simulator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The candles of the current windows of the subscribed streams. */
final class FormingCandles {

    private final Map<StreamKey, Candles.Candle> candles = new HashMap<>();
    private final Map<String, Set<StreamKey>> streamsByCoin = new HashMap<>();
    private final Set<StreamKey> changed = new HashSet<>();

    void add(TapeTrade trade) {
        for (StreamKey stream : streamsByCoin.getOrDefault(trade.coin(), Set.of())) {
            add(trade, stream);
        }
    }

    private void add(TapeTrade trade, StreamKey stream) {
        long openTime = Candles.openTime(trade, stream.variant());
        Candles.Candle candle = candles.get(stream);
        if (candle == null || candle.openTime < openTime) {
            candle = new Candles.Candle(openTime, trade);
            candles.put(stream, candle);
        }
        if (candle.openTime == openTime) {
            candle.add(trade);
            changed.add(stream);
        }
    }

    /** The present one; empty before the coin's first trade. */
    Optional<String> frame(StreamKey stream, Market market) {
        if (streamsByCoin.computeIfAbsent(stream.coin(), coin -> new HashSet<>()).add(stream)) {
            begin(stream, market);
        }
        changed.remove(stream);
        return Optional.ofNullable(candles.get(stream))
                .map(candle -> Candles.row(candle, stream.variant()))
                .map(row -> "{\"channel\":\"candle\",\"data\":" + row + "}");
    }

    private void begin(StreamKey stream, Market market) {
        market.traded(stream.coin())
                .ifPresent(
                        history -> {
                            long openTime = Candles.openTime(history.last(), stream.variant());
                            List<TapeTrade> trades = history.since(openTime);
                            trades.forEach(trade -> add(trade, stream));
                        });
    }

    /** The same if trades have changed it since it was last asked for. */
    Optional<String> news(StreamKey stream, Market market) {
        return changed.contains(stream) ? frame(stream, market) : Optional.empty();
    }
}
