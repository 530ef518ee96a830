package dev.candlewick.sources.hyperliquid.wire;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.TradeRun;
import dev.candlewick.sources.feed.ScannedFrame;
import dev.candlewick.sources.feed.ScannedTrades;
import dev.candlewick.sources.json.ValidationRules;
import java.nio.charset.StandardCharsets;

/**
 * Takes frames of trades in the layout that the exchange writes from bytes straight into columns.
 * Of everything else, be it right or wrong, it takes nothing: the rules of {@link MessageDecoder}
 * stand, and this gives what they give.
 */
final class TradesScanner {
    private static final byte[] START = ascii("{\"channel\":\"trades\",\"data\":[{\"");
    private static final Field COIN = new Field(1, "coin\":\"");
    private static final Field SIDE = new Field(1 << 1, "side\":\"");
    private static final Field PRICE = new Field(1 << 2, "px\":\"");
    private static final Field SIZE = new Field(1 << 3, "sz\":\"");
    private static final Field TIME = new Field(1 << 4, "time\":");
    private static final Field ID = new Field(1 << 5, "tid\":");
    private static final Field HASH = new Field(1 << 6, "hash\":\"");
    private static final Field USERS = new Field(1 << 7, "users\":[\"");

    /** A trade in the order of fields that nearly every frame has. */
    private static final PlainText.Literal COIN_FIRST = new PlainText.Literal("\"coin\":\"");

    private static final PlainText.Literal THEN_SIDE = new PlainText.Literal(",\"side\":\"");
    private static final PlainText.Literal THEN_PRICE = new PlainText.Literal("\",\"px\":\"");
    private static final PlainText.Literal THEN_SIZE = new PlainText.Literal("\",\"sz\":\"");
    private static final PlainText.Literal THEN_TIME = new PlainText.Literal("\",\"time\":");
    private static final PlainText.Literal THEN_HASH = new PlainText.Literal(",\"hash\":\"");
    private static final PlainText.Literal THEN_ID = new PlainText.Literal(",\"tid\":");
    private static final PlainText.Literal THEN_USERS = new PlainText.Literal(",\"users\":[\"");

    private static final int REQUIRED =
            COIN.bit | SIDE.bit | PRICE.bit | SIZE.bit | TIME.bit | ID.bit;

    private static final long MICROS_OF_DAY = 86_400_000_000L;

    /** A run holds no more; larger frames are rare. */
    private static final int MAX_TRADES = TradeRun.MAX_LENGTH;

    /** More than the trades of any run take. */
    private static final int MAX_BYTES = 1 << 20;

    private final ValidationRules rules;
    private final HighestPrice highestPrice = new HighestPrice();
    private final SymbolCache symbols = new SymbolCache();
    private final ScannedDecimal price = new ScannedDecimal();
    private final ScannedDecimal size = new ScannedDecimal();
    private final Origin origin;
    private ScannedTrades trades;
    private String symbol;
    private long receivedAt;
    private long tradeTime;
    private long tradeId;
    private boolean isBuy;
    private long day;
    private byte[] frame;
    private int at;
    private int seen;

    /** A field of a trade: its key with what follows it in the usual layout. */
    private record Field(int bit, PlainText.Literal key) {
        Field(int bit, String key) {
            this(bit, new PlainText.Literal(key));
        }
    }

    TradesScanner(Origin origin, ValidationRules rules) {
        this.rules = rules;
        this.origin = origin;
    }

    /**
     * The trades of the frame at {@code [offset, offset + length)}; null if it is not of the
     * layout, or any rule is broken.
     *
     * @param others which they join
     */
    ScannedFrame scan(byte[] bytes, int offset, int length, long received, ScannedTrades others) {
        if (length < START.length || length > MAX_BYTES || !starts(bytes, offset)) {
            return null;
        }
        highestPrice.follow(rules.maxPrice());
        frame = bytes;
        at = offset + START.length - 2;
        trades = others;
        symbol = null;
        receivedAt = received;
        int start = trades.length();
        boolean taken = false;
        try {
            taken = elements() && at == offset + length;
        } catch (IndexOutOfBoundsException cutOff) {
            taken = false; // the frame ends too early, which happens too seldom to look for
        }
        frame = null;
        if (!taken) {
            trades.cut(start);
            return null;
        }
        return new ScannedFrame(symbol, origin, trades, start, trades.length());
    }

    /** Trades one after the other, up to the end of the frame. */
    private boolean elements() {
        int count = 0;
        do {
            if (++count > MAX_TRADES || !element() || !isOfDay(count == 1)) {
                return false;
            }
            trades.add(
                    price.unscaled,
                    price.scale,
                    size.unscaled,
                    size.scale,
                    tradeTime,
                    tradeId,
                    isBuy);
        } while (frame[at++] == ',');
        return frame[at - 1] == ']' && frame[at++] == '}';
    }

