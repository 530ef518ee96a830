package dev.candlewick.sources.hyperliquid;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.Trade;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

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
     */
    record Trades(String symbol, List<Trade> trades) implements Message {
        @Override
        public long exchangeTime() {
            long newest = NO_TIME;
            for (Trade trade : trades) {
                newest = Math.max(newest, trade.tradeTime());
            }
            return newest;
        }
    }

    /** The whole book of a symbol, best levels first. */
    record BookUpdate(String symbol, long time, List<Level> bids, List<Level> asks, boolean fast)
            implements Message {
        @Override
        public long exchangeTime() {
            return time;
        }
    }

    /** The best level of each side; a side without orders is null. */
    record BestBidOffer(String symbol, long time, Level bid, Level ask) implements Message {
        @Override
        public long exchangeTime() {
            return time;
        }
    }

    /** One price level of a book. */
    record Level(BigDecimal price, BigDecimal size, long orders) {}

    /**
     * The exchange's own candle, forming or not: it never says which.
     *
     * @param closeTime exclusive, as everywhere here; the exchange sends the last millisecond
     */
    record CandleUpdate(
            String symbol,
            String interval,
            long openTime,
            long closeTime,
            BigDecimal open,
            BigDecimal high,
            BigDecimal low,
            BigDecimal close,
            BigDecimal volume,
            long tradeCount)
            implements Message {
        /** The start of the candle: its end lies ahead of the exchange's clock. */
        @Override
        public long exchangeTime() {
            return openTime;
        }
    }

    /**
     * Figures of an asset beside its book. What a kind of asset does not have is null, as is what
     * the exchange leaves out or sends as null.
     *
     * @param spot whether funding, openInterest, premium, oraclePrice and the impact prices do not
     *     exist, or circulatingSupply does not
     */
    record AssetContext(
            String symbol,
            boolean spot,
            BigDecimal funding,
            BigDecimal openInterest,
            BigDecimal previousDayPrice,
            BigDecimal dayNotionalVolume,
            BigDecimal dayBaseVolume,
            BigDecimal premium,
            BigDecimal oraclePrice,
            BigDecimal markPrice,
            BigDecimal midPrice,
            BigDecimal impactBid,
            BigDecimal impactAsk,
            BigDecimal circulatingSupply)
            implements Message {}

    /** The mid price of every symbol. */
    record MidPrices(Map<String, BigDecimal> mids) implements Message {}

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

        /** Whether it acknowledges the start of a symbol's trades, after which they are resent. */
        public boolean startsTrades() {
            return method.equals("subscribe") && isOfTrades();
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
    record Rejected(String symbol, DeadLetter deadLetter) implements Message {}
}
