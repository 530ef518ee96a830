package dev.candlewick.sources.hyperliquid;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Trade;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** What one frame of the exchange says, or one part of a frame. */
public sealed interface Message {

    /** The exchange time of a message that has none. */
    long NO_TIME = Long.MIN_VALUE;

    /** The symbol it is about; null if it is about none or about many. */
    default String symbol() {
        return null;
    }

    /** The newest instant of the exchange's clock that it proves, or {@link #NO_TIME}. */
    default long exchangeTime() {
        return NO_TIME;
    }

    /**
     * Trades of one symbol in the order of the frame.
     *
     * @param symbol null when the frame was empty, because an empty frame names none
     * @param whole whether nothing of the frame was refused
     */
    record Trades(String symbol, List<Trade> trades, boolean whole) implements Message {
        @Override
        public long exchangeTime() {
            long newest = NO_TIME;
            for (Trade trade : trades) {
                newest = Math.max(newest, trade.tradeTime());
            }
            return newest;
        }
    }

    /**
     * What a channel tells besides trades. When it was received is known only to the feed.
     *
     * @param symbol null if it belongs to no coin, though what it tells may be about some
     */
    record Market(String channel, String symbol, long exchangeTime, Teller teller)
            implements Message {

        /** One event for each thing that is told, in the order of the frame. */
        public void tell(long receivedAt, Consumer<FeedEvent> out) {
            teller.tell(receivedAt, out);
        }

        /** Makes the events, once it is known when the frame was received. */
        @FunctionalInterface
        public interface Teller {
            void tell(long receivedAt, Consumer<FeedEvent> out);
        }
    }

    /**
     * The exchange has done as asked.
     *
     * @param method {@code subscribe} or {@code unsubscribe}
     * @param subscription as the exchange normalised it: keys may be added and reordered
     */
    record Acknowledgement(String method, Map<String, Object> subscription) implements Message {
        public String type() {
            return subscription.get("type") instanceof String type ? type : null;
        }

        @Override
        public String symbol() {
            return subscription.get("coin") instanceof String coin ? coin : null;
        }

        /** The address of an account stream, in lower case; null of others. */
        public String user() {
            return subscription.get("user") instanceof String user
                    ? user.toLowerCase(Locale.ROOT)
                    : null;
        }

        /** Whether a stream begins by it; otherwise it ends. */
        public boolean isSubscribed() {
            return method.equals("subscribe");
        }

        /** Whether it acknowledges the start of a symbol's trades, after which they are resent. */
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
    }

    /** The answer to a ping: all that the server sent before it saw the ping has arrived. */
    record Pong() implements Message {}

    /** A complaint of the exchange, after which the connection stays open. */
    record ErrorText(String text) implements Message {}

    /** The plain text with which older servers open a connection. */
    record Greeting(String text) implements Message {}

    /** A tape says that a connection was opened here. */
    record ConnectionOpened() implements Message {}

    /** A tape says that the connection it recorded was lost here. */
    record ConnectionClosed(String reason) implements Message {}

    /** A tape says what it records from here on. */
    record Recording(String exchange, List<String> symbols) implements Message {
        public Recording {
            symbols = List.copyOf(symbols);
        }
    }

    /** A well-formed frame of a channel that the exchange has and nothing here reads. */
    record Unread(String channel) implements Message {}

    /**
     * Input that was refused: a frame, or one element of it.
     *
     * @param symbol null when it could not be read
     */
    record Rejected(String symbol, DeadLetter deadLetter) implements Message {
        /** Whether trades of a symbol may have been lost with it. */
        public boolean mayHoldTradesOf(String carried) {
            return Channels.mayCarryTrades(deadLetter.channel())
                    && (symbol == null || symbol.equals(carried));
        }
    }
}
