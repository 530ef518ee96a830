package dev.candlewick.sources.feed;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.functions.model.TradeRun;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** The content of a connection's frames, and what happens to the connection, from any carrier. */
public interface FeedSignal {

    /** The exchange time of a signal that has none. */
    long NO_TIME = Long.MIN_VALUE;

    /** The symbol it is about; null if it is about none or about many. */
    default String symbol() {
        return null;
    }

    /** The newest instant of the exchange's clock that it proves, or {@link #NO_TIME}. */
    default long exchangeTime() {
        return NO_TIME;
    }

    /** Emits the events that need no feed of a symbol. */
    default void emit(long at, Consumer<FeedEvent> out) {}

    /** Hands it to the feed of a symbol, which emits what follows from it. */
    default void tell(SymbolFeed feed, long at, Consumer<FeedEvent> out) {
        emit(at, out);
    }

    /**
     * Trades of one symbol in the order of the frame.
     *
     * @param symbol null when the frame was empty, because an empty frame names none
     * @param whole whether nothing of the frame was refused
     * @param run all of them as one run; null where they were read one by one
     */
    record Trades(String symbol, List<Trade> trades, boolean whole, TradeRun run)
            implements FeedSignal {

        public Trades(String symbol, List<Trade> trades, boolean whole) {
            this(symbol, trades, whole, null);
        }

        public static Trades of(TradeRun run) {
            return new Trades(run.symbol(), run.trades(), true, run);
        }

        @Override
        public long exchangeTime() {
            if (run != null) {
                return run.newestTime();
            }
            return trades.stream().mapToLong(Trade::tradeTime).max().orElse(NO_TIME);
        }

        @Override
        public void tell(SymbolFeed feed, long at, Consumer<FeedEvent> out) {
            if (run == null || !feed.onRun(run, at, out)) {
                feed.onTrades(trades, whole, at, out);
            }
        }
    }

    /**
     * The content of any other channel.
     *
     * @param symbol null if it belongs to no coin, though its rows may be about some
     */
    record Market(String channel, String symbol, long exchangeTime, Rows rows)
            implements FeedSignal {

        @Override
        public void emit(long at, Consumer<FeedEvent> out) {
            rows.emit(at, out);
        }

        @Override
        public void tell(SymbolFeed feed, long at, Consumer<FeedEvent> out) {
            emit(at, out);
            if (exchangeTime != NO_TIME) {
                feed.onTime(exchangeTime, at, out);
            }
        }

        /** Emits an event for each row, in order, once the receive time is known. */
        @FunctionalInterface
        public interface Rows {
            void emit(long receivedAt, Consumer<FeedEvent> out);
        }
    }

    /**
     * The exchange has done as asked.
     *
     * @param method {@code subscribe} or {@code unsubscribe}
     * @param subscription as the exchange normalised it: keys may be added and reordered
     */
    record Acknowledgement(String method, Map<String, Object> subscription) implements FeedSignal {

        public String type() {
            return text("type");
        }

        @Override
        public String symbol() {
            return text("coin");
        }

        /** The address of an account stream, in lower case; null of others. */
        public String user() {
            String user = text("user");
            return user == null ? null : user.toLowerCase(Locale.ROOT);
        }

        private String text(String key) {
            return subscription.get(key) instanceof String text ? text : null;
        }

        public boolean isSubscribed() {
            return method.equals("subscribe");
        }

        /** Whether a symbol's trades start here, after which the newest are resent. */
        public boolean startsTrades() {
            return isSubscribed() && isOfTrades();
        }

        /** Whether a symbol's trades stop here although the connection stands. */
        public boolean stopsTrades() {
            return method.equals("unsubscribe") && isOfTrades();
        }

        private boolean isOfTrades() {
            return "trades".equals(type()) && symbol() != null;
        }

        @Override
        public void tell(SymbolFeed feed, long at, Consumer<FeedEvent> out) {
            if (startsTrades()) {
                feed.onSubscribed(at, out);
            } else if (stopsTrades()) {
                feed.onDisconnected(at, "unsubscribed", out);
            }
        }
    }

    /**
     * Input that was refused: a frame, or one element of it.
     *
     * @param symbol null when it could not be read
     * @param mayHoldTrades whether it is of trades, or so damaged that it might be
     */
    record Rejected(String symbol, DeadLetter deadLetter, boolean mayHoldTrades)
            implements FeedSignal {
        @Override
        public void emit(long at, Consumer<FeedEvent> out) {
            out.accept(FeedEvent.rejected(symbol == null ? "" : symbol, deadLetter.receivedAt(at)));
        }
    }

    /** Trades of the symbol may be missing, in refused input or in a damaged file. */
    record Damaged(String why) implements FeedSignal {
        @Override
        public void tell(SymbolFeed feed, long at, Consumer<FeedEvent> out) {
            feed.onDamage(why, at, out);
        }
    }

    record Pong() implements FeedSignal {}

    /** A complaint of the exchange, after which the connection stays open. */
    record ErrorText(String text) implements FeedSignal {}

    /** A good frame of which nothing is handed on. */
    record Unread(String channel) implements FeedSignal {}

    /**
     * A recorder says which symbols its connection carries.
     *
     * @param lane names what one recorder has written; empty where the recorder does not say
     * @param segment the number of the file in its lane, from 0
     */
    record Recording(String exchange, List<String> symbols, String lane, long segment)
            implements FeedSignal {
        public Recording {
            symbols = List.copyOf(symbols);
        }
    }

    /** The connection is open. */
    record Connected() implements FeedSignal {
        @Override
        public void tell(SymbolFeed feed, long at, Consumer<FeedEvent> out) {
            feed.onConnected(at, out);
        }
    }

    /** The connection is lost. */
    record Disconnected(String why) implements FeedSignal {
        @Override
        public void tell(SymbolFeed feed, long at, Consumer<FeedEvent> out) {
            feed.onDisconnected(at, why, out);
        }
    }

    /**
     * All that the server sent before {@code provenAt}, by the receive clock, has been handed over.
     *
     * @param limit event time does not pass it: the proof of a recording is weaker than a pong
     */
    record Drained(long provenAt, long limit) implements FeedSignal {
        @Override
        public void tell(SymbolFeed feed, long at, Consumer<FeedEvent> out) {
            feed.onCarry(provenAt, limit, at, out);
        }
    }

    /** Some of the feed's clock has passed. */
    record Tick() implements FeedSignal {
        @Override
        public void tell(SymbolFeed feed, long at, Consumer<FeedEvent> out) {
            feed.onTick(at, out);
        }
    }

    /** The symbol is collected no more. */
    record Left() implements FeedSignal {
        @Override
        public void tell(SymbolFeed feed, long at, Consumer<FeedEvent> out) {
            feed.onLeave(at, out);
        }
    }

    /** The input has ended for good. */
    record Ended() implements FeedSignal {
        @Override
        public void tell(SymbolFeed feed, long at, Consumer<FeedEvent> out) {
            feed.onEnd(at, out);
        }
    }

    /** A symbol is left out for a while, because asking for it closes connections. */
    record Quarantined(String symbol, String why) implements FeedSignal {
        @Override
        public void emit(long at, Consumer<FeedEvent> out) {
            out.accept(FeedEvent.status(FeedEvent.Kind.QUARANTINED, symbol, at, why));
        }
    }
}
