package dev.candlewick.sources.hyperliquid.wire;

import com.fasterxml.jackson.core.JsonParser;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.json.Elements;
import dev.candlewick.sources.json.Field;
import dev.candlewick.sources.json.FieldType;
import dev.candlewick.sources.json.JsonInput;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.Row;
import dev.candlewick.sources.json.Scalars;
import dev.candlewick.sources.json.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The channel {@code trades}: an array of trades, as a rule of one coin. */
public final class TradesDecoder implements ChannelDecoder {

    private static final Schema TRADE = new Schema();
    private static final Field<String> COIN = TRADE.required("coin", FieldType.SYMBOL);
    private static final Field<Long> TIME = TRADE.required("time", FieldType.TIME);
    private static final Field<BigDecimal> PRICE = TRADE.required("px", FieldType.PRICE);
    private static final Field<BigDecimal> SIZE = TRADE.required("sz", FieldType.SIZE);
    private static final Field<Side> SIDE = TRADE.required("side", TradesDecoder::side);
    private static final Field<Long> ID = TRADE.required("tid", FieldType.TRADE_ID);
    private static final Elements TRADES = new Elements(TRADE);

    @Override
    public void decode(JsonParser parser, FrameInput reading) throws IOException, Rejection {
        List<Trade> trades = new ArrayList<>();
        int elements = TRADES.read(parser, reading, row -> trades.add(trade(row, reading)));
        if (elements == 0) {
            reading.add(new FeedSignal.Trades(null, List.of(), true));
        } else if (!trades.isEmpty()) {
            addBySymbol(trades, elements == trades.size(), reading);
        }
    }

    private static Trade trade(Row row, FrameInput reading) {
        return new Trade(
                row.get(COIN),
                row.get(TIME),
                row.get(PRICE),
                row.get(SIZE),
                row.get(SIDE),
                row.get(ID),
                reading.receivedAt(),
                reading.origin());
    }

    public static Side side(JsonParser parser, String field, JsonInput input)
            throws IOException, Rejection {
        return switch (Scalars.text(parser, field)) {
            case "B" -> Side.BUY;
            case "A" -> Side.SELL;
            default -> throw Scalars.mistyped(parser, field, "'B' or 'A'");
        };
    }

    private static void addBySymbol(List<Trade> trades, boolean whole, FrameInput reading) {
        String first = trades.get(0).symbol();
        if (trades.stream().allMatch(trade -> trade.symbol().equals(first))) {
            reading.add(new FeedSignal.Trades(first, trades, whole));
            return;
        }
        Map<String, List<Trade>> bySymbol = new LinkedHashMap<>();
        for (Trade trade : trades) {
            bySymbol.computeIfAbsent(trade.symbol(), symbol -> new ArrayList<>()).add(trade);
        }
        bySymbol.forEach((symbol, own) -> reading.add(new FeedSignal.Trades(symbol, own, whole)));
    }
}
