package dev.candlewick.sources.websocket;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.sources.hyperliquid.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sorts what the connection says by the splits it is about. Not thread-safe. */
final class SignalRouter implements ConnectionEvents {

    private final FeedTime feedTime;
    private final FeedMetrics metrics;
    private final Set<String> symbols = new LinkedHashSet<>();
    private boolean hasStreams;
    private final Set<String> awaitingResend = new LinkedHashSet<>();
    private Map<String, List<FeedSignal>> signals = new HashMap<>();
    private boolean ended;

    SignalRouter(FeedTime feedTime, FeedMetrics metrics) {
        this.feedTime = feedTime;
        this.metrics = metrics;
    }

    void add(String symbol) {
        if (symbol.equals(SymbolSplit.NO_COIN)) {
            hasStreams = true;
        } else {
            symbols.add(symbol);
        }
    }

    private boolean carries(String split) {
        return split.equals(SymbolSplit.NO_COIN) ? hasStreams : symbols.contains(split);
    }

    void remove(String symbol) {
        hasStreams &= !symbol.equals(SymbolSplit.NO_COIN);
        symbols.remove(symbol);
        awaitingResend.remove(symbol);
        signals.remove(symbol);
    }

    /** Those of coins in the order in which they came. */
    List<String> splits() {
        List<String> splits = new ArrayList<>(symbols);
        if (hasStreams) {
            splits.add(SymbolSplit.NO_COIN);
        }
        return splits;
    }

    void tell(String symbol, FeedSignal signal) {
        signals.computeIfAbsent(symbol, s -> new ArrayList<>()).add(signal);
    }

    /** All coins: nothing that happens to a connection concerns what is only passed on. */
    private void tellAll(FeedSignal signal) {
        symbols.forEach(symbol -> tell(symbol, signal));
    }

    @Override
    public void onConnected() {
        awaitingResend.clear();
        tellAll(new FeedSignal.Connected(feedTime.now()));
    }

    @Override
    public void onDisconnected(String why) {
        metrics.onDisconnected();
        tellAll(new FeedSignal.Disconnected(feedTime.now(), why));
    }

    @Override
    public void onEnd() {
        ended = true;
        tellAll(new FeedSignal.Ended(feedTime.now()));
    }

    @Override
    public void onDrained(long provenAt) {
        tellAll(new FeedSignal.Drained(provenAt, feedTime.now()));
    }

    @Override
    public void onQuarantined(String symbol, String why) {
        metrics.onQuarantined();
        if (symbol.equals(SymbolSplit.NO_COIN)) {
            // No symbol is affected by it: there is nobody to tell.
            return;
        }
        tell(symbol, FeedSignal.Notice.quarantined(symbol, feedTime.now(), why));
    }

    /** About a second of the feed's clock has passed. */
    void onTick() {
        tellAll(new FeedSignal.Tick(feedTime.now()));
    }

    @Override
    public void onMessage(Message message) {
        if (message instanceof Message.Rejected rejected) {
            onRejected(rejected);
        } else if (message instanceof Message.Trades trades) {
            onTrades(trades);
        } else if (message instanceof Message.Market market) {
            onMarket(market);
        } else if (message instanceof Message.Acknowledgement acknowledgement) {
            onAcknowledged(acknowledgement);
        }
    }

    private void onMarket(Message.Market market) {
        String split = market.symbol() == null ? SymbolSplit.NO_COIN : market.symbol();
        if (carries(split)) {
            tell(split, new FeedSignal.Told(market, feedTime.now()));
        }
    }

    private void onAcknowledged(Message.Acknowledgement acknowledgement) {
        String symbol = acknowledgement.symbol();
        if (acknowledgement.startsTrades() && symbols.contains(symbol)) {
            awaitingResend.add(symbol);
            tell(symbol, new FeedSignal.Subscribed(feedTime.now()));
        }
    }

    private void onTrades(Message.Trades trades) {
        String symbol = trades.symbol() == null ? firstAwaitingResend() : trades.symbol();
        awaitingResend.remove(symbol);
        if (symbols.contains(symbol)) {
            tell(symbol, new FeedSignal.Trades(trades.trades(), trades.whole(), feedTime.now()));
        }
    }

    /**
     * An empty frame of trades names no coin. It is what the exchange sends first for a coin
     * without trades, and it answers subscriptions in their order.
     */
    private String firstAwaitingResend() {
        return awaitingResend.isEmpty() ? null : awaitingResend.iterator().next();
    }

    private void onRejected(Message.Rejected rejected) {
        metrics.onRejected();
        if (symbols.isEmpty() && !hasStreams) {
            return;
        }
        DeadLetter letter = rejected.deadLetter();
        DeadLetter stamped =
                new DeadLetter(
                        feedTime.now(),
                        letter.source(),
                        letter.channel(),
                        letter.reason(),
                        letter.detail(),
                        letter.payload());
        String symbol = rejected.symbol() == null ? "" : rejected.symbol();
        // Refused input may name no coin, or one that nobody asked for: any split will do.
        String any = symbols.isEmpty() ? SymbolSplit.NO_COIN : symbols.iterator().next();
        String split = symbols.contains(symbol) ? symbol : any;
        tell(split, FeedSignal.Notice.rejected(symbol, stamped));
        symbols.stream()
                .filter(rejected::mayHoldTradesOf)
                .forEach(damaged -> tell(damaged, new FeedSignal.Damaged(feedTime.now())));
    }

    /** What there is to tell each split since this was last asked. */
    Map<String, List<FeedSignal>> takeSignals() {
        if (signals.isEmpty()) {
            return Map.of();
        }
        Map<String, List<FeedSignal>> taken = signals;
        signals = new HashMap<>();
        return taken;
    }

    /** Splits that have nothing more to come, because the feed has ended. */
    Set<String> ending() {
        return ended ? Set.copyOf(splits()) : Set.of();
    }
}
