package dev.candlewick.sources.hyperliquid.archive;

import dev.candlewick.sources.hyperliquid.wire.PlainText;
import dev.candlewick.sources.hyperliquid.wire.PlainText.Literal;
import dev.candlewick.sources.hyperliquid.wire.ScannedDecimal;
import dev.candlewick.sources.hyperliquid.wire.SymbolCache;
import dev.candlewick.sources.json.ValidationRules;
import java.math.BigDecimal;

/** Takes fills in the layout that the exchange writes, as {@link BlockScanner} does blocks. */
final class FillScanner {
    private static final Literal COIN = new Literal("coin\":\"");
    private static final Literal PRICE = new Literal("px\":\"");
    private static final Literal SIZE = new Literal("sz\":\"");
    private static final Literal SIDE = new Literal("side\":\"");
    private static final Literal TIME = new Literal("time\":");
    private static final Literal ID = new Literal("tid\":");
    private static final Literal DIRECTION = new Literal("dir\":\"");
    private static final Literal CROSSED = new Literal("crossed\":");
    private static final Literal SELL = new Literal("Sell\"");
    private static final Literal SHORT_TO_LONG = new Literal("Short > ");
    private static final Literal TRUE = new Literal("true");
    private static final Literal FALSE = new Literal("false");
    private static final Literal NULL = new Literal("null");

    private static final int HAS_COIN = 1;
    private static final int HAS_PRICE = 1 << 1;
    private static final int HAS_SIZE = 1 << 2;
    private static final int HAS_SIDE = 1 << 3;
    private static final int HAS_TIME = 1 << 4;
    private static final int HAS_ID = 1 << 5;
    private static final int HAS_CROSSED = 1 << 6;
    private static final int HAS_DIRECTION = 1 << 7;
    private static final int REQUIRED = HAS_DIRECTION - 1;

    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private final LineOrigin origin;
    private final ScannedFills fills;

    /** By scale. */
    private final long[] highestPrices = new long[ScannedDecimal.MAX_DIGITS];

    private final SymbolCache symbols = new SymbolCache();
    private final ScannedFills.Fill fill = new ScannedFills.Fill();
    private final ScannedDecimal price = new ScannedDecimal();
    private final ScannedDecimal size = new ScannedDecimal();
    private byte[] line;
    private int at;
    private int seen;

    /** Adds what it takes to the fills. */
    FillScanner(LineOrigin origin, ScannedFills fills) {
        this.origin = origin;
        this.fills = fills;
        for (int scale = 0; scale < highestPrices.length; scale++) {
            BigDecimal highest = origin.rules().maxPrice().scaleByPowerOfTen(scale).min(LARGEST);
            highestPrices[scale] = highest.longValue();
        }
    }

    /** The place after the pair of user and fill at a place; -1 if it is none of the layout. */
    int scan(byte[] block, int from) {
        line = block;
        at = from;
        boolean taken = pair();
        line = null;
        return taken ? at : -1;
    }

    private boolean pair() {
        if (line[at++] != '[' || line[at++] != '"' || !skipText()) {
            return false;
        }
        if (line[at++] != ',' || line[at++] != '{') {
            return false;
        }
        seen = 0;
        do {
            if (line[at++] != '"' || !field()) {
                return false;
            }
        } while (line[at++] == ',');
        if (line[at - 1] != '}' || line[at++] != ']' || (seen & HAS_COIN) == 0) {
            return false;
        }
        if (!origin.wanted().test(fill.symbol)) {
            return true;
        }
        fills.add(fill, price, size);
        return (seen & REQUIRED) == REQUIRED;
    }

    private boolean field() {
        return switch (line[at]) {
            case 'c' ->
                    line[at + 1] == 'o'
                            ? isField(COIN, HAS_COIN) && coin()
                            : line[at + 1] == 'r'
                                    ? isField(CROSSED, HAS_CROSSED) && crossed()
                                    : other();
            case 'p' -> isField(PRICE, HAS_PRICE) && price() && line[at++] == '"';
            case 's' ->
                    switch (line[at + 1]) {
                        case 'z' -> isField(SIZE, HAS_SIZE) && size() && line[at++] == '"';
                        case 'i' -> isField(SIDE, HAS_SIDE) && side() && line[at++] == '"';
                        default -> other();
                    };
            case 't' ->
                    switch (line[at + 2]) {
                        case 'm' -> isField(TIME, HAS_TIME) && timeOfFill();
                        case 'd' -> isField(ID, HAS_ID) && id();
                        default -> other();
                    };
            case 'd' ->
                    line[at + 1] == 'i'
                            ? isField(DIRECTION, HAS_DIRECTION) && direction()
                            : other();
            case 'l' -> false; // perhaps a liquidation
            default -> other();
        };
    }

    /** Whether it is this field, for the first time. */
    private boolean isField(Literal key, int field) {
        boolean isFirst = (seen & field) == 0;
        seen |= field;
        return passes(key) && isFirst;
    }

    private boolean coin() {
        int start = at;
        fill.symbol = skipText() ? symbols.of(line, start, at - 1) : null;
        return fill.symbol != null;
    }

    private boolean side() {
        byte side = line[at++];
        fill.isBuy = side == 'B';
        return side == 'A' || side == 'B';
    }

    private boolean price() {
        at = price.scan(line, at);
        return at > 0 && price.unscaled > 0 && price.unscaled <= highestPrices[price.scale];
    }

    private boolean size() {
        at = size.scan(line, at);
        return at > 0 && size.unscaled > 0;
    }

    private boolean timeOfFill() {
        long millis = whole();
        fill.time = millis * 1_000;
        return origin.rules().allowsTime(millis, origin.writtenTo());
    }

    /** Fills without a trade may have another. */
    private boolean id() {
        fill.id = whole();
        return ValidationRules.isTradeId(fill.id);
    }

    private boolean crossed() {
        fill.crossed = line[at] == 't';
        return passes(fill.crossed ? TRUE : FALSE);
    }

    /** What no two orders have matched begins with one of these letters, and so do sales. */
    private boolean direction() {
        boolean isDoubtful =
                switch (line[at]) {
                    case 'S', 's' -> !SELL.isAt(line, at) && !SHORT_TO_LONG.isAt(line, at);
                    case 'N', 'n', 'M', 'm' -> true;
                    default -> false;
                };
        return !isDoubtful && skipText();
    }

    /** Passes over a field that does not matter. */
    private boolean other() {
        if (!skipText() || line[at++] != ':') {
            return false;
        }
        return switch (line[at]) {
            case '"' -> {
                at++;
                yield skipText();
            }
            case 'n' -> passes(NULL);
            case 't' -> passes(TRUE);
            case 'f' -> passes(FALSE);
            default -> whole() > 0;
        };
    }

    /** A whole number above 0 of at most 18 digits; -1 if there is none. */
    private long whole() {
        int start = at;
        long value = 0;
        while (line[at] >= '0' && line[at] <= '9') {
            value = value * 10 + (line[at++] - '0');
        }
        int digits = at - start;
        boolean isNone = digits == 0 || digits > ScannedDecimal.MAX_DIGITS || line[start] == '0';
        return isNone ? -1 : value;
    }

    /** Passes over plain text and its closing quote. */
    private boolean skipText() {
        at = PlainText.end(line, at) + 1;
        return at > 0;
    }

    private boolean passes(Literal key) {
        boolean isThere = key.isAt(line, at);
        at += key.length();
        return isThere;
    }
}
