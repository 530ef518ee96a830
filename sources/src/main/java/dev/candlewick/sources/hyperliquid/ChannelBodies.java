package dev.candlewick.sources.hyperliquid;

import com.fasterxml.jackson.core.JsonParser;
import dev.candlewick.functions.model.BookLevel;
import dev.candlewick.functions.model.BookSnapshot;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.MidPrice;
import dev.candlewick.functions.model.Trade;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Answers that have the shape of what a channel carries, without the frame around it. */
public final class ChannelBodies {

    private ChannelBodies() {}

    /** An array of candles that holds at least one. */
    public static List<ExchangeCandle> candles(JsonParser parser, Reading reading)
            throws IOException, Rejection {
        new CandleDecoder().decode(parser, reading);
        List<ExchangeCandle> candles = new ArrayList<>();
        for (Message message : reading.messages()) {
            if (message instanceof Message.CandleUpdate update) {
                candles.add(candle(update, reading));
            }
        }
        return candles;
    }

    private static ExchangeCandle candle(Message.CandleUpdate update, Reading reading) {
        return new ExchangeCandle(
                update.symbol(),
                update.interval(),
                update.openTime(),
                update.closeTime(),
                update.open(),
                update.high(),
                update.low(),
                update.close(),
                update.volume(),
                update.tradeCount(),
                reading.receivedAt(),
                reading.origin());
    }

    /** In the order of the body, which may be of any length. */
    public static List<Trade> trades(JsonParser parser, Reading reading)
            throws IOException, Rejection {
        new TradesDecoder().decode(parser, reading);
        List<Trade> trades = new ArrayList<>();
        for (Message message : reading.messages()) {
            if (message instanceof Message.Trades some) {
                trades.addAll(some.trades());
            }
        }
        return trades;
    }

    public static BookSnapshot book(JsonParser parser, Reading reading)
            throws IOException, Rejection {
        BookDecoder.decodeBook(parser, reading);
        Message.BookUpdate book = (Message.BookUpdate) reading.messages().get(0);
        return new BookSnapshot(
                book.symbol(),
                book.time(),
                levels(book.bids()),
                levels(book.asks()),
                book.fast(),
                reading.receivedAt(),
                reading.origin());
    }

    private static List<BookLevel> levels(List<Message.Level> levels) {
        return levels.stream()
                .map(level -> new BookLevel(level.price(), level.size(), level.orders()))
                .toList();
    }

    /** An object of mids by symbol. */
    public static List<MidPrice> mids(JsonParser parser, Reading reading)
            throws IOException, Rejection {
        List<MidPrice> mids = new ArrayList<>();
        MidsDecoder.mids(parser, "", reading)
                .forEach(
                        (symbol, mid) ->
                                mids.add(
                                        new MidPrice(
                                                symbol,
                                                mid,
                                                reading.receivedAt(),
                                                reading.origin())));
        return mids;
    }
}
