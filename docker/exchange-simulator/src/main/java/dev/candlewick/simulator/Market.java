package dev.candlewick.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the exchange knows at the tape's position: trades so far and the newest frame of every other
 * stream.
 */
final class Market {

    private final Map<String, TradeHistory> histories = new LinkedHashMap<>();
    private final Map<StreamKey, String> newest = new LinkedHashMap<>();
    private final FormingCandles candles = new FormingCandles();
    private long clockNanos;

    /**
     * Takes a frame in and returns its text as it is news: without trades seen before, empty if
     * nothing is left.
     */
    Optional<TapeFrame> apply(TapeFrame frame) {
        clockNanos = Math.max(clockNanos, frame.receivedNanos());
        if (frame.stream().isEmpty()) {
            return Optional.of(frame);
        }
        StreamKey stream = frame.stream().get();
        if (!stream.isTrades()) {
            newest.put(stream, frame.text());
            return Optional.of(frame);
        }
        List<TapeTrade> unseen = history(stream.coin()).add(frame.trades());
        unseen.forEach(candles::add);
        if (unseen.size() == frame.trades().size()) {
            return Optional.of(frame);
        }
        return unseen.isEmpty()
                ? Optional.empty()
                : Optional.of(TapeFrame.ofTrades(frame.receivedNanos(), unseen));
    }

    /**
     * Takes in a frame that the recorder got as the first of its stream after it had subscribed.
     */
    void applySnapshot(TapeFrame frame) {
        clockNanos = Math.max(clockNanos, frame.receivedNanos());
        StreamKey stream = frame.stream().orElseThrow();
        if (stream.isTrades()) {
            history(stream.coin()).endWith(frame.trades());
        } else {
            newest.put(stream, frame.text());
        }
    }

    FormingCandles candles() {
        return candles;
    }

    /** The tape's position; 0 before its first frame. */
    long clockNanos() {
        return clockNanos;
    }

    /** What a new subscriber of the stream is sent first. */
    Optional<String> snapshot(StreamKey stream) {
        if (!stream.isTrades()) {
            return Optional.ofNullable(newest.get(stream));
        }
        List<TapeTrade> trades = newestTrades(stream.coin());
        return trades.isEmpty() ? Optional.empty() : Optional.of(Frames.trades(trades));
    }

    /** The snapshots of all streams, trades first. */
    List<String> snapshots() {
        List<String> snapshots = new ArrayList<>();
        histories.keySet().forEach(coin -> snapshots.add(Frames.trades(newestTrades(coin))));
        snapshots.addAll(newest.values());
        return snapshots;
    }

    List<TapeTrade> newestTrades(String coin) {
        return histories.containsKey(coin) ? histories.get(coin).newest() : List.of();
    }

    /** All trades of the coin that are still remembered, oldest first. */
    List<TapeTrade> trades(String coin) {
        return histories.containsKey(coin) ? histories.get(coin).all() : List.of();
    }

    /** Empty if the coin has not traded yet. */
    Optional<TradeHistory> traded(String coin) {
        return Optional.ofNullable(histories.get(coin));
    }

    private TradeHistory history(String coin) {
        return histories.computeIfAbsent(coin, key -> new TradeHistory());
    }
}
