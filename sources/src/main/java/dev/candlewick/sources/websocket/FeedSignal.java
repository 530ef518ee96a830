package dev.candlewick.sources.websocket;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.sources.hyperliquid.Message;
import dev.candlewick.sources.hyperliquid.SymbolFeed;
import java.util.List;
import java.util.function.Consumer;

/** What a connection has to say about one symbol, on its way to the symbol's state machine. */
sealed interface FeedSignal {

    /** Tells the symbol's feed, which tells the outside what follows from it. */
    void tell(SymbolFeed feed, Consumer<FeedEvent> out);

    /** A connection that will carry the symbol stands. */
    record Connected(long at) implements FeedSignal {
        @Override
        public void tell(SymbolFeed feed, Consumer<FeedEvent> out) {
            feed.onConnected(at, out);
        }
    }

    /** The exchange acknowledged the symbol's trades. */
    record Subscribed(long at) implements FeedSignal {
        @Override
        public void tell(SymbolFeed feed, Consumer<FeedEvent> out) {
            feed.onSubscribed(at, out);
        }
    }

    /** The connection is gone. */
    record Disconnected(long at, String why) implements FeedSignal {
        @Override
        public void tell(SymbolFeed feed, Consumer<FeedEvent> out) {
            feed.onDisconnected(at, why, out);
        }
    }

    /** Trades of one frame. */
    record Trades(List<Trade> trades, boolean whole, long at) implements FeedSignal {
        @Override
        public void tell(SymbolFeed feed, Consumer<FeedEvent> out) {
            feed.onTrades(trades, whole, at, out);
        }
    }

    /** Something was refused that may have held trades of the symbol. */
    record Damaged(long at) implements FeedSignal {
        @Override
        public void tell(SymbolFeed feed, Consumer<FeedEvent> out) {
            feed.onDamage(at, out);
        }
    }

    /** A stream other than trades has told something, and perhaps the exchange's time. */
    record Told(Message.Market message, long at) implements FeedSignal {
        @Override
        public void tell(SymbolFeed feed, Consumer<FeedEvent> out) {
            message.tell(at, out);
            if (message.exchangeTime() != Message.NO_TIME) {
                feed.onTime(message.exchangeTime(), at, out);
            }
        }
    }

    /** All that the server sent before {@code provenAt} has been handed over. */
    record Drained(long provenAt, long at) implements FeedSignal {
        @Override
        public void tell(SymbolFeed feed, Consumer<FeedEvent> out) {
            feed.onCarry(provenAt, at, out);
        }
    }

    /** About a second of the feed's clock has passed. */
    record Tick(long at) implements FeedSignal {
        @Override
        public void tell(SymbolFeed feed, Consumer<FeedEvent> out) {
            feed.onTick(at, out);
        }
    }

    /** The input has ended for good. */
    record Ended(long at) implements FeedSignal {
        @Override
        public void tell(SymbolFeed feed, Consumer<FeedEvent> out) {
            feed.onEnd(at, out);
        }
    }

    /** Something that says nothing about trades, and goes out as it is. */
    record Notice(FeedEvent event) implements FeedSignal {

        static Notice quarantined(String symbol, long at, String why) {
            return new Notice(FeedEvent.status(FeedEvent.Kind.QUARANTINED, symbol, at, why));
        }

        static Notice rejected(String symbol, DeadLetter deadLetter) {
            return new Notice(FeedEvent.rejected(symbol, deadLetter));
        }

        @Override
        public void tell(SymbolFeed feed, Consumer<FeedEvent> out) {
            out.accept(event);
        }
    }
}
