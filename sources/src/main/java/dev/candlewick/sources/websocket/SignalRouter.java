package dev.candlewick.sources.websocket;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.sources.hyperliquid.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;

/**
 * Sorts what the connection says by the splits it is about, and keeps it until the reader takes it.
 * Not thread-safe.
 *
 * <p>All splits share one socket, so a paused split cannot be slowed down alone: what is for it is
 * held here, and when too much is held the reader stops reading for all.
 */
final class SignalRouter implements ConnectionEvents {

    private final FeedTime feedTime;
    private final FeedMetrics metrics;
    private final Map<String, List<FeedSignal>> signals = new HashMap<>();
    private final Set<String> symbols = new LinkedHashSet<>();
    private boolean hasStreams;
    private final Set<String> paused = new HashSet<>();
    private final Set<String> awaitingResend = new LinkedHashSet<>();
    private boolean ended;
    private int held;

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
        paused.remove(symbol);
        awaitingResend.remove(symbol);
        signals.remove(symbol);
    }

    void pause(Collection<String> toPause, Collection<String> toResume) {
        paused.addAll(toPause);
        paused.removeAll(toResume);
    }

    /** How many signals the last {@link #take} left behind for paused splits. */
    int held() {
        return held;
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

    /** Everything for splits that are not paused; at the end of the feed they are finished. */
    RecordsWithSplitIds<FeedSignal> take() {
        Map<String, Collection<FeedSignal>> taken = new HashMap<>();
        held = 0;
        Iterator<Map.Entry<String, List<FeedSignal>>> entries = signals.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, List<FeedSignal>> entry = entries.next();
            if (paused.contains(entry.getKey())) {
                held += entry.getValue().size();
            } else {
                taken.put(entry.getKey(), entry.getValue());
                entries.remove();
            }
        }
        return new RecordsBySplits<>(taken, takeFinished());
    }

    private Set<String> takeFinished() {
        Set<String> finished = new HashSet<>();
        if (ended) {
            finished.addAll(symbols);
            if (hasStreams) {
                finished.add(SymbolSplit.NO_COIN);
            }
            finished.removeAll(paused);
            symbols.removeAll(finished);
            hasStreams &= !finished.contains(SymbolSplit.NO_COIN);
        }
        return finished;
    }
}