    /** One trade, in the usual order of fields or in any other. */
    private boolean element() {
        if (frame[at++] != '{') {
            return false;
        }
        int start = at;
        String former = symbol;
        boolean isUsual =
                passes(COIN_FIRST)
                        && coin()
                        && passes(THEN_SIDE)
                        && side()
                        && passes(THEN_PRICE)
                        && price()
                        && passes(THEN_SIZE)
                        && size()
                        && passes(THEN_TIME)
                        && time()
                        && passes(THEN_HASH)
                        && skipText()
                        && passes(THEN_ID)
                        && id()
                        && passes(THEN_USERS)
                        && users()
                        && frame[at++] == '}';
        if (isUsual) {
            return true;
        }
        at = start;
        symbol = former;
        return isInAnyOrder();
    }

    private boolean passes(PlainText.Literal text) {
        boolean isThere = text.isAt(frame, at);
        at += text.length();
        return isThere;
    }

    private boolean isInAnyOrder() {
        seen = 0;
        do {
            if (frame[at++] != '"' || !field()) {
                return false;
            }
        } while (frame[at++] == ',');
        return frame[at - 1] == '}' && (seen & REQUIRED) == REQUIRED;
    }

    /** The same in the whole frame. */
    private boolean isOfDay(boolean isFirst) {
        day = isFirst ? Math.floorDiv(tradeTime, MICROS_OF_DAY) : day;
        return Math.floorDiv(tradeTime, MICROS_OF_DAY) == day;
    }

    private boolean field() {
        return switch (frame[at]) {
            case 'c' -> isKey(COIN) && coin();
            case 'h' -> isKey(HASH) && skipText();
            case 'p' -> isKey(PRICE) && price() && frame[at++] == '"';
            case 's' ->
                    frame[at + 1] == 'z'
                            ? isKey(SIZE) && size() && frame[at++] == '"'
                            : isKey(SIDE) && side() && frame[at++] == '"';
            case 't' -> frame[at + 2] == 'm' ? isKey(TIME) && time() : isKey(ID) && id();
            case 'u' -> isKey(USERS) && users();
            default -> false;
        };
    }

    private boolean isKey(Field field) {
        if (!field.key.isAt(frame, at)) {
            return false;
        }
        at += field.key.length();
        boolean isFirst = (seen & field.bit) == 0;
        seen |= field.bit;
        return isFirst;
    }

    /** The same in the whole frame. */
    private boolean coin() {
        int start = at;
        if (!skipText()) {
            return false;
        }
        String text = symbols.of(frame, start, at - 1);
        boolean isSame = symbol == null || symbol.equals(text);
        symbol = text;
        return text != null && isSame;
    }

    private boolean side() {
        byte side = frame[at++];
        isBuy = side == 'B';
        return side == 'A' || side == 'B';
    }

    private boolean price() {
        at = price.scan(frame, at);
        return at > 0 && price.unscaled > 0 && highestPrice.allows(price);
    }

    private boolean size() {
        at = size.scan(frame, at);
        return at > 0 && size.unscaled > 0;
    }

    private boolean time() {
        long millis = whole();
        tradeTime = millis * 1_000;
        return rules.allowsTime(millis, receivedAt);
    }

    private boolean id() {
        tradeId = whole();
        return tradeId > 0;
    }

    /** A whole number above 0 of at most 18 digits; -1 if there is none. */
    private long whole() {
        int start = at;
        long value = 0;
        int eight = PlainText.eightDigits(frame, at);
        if (eight >= 0) {
            value = eight;
            at += Long.BYTES;
        }
        while (frame[at] >= '0' && frame[at] <= '9') {
            value = value * 10 + (frame[at++] - '0');
        }
        int digits = at - start;
        return digits == 0 || digits > ScannedDecimal.MAX_DIGITS || frame[start] == '0'
                ? -1
                : value;
    }

    private boolean users() {
        while (skipText()) {
            byte next = frame[at++];
            if (next == ']') {
                return true;
            }
            if (next != ',' || frame[at++] != '"') {
                return false;
            }
        }
        return false;
    }

    /** Passes over plain text and its closing quote. */
    private boolean skipText() {
        at = PlainText.end(frame, at) + 1;
        return at > 0;
    }

    private static boolean starts(byte[] bytes, int offset) {
        for (int i = 0; i < START.length; i++) {
            if (bytes[offset + i] != START[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
