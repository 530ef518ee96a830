package dev.candlewick.sources.hyperliquid;

import com.fasterxml.jackson.core.JsonParser;
import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.BookSnapshot;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.MarketData;
import dev.candlewick.functions.model.MidPrice;
import dev.candlewick.functions.model.Trade;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Answers that have the shape of what a channel carries, without the frame around it. */
public final class ChannelBodies {

    private ChannelBodies() {}

    /** An array of candles that holds at least one. */
    public static List<ExchangeCandle> candles(JsonParser parser, Reading reading)
            throws IOException, Rejection {
        new CandleDecoder().decode(parser, reading);
        return told(reading, MarketData::candle);
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
        return told(reading, MarketData::book).get(0);
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

    /**
     * An array of contexts of perpetuals.
     *
     * @param symbols whose they are, in their order
     */
    public static List<AssetContext> perpetualContexts(
            JsonParser parser, Reading reading, List<String> symbols)
            throws IOException, Rejection {
        ContextDecoder.decodeInOrder(parser, reading, symbols);
        return told(reading, MarketData::context);
    }

    /** An array of contexts of spot pairs, each of which names its own. */
    public static List<AssetContext> spotContexts(JsonParser parser, Reading reading)
            throws IOException, Rejection {
        ContextDecoder.decodeAllSpot(parser, reading);
        return told(reading, MarketData::context);
    }

    private static <T> List<T> told(Reading reading, Function<MarketData, T> what) {
        List<T> told = new ArrayList<>();
        for (Message message : reading.messages()) {
            if (message instanceof Message.Market market) {
                market.tell(reading.receivedAt(), event -> told.add(what.apply(event.data())));
            }
        }
        return told;
    }
}
