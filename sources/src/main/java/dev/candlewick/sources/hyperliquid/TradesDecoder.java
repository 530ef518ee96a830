package dev.candlewick.sources.hyperliquid;

import static dev.candlewick.sources.hyperliquid.Schema.required;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The channel {@code trades}: an array of trades, as a rule of one coin. */
final class TradesDecoder implements ChannelDecoder {

    private static final Elements TRADES =
            new Elements(
                    Schema.of(
                            required("coin", Kind.SYMBOL),
                            required("time", Kind.TIME),
                            required("px", Kind.PRICE),
                            required("sz", Kind.SIZE),
                            required("side", TradesDecoder::side),
                            required("tid", Kind.INTEGER)));

    @Override
    public void decode(JsonParser parser, Reading reading) throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Scalars.mistyped(parser, "", "an array");
        }
        List<Trade> trades = new ArrayList<>();
        int elements = TRADES.read(parser, reading, values -> trades.add(trade(values, reading)));
        if (elements == 0) {
            reading.add(new Message.Trades(null, List.of(), true));
        } else if (!trades.isEmpty()) {
            addBySymbol(trades, elements == trades.size(), reading);
        }
    }

    private static Trade trade(Schema.Values values, Reading reading) {
        return new Trade(
                values.get(0),
                values.<Long>get(1),
                values.get(2),
                values.get(3),
                values.get(4),
                values.get(5),
                reading.receivedAt(),
                reading.origin());
    }

    static Side side(JsonParser parser, String field, Reading reading)
            throws IOException, Rejection {
        return switch (Scalars.text(parser, field)) {
            case "B" -> Side.BUY;
            case "A" -> Side.SELL;
            default -> throw Scalars.mistyped(parser, field, "'B' or 'A'");
        };
    }

    private static void addBySymbol(List<Trade> trades, boolean whole, Reading reading) {
        String first = trades.get(0).symbol();
        if (trades.stream().allMatch(trade -> trade.symbol().equals(first))) {
            reading.add(new Message.Trades(first, trades, whole));
            return;
        }
        Map<String, List<Trade>> bySymbol = new LinkedHashMap<>();
        for (Trade trade : trades) {
            bySymbol.computeIfAbsent(trade.symbol(), symbol -> new ArrayList<>()).add(trade);
        }
        bySymbol.forEach((symbol, own) -> reading.add(new Message.Trades(symbol, own, whole)));
    }
}
