package dev.candlewick.sources.hyperliquid;

import dev.candlewick.functions.model.FeedEvent;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The symbols that one connection carries: hands every message, and every change of the connection,
 * to the feeds of its symbols. Messages about symbols that it does not carry make no events, except
 * that refused input and market data always do.
 *
 * <p>Not safe for use by several threads.
 */
public final class ConnectionFeed {

    /** By symbol, so that what happens to all of them happens in the same order after a restart. */
    private final Map<String, SymbolFeed> feeds = new TreeMap<>();

    /** Takes a symbol on, in place of a former feed of it. */
    public void add(SymbolFeed feed) {
        feeds.put(feed.symbol(), feed);
    }

    /** Gives a symbol up; null if it was not carried. */
    public SymbolFeed remove(String symbol) {
        return feeds.remove(symbol);
    }

    /** The feed of a symbol; null if it is not carried. */
    public SymbolFeed feed(String symbol) {
        return feeds.get(symbol);
    }

    public Collection<SymbolFeed> feeds() {
        return Collections.unmodifiableCollection(feeds.values());
    }

    /** Everything that a frame said, in its order. */
    public void onMessages(List<Message> messages, long receivedAt, Consumer<FeedEvent> out) {
        for (Message message : messages) {
            onMessage(message, receivedAt, out);
        }
    }

    public void onMessage(Message message, long receivedAt, Consumer<FeedEvent> out) {
        if (message instanceof Message.Rejected rejected) {
            String symbol = rejected.symbol() == null ? "" : rejected.symbol();
            out.accept(FeedEvent.rejected(symbol, rejected.deadLetter()));
            onDamage(rejected, receivedAt, out);
        } else if (message instanceof Message.ConnectionClosed closed) {
            onDisconnected(receivedAt, closed.reason(), out);
        } else if (message instanceof Message.ConnectionOpened) {
            onConnected(receivedAt, out);
        } else {
            if (message instanceof Message.Market market) {
                market.tell(receivedAt, out);
            }
            SymbolFeed feed = feedOf(message);
            if (feed != null) {
                onMessage(message, feed, receivedAt, out);
            }
        }
    }

    private void onDamage(Message.Rejected rejected, long receivedAt, Consumer<FeedEvent> out) {
        for (SymbolFeed feed : feeds.values()) {
            if (rejected.mayHoldTradesOf(feed.symbol())) {
                feed.onDamage(receivedAt, out);
            }
        }
    }

    private static void onMessage(
            Message message, SymbolFeed feed, long receivedAt, Consumer<FeedEvent> out) {
        if (message instanceof Message.Trades trades) {
            feed.onTrades(trades.trades(), trades.whole(), receivedAt, out);
        } else if (message instanceof Message.Acknowledgement acknowledgement) {
            if (acknowledgement.startsTrades()) {
                feed.onSubscribed(receivedAt, out);
            } else if (acknowledgement.stopsTrades()) {
                feed.onDisconnected(receivedAt, "unsubscribed", out);
            }
        } else if (message.exchangeTime() != Message.NO_TIME) {
            feed.onTime(message.exchangeTime(), receivedAt, out);
        }
    }

    private SymbolFeed feedOf(Message message) {
        if (message instanceof Message.Trades trades && trades.symbol() == null) {
            return onlyOneAwaitingResend();
        }
        return message.symbol() == null ? null : feeds.get(message.symbol());
    }

    /**
     * An empty resend names no symbol. Where several could be meant, none is: a later frame of
     * trades decides, at the price of a gap that may not be one.
     */
    private SymbolFeed onlyOneAwaitingResend() {
        SymbolFeed found = null;
        for (SymbolFeed feed : feeds.values()) {
            if (feed.state().phase() == FeedPhase.RESUBSCRIBED) {
                if (found != null) {
                    return null;
                }
                found = feed;
            }
        }
        return found;
    }

    public void onConnected(long at, Consumer<FeedEvent> out) {
        feeds.values().forEach(feed -> feed.onConnected(at, out));
    }

    public void onDisconnected(long at, String why, Consumer<FeedEvent> out) {
        feeds.values().forEach(feed -> feed.onDisconnected(at, why, out));
    }

    /** See {@link SymbolFeed#onCarry(long, long, long, Consumer)}. */
    public void onCarry(long provenAt, long limit, long receivedAt, Consumer<FeedEvent> out) {
        feeds.values().forEach(feed -> feed.onCarry(provenAt, limit, receivedAt, out));
    }

    public void onTick(long receivedAt, Consumer<FeedEvent> out) {
        feeds.values().forEach(feed -> feed.onTick(receivedAt, out));
    }

    public void onEnd(long at, Consumer<FeedEvent> out) {
        feeds.values().forEach(feed -> feed.onEnd(at, out));
    }
}
