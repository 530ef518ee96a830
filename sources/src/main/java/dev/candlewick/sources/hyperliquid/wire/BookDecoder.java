package dev.candlewick.sources.hyperliquid.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.BestOffers;
import dev.candlewick.functions.model.BookLevel;
import dev.candlewick.functions.model.BookSnapshot;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.json.Field;
import dev.candlewick.sources.json.FieldType;
import dev.candlewick.sources.json.JsonInput;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.Row;
import dev.candlewick.sources.json.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/** The channels {@code l2Book} and {@code bbo}. A bad level rejects its book. */
public final class BookDecoder {

    private static final Schema LEVEL = new Schema();
    private static final Field<BigDecimal> PRICE = LEVEL.required("px", FieldType.PRICE);
    private static final Field<BigDecimal> SIZE = LEVEL.required("sz", FieldType.SIZE);
    private static final Field<Long> ORDERS = LEVEL.required("n", FieldType.INTEGER);

    private static final Schema BOOK = new Schema();
    private static final Field<String> BOOK_COIN = BOOK.required("coin", FieldType.SYMBOL);
    private static final Field<Long> BOOK_TIME = BOOK.required("time", FieldType.TIME);
    private static final Field<List<List<BookLevel>>> SIDES =
            BOOK.required(
                    "levels", FieldType.pairOf(FieldType.listOf(BookDecoder::level), "sides"));
    private static final Field<Boolean> FAST = BOOK.optional("fast", FieldType.FLAG);

    private static final Schema BEST = new Schema();
    private static final Field<String> BEST_COIN = BEST.required("coin", FieldType.SYMBOL);
    private static final Field<Long> BEST_TIME = BEST.required("time", FieldType.TIME);
    private static final Field<List<BookLevel>> BEST_SIDES =
            BEST.required("bbo", FieldType.listOf(BookDecoder::levelOrNull));

    private BookDecoder() {}

    /** A book as the exchange sends it. */
    public record Book(String symbol, long time, List<List<BookLevel>> sides, boolean fast) {

        public BookSnapshot receivedAt(long receivedAt, Origin origin) {
            return new BookSnapshot(
                    symbol, time, sides.get(0), sides.get(1), fast, receivedAt, origin);
        }
    }

    static void decodeBook(JsonParser parser, FrameInput reading) throws IOException, Rejection {
        Book book = readBook(parser, reading);
        Origin origin = reading.origin();
        reading.addDatum(book.symbol(), book.time(), at -> book.receivedAt(at, origin));
    }

    /** Reads the book that the parser stands on. */
    public static Book readBook(JsonParser parser, JsonInput input) throws IOException, Rejection {
        Row row = BOOK.read(parser, "", input);
        return new Book(
                row.get(BOOK_COIN), row.get(BOOK_TIME), row.get(SIDES), row.get(FAST, false));
    }

    static void decodeBest(JsonParser parser, FrameInput reading) throws IOException, Rejection {
        Row row = BEST.read(parser, "", reading);
        String symbol = row.get(BEST_COIN);
        long time = row.get(BEST_TIME);
        List<BookLevel> best = row.get(BEST_SIDES);
        if (best.size() > 2) {
            throw new Rejection(Reason.MISTYPED_FIELD, "bbo has more than 2 sides").about(symbol);
        }
        // The array may end before a side without orders.
        BookLevel bid = best.isEmpty() ? null : best.get(0);
        BookLevel ask = best.size() < 2 ? null : best.get(1);
        Origin origin = reading.origin();
        reading.addDatum(symbol, time, at -> new BestOffers(symbol, time, bid, ask, at, origin));
    }

    /** A side without orders is null. */
    private static BookLevel levelOrNull(JsonParser parser, String field, JsonInput input)
            throws IOException, Rejection {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : level(parser, field, input);
    }

    private static BookLevel level(JsonParser parser, String field, JsonInput input)
            throws IOException, Rejection {
        Row row = LEVEL.read(parser, field, input);
        return new BookLevel(row.get(PRICE), row.get(SIZE), row.get(ORDERS));
    }
}
