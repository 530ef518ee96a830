package dev.candlewick.sources.hyperliquid.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.Side;
import dev.candlewick.sources.hyperliquid.wire.FrameInput;
import dev.candlewick.sources.hyperliquid.wire.TradesDecoder;
import dev.candlewick.sources.json.FieldType;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.Scalars;
import dev.candlewick.sources.json.ValidationRules;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads one side of a trade as one account saw it, {@code ["0xuser",{fill}]}. Each trade is filled
 * twice, for its buyer and for its seller, with one id.
 *
 * <p>All fields are read also when one is refused, since the others tell which trade it is of.
 */
final class FillReader {

    /** Fills that no two orders have matched, by their {@code dir} in lower case. */
    private static final Set<String> NO_MATCHES =
            Set.of(
                    "settlement",
                    "spot dust conversion",
                    "net child vaults",
                    "split outcome",
                    "merge outcome",
                    "negate outcome",
                    "merge question");

    /** Ids of trades lie above; the fills that pay out the dust of accounts share this one. */
    private static final long NO_ID = 0;

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
    private boolean isMatch;
    private Rejection problem;

    FillReader(Predicate<String> wanted) {
        this.wanted = wanted;
    }

    /** Reads the pair that the parser stands on; null unless it is a side of a wanted trade. */
    Fill read(JsonParser parser, FrameInput reading) throws IOException, Rejection {
        forget();
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Scalars.mistyped(parser, "", "a pair of user and fill");
        }
        parser.nextToken();
        user = Scalars.text(parser, "[0]");
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw Scalars.mistyped(parser, "[1]", "an object");
        }
        readFill(parser, reading);
        if (parser.nextToken() != JsonToken.END_ARRAY) {
            throw new Rejection(Reason.UNKNOWN_SHAPE, "more than a user and a fill");
        }
        return isWanted() && isMatch() ? checked(reading) : null;
    }

    /** Whether the fill that was read last is of a wanted coin and matches no two orders. */
    boolean isWantedAndNoMatch() {
        return symbol != null && isWanted() && !isMatch();
    }

    /** The time of the fill that was read last; null if it has none. */
    Long time() {
        return time;
    }

    /** The trade of the fill that was read last, also if it was refused; null if unknown. */
    Long id() {
        return id;
    }

    private boolean isWanted() {
        return symbol == null || wanted.test(symbol);
    }

    private boolean isMatch() {
        return isMatch && (id == null || id > NO_ID);
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
        isMatch = true;
        problem = null;
    }

    private void readFill(JsonParser parser, FrameInput reading) throws IOException {
        JsonStreamContext fill = parser.getParsingContext();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (!isWanted() && !name.equals("time")) {
                parser.skipChildren();
                continue;
            }
            try {
                readField(name, parser, reading);
            } catch (Rejection rejection) {
                problem = problem == null ? rejection : problem;
                while (parser.getParsingContext() != fill) {
                    parser.nextToken();
                }
            }
        }
    }

    private void readField(String name, JsonParser parser, FrameInput reading)
            throws IOException, Rejection {
        switch (name) {
            case "coin" -> symbol = FieldType.SYMBOL.read(parser, name, reading);
            case "px" -> price = Scalars.decimal(parser, name, Reason.PRICE_OUT_OF_RANGE);
            case "sz" -> size = Scalars.decimal(parser, name, Reason.SIZE_OUT_OF_RANGE);
            case "side" -> side = TradesDecoder.side(parser, name, reading);
            case "time" -> time = FieldType.TIME.read(parser, name, reading);
            case "tid" -> id = FieldType.INTEGER.read(parser, name, reading);
            case "crossed" -> crossed = Scalars.flag(parser, name);
            case "dir" -> isMatch = !NO_MATCHES.contains(lowerCase(Scalars.text(parser, name)));
            case "liquidation" -> readLiquidation(parser);
            default -> parser.skipChildren();
        }
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private void readLiquidation(JsonParser parser) throws IOException {
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

    private Fill checked(FrameInput reading) throws Rejection {
        try {
            if (problem != null) {
                throw problem;
            }
            require(symbol, "coin");
            require(id, "tid");
            require(price, "px");
            require(size, "sz");
            require(side, "side");
            require(time, "time");
            require(crossed, "crossed");
            reading.rules().price("px", price);
            ValidationRules.size("sz", size);
        } catch (Rejection rejection) {
            throw symbol == null ? rejection : rejection.about(symbol);
        }
        boolean isLiquidated = liquidated != null && liquidated.equalsIgnoreCase(user);
        return new Fill(symbol, time, price, size, side, id, crossed, isLiquidated);
    }

    private static void require(Object value, String field) throws Rejection {
        if (value == null) {
            throw new Rejection(Reason.MISSING_FIELD, field + " is missing");
        }
    }

    /**
     * One side of a trade.
     *
     * @param isLiquidated whether it is that of the account that a liquidation made trade
     */
    record Fill(
            String symbol,
            long time,
            BigDecimal price,
            BigDecimal size,
            Side side,
            long id,
            boolean crossed,
            boolean isLiquidated) {

        /** Whether the other can be the other side of the same trade. */
        boolean agreesWith(Fill other) {
            return time == other.time
                    && price.compareTo(other.price) == 0
                    && size.compareTo(other.size) == 0;
        }
    }
}
