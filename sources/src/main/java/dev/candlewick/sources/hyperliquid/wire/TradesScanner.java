package dev.candlewick.sources.hyperliquid.wire;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.TradeRun;
import dev.candlewick.functions.model.TradeRunBuilder;
import dev.candlewick.sources.json.ValidationRules;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Takes frames of trades in the layout that the exchange writes from bytes straight into columns.
 * Of everything else, be it right or wrong, it takes nothing: the rules of {@link MessageDecoder}
 * stand, and this gives what they give.
 */
final class TradesScanner {
    private static final byte[] START = ascii("{\"channel\":\"trades\",\"data\":[{\"");
    private static final int COIN = 1;
    private static final int SIDE = 1 << 1;
    private static final int PRICE = 1 << 2;
    private static final int SIZE = 1 << 3;
    private static final int TIME = 1 << 4;
    private static final int ID = 1 << 5;
    private static final int HASH = 1 << 6;
    private static final int USERS = 1 << 7;
    private static final int REQUIRED = COIN | SIDE | PRICE | SIZE | TIME | ID;

    /** A run holds no more; larger frames are rare. */
    private static final int MAX_TRADES = TradeRun.MAX_LENGTH;

    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** More than the trades of any run take. */
    private static final int MAX_BYTES = 1 << 20;

    private final ValidationRules rules;

    /** By scale. */
    private final long[] highestPrices = new long[ScannedDecimal.MAX_DIGITS];

    /** The bound that those follow from. */
    private BigDecimal followed;

    private final SymbolCache symbols = new SymbolCache();
    private final TradeRunBuilder trades = new TradeRunBuilder();
    private final TradeRunBuilder.Head head = new TradeRunBuilder.Head();
    private final ScannedDecimal price = new ScannedDecimal();
    private final ScannedDecimal size = new ScannedDecimal();
    private byte[] frame;
    private int at;
    private int seen;

    TradesScanner(Origin origin, ValidationRules rules) {
        this.rules = rules;
        head.origin = origin;
        follow(rules.maxPrice());
    }

    private void follow(BigDecimal highestPrice) {
        followed = highestPrice;
        for (int scale = 0; scale < highestPrices.length; scale++) {
            BigDecimal highest = highestPrice.scaleByPowerOfTen(scale).min(LARGEST);
            highestPrices[scale] = highest.longValue();
        }
    }

    /**
     * The trades of the frame at {@code [offset, offset + length)}; null if it is not of the
     * layout, or any rule is broken.
     */
    TradeRun scan(byte[] bytes, int offset, int length, long receivedAt) {
        if (length < START.length || length > MAX_BYTES || !starts(bytes, offset)) {
            return null;
        }
        BigDecimal highest = rules.maxPrice();
        if (highest.compareTo(followed) != 0) {
            follow(highest);
        }
        frame = bytes;
        at = offset + START.length - 2;
        head.symbol = null;
        head.receivedAt = receivedAt;
        boolean taken = false;
        try {
            taken = elements() && at == offset + length;
        } catch (ArrayIndexOutOfBoundsException cutOff) {
            taken = false; // the frame ends too early, which happens too seldom to look for
        }
        frame = null;
        if (!taken) {
            trades.clear();
            return null;
        }
        return trades.build();
    }

    /** Trades one after the other, up to the end of the frame. */
    private boolean elements() {
        int count = 0;
        do {
            if (++count > MAX_TRADES || !element()) {
                return false;
            }
        } while (frame[at++] == ',');
        return frame[at - 1] == ']' && frame[at++] == '}';
    }

    private boolean element() {
        if (frame[at++] != '{') {
            return false;
        }
        seen = 0;
        do {
            if (frame[at++] != '"' || !field()) {
                return false;
            }
        } while (frame[at++] == ',');
        if (frame[at - 1] != '}' || (seen & REQUIRED) != REQUIRED) {
            return false;
        }
        if (!trades.accepts(head.symbol, head.origin, head.tradeTime)) {
            return false;
        }
        trades.append(head, price.unscaled, price.scale, size.unscaled, size.scale);
        return true;
    }

    private boolean field() {
        return switch (frame[at]) {
            case 'c' -> isKey("coin\":\"", COIN) && coin();
            case 'h' -> isKey("hash\":\"", HASH) && skipText();
            case 'p' -> isKey("px\":\"", PRICE) && price() && frame[at++] == '"';
            case 's' ->
                    frame[at + 1] == 'z'
                            ? isKey("sz\":\"", SIZE) && size() && frame[at++] == '"'
                            : isKey("side\":\"", SIDE) && side() && frame[at++] == '"';
            case 't' ->
                    frame[at + 2] == 'm'
                            ? isKey("time\":", TIME) && time()
                            : isKey("tid\":", ID) && id();
            case 'u' -> isKey("users\":[\"", USERS) && users();
            default -> false;
        };
    }

    private boolean isKey(String key, int field) {
        for (int i = 0; i < key.length(); i++) {
            if (frame[at + i] != key.charAt(i)) {
                return false;
            }
        }
        at += key.length();
        boolean isFirst = (seen & field) == 0;
        seen |= field;
        return isFirst;
    }

    /** The same in the whole frame. */
    private boolean coin() {
        int start = at;
        if (!skipText()) {
            return false;
        }
        String symbol = symbols.of(frame, start, at - 1);
        boolean isSame = head.symbol == null || head.symbol.equals(symbol);
        head.symbol = symbol;
        return symbol != null && isSame;
    }

    private boolean side() {
        byte side = frame[at++];
        head.isBuy = side == 'B';
        return side == 'A' || side == 'B';
    }

    private boolean price() {
        at = price.scan(frame, at);
        return at > 0 && price.unscaled > 0 && price.unscaled <= highestPrices[price.scale];
    }

    private boolean size() {
        at = size.scan(frame, at);
        return at > 0 && size.unscaled > 0;
    }

    private boolean time() {
        long millis = whole();
        head.tradeTime = millis * 1_000;
        return rules.allowsTime(millis, head.receivedAt);
    }

    private boolean id() {
        head.tradeId = whole();
        return head.tradeId > 0;
    }

    /** A whole number above 0 of at most 18 digits; -1 if there is none. */
    private long whole() {
        int start = at;
        long value = 0;
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
