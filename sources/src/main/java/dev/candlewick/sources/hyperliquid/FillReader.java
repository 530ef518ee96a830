package dev.candlewick.sources.hyperliquid;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.Side;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.function.Predicate;

/**
 * Reads one side of a trade as one account saw it, {@code ["0xuser",{fill}]}, and tells whether it
 * stands for the trade. Each trade is filled twice, for its buyer and for its seller, with one id.
 *
 * <p>Every trade of an hour comes through here, twice and of all coins, so what is not wanted is
 * left as soon as its coin is read.
 */
final class FillReader {

    /** A fill that pays out the dust of an account has no counterpart, and no id. */
    private static final long NO_TRADE = 0;

    private final Predicate<String> wanted;

    private String user;
    private String liquidated;
    private String symbol;
    private BigDecimal price;
    private BigDecimal size;
    private Side side;
    private Long time;
    private Long id;
    private Boolean crossed;

    FillReader(Predicate<String> wanted) {
        this.wanted = wanted;
    }

    /** Reads the pair that the parser stands on; null if it stands for no wanted trade. */
    Fill read(JsonParser parser, Reading reading) throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Scalars.mistyped(parser, "", "a pair of user and fill");
        }
        forget();
        parser.nextToken();
        user = Scalars.text(parser, "[0]");
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw Scalars.mistyped(parser, "[1]", "an object");
        }
        boolean isWanted = readFill(parser, reading);
        if (parser.nextToken() != JsonToken.END_ARRAY) {
            throw new Rejection(Reason.UNKNOWN_SHAPE, "more than a user and a fill");
        }
        return isWanted ? checked(reading) : null;
    }

    private void forget() {
        user = null;
        liquidated = null;
        symbol = null;
        price = null;
        size = null;
        side = null;
        time = null;
        id = null;
        crossed = null;
    }

    private boolean readFill(JsonParser parser, Reading reading) throws IOException, Rejection {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            try {
                readField(name, parser, reading);
            } catch (Rejection rejection) {
                throw symbol == null ? rejection : rejection.about(symbol);
            }
            if (symbol != null && !wanted.test(symbol)) {
                leaveObject(parser);
                return false;
            }
        }
        return true;
    }

    private void readField(String name, JsonParser parser, Reading reading)
            throws IOException, Rejection {
        switch (name) {
            case "coin" -> symbol = Kind.SYMBOL.read(parser, name, reading);
            case "px" -> price = Scalars.decimal(parser, name, Reason.PRICE_OUT_OF_RANGE);
            case "sz" -> size = Scalars.decimal(parser, name, Reason.SIZE_OUT_OF_RANGE);
            case "side" -> side = TradesDecoder.side(parser, name, reading);
            case "time" -> time = Kind.TIME.read(parser, name, reading);
            case "tid" -> id = Kind.INTEGER.read(parser, name, reading);
            case "crossed" -> crossed = flag(parser, name);
            case "liquidation" -> readLiquidation(parser);
            default -> parser.skipChildren();
        }
    }

    private static Boolean flag(JsonParser parser, String name) throws IOException, Rejection {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw Scalars.mistyped(parser, name, "true or false");
        };
    }

    private void readLiquidation(JsonParser parser) throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (parser.nextToken() == JsonToken.VALUE_STRING && name.equals("liquidatedUser")) {
                liquidated = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
    }

    private static void leaveObject(JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            parser.skipChildren();
        }
    }

    /** The price and size of dust are checked by nobody, since they are no trade's. */
    private Fill checked(Reading reading) throws Rejection {
        try {
            require(symbol, "coin");
            require(id, "tid");
            if (id == NO_TRADE) {
                return null;
            }
            require(price, "px");
            require(size, "sz");
            require(side, "side");
            require(time, "time");
            require(crossed, "crossed");
            reading.rules().price("px", price);
            ValidationRules.size("sz", size);
            return standsForTheTrade() ? new Fill(symbol, time, price, size, side, id) : null;
        } catch (Rejection rejection) {
            throw rejection.about(symbol);
        }
    }

    private static void require(Object value, String field) throws Rejection {
        if (value == null) {
            throw new Rejection(Reason.MISSING_FIELD, field + " is missing");
        }
    }

    /**
     * The aggressor's does. A liquidation is told on both sides, and there the liquidated account
     * is the one that had to trade.
     */
    private boolean standsForTheTrade() {
        return liquidated == null ? crossed : liquidated.equalsIgnoreCase(user);
    }

    /** The side of a trade that stands for it. */
    record Fill(String symbol, long time, BigDecimal price, BigDecimal size, Side side, long id) {}
}
