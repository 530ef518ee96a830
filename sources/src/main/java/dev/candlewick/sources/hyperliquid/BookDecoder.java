package dev.candlewick.sources.hyperliquid;

import static dev.candlewick.sources.hyperliquid.Schema.optional;
import static dev.candlewick.sources.hyperliquid.Schema.required;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.BestOffers;
import dev.candlewick.functions.model.BookLevel;
import dev.candlewick.functions.model.BookSnapshot;
import dev.candlewick.functions.model.MarketData;
import dev.candlewick.functions.model.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The channels {@code l2Book} and {@code bbo}. One bad level spoils a book: it would be a hole. */
final class BookDecoder {

    private static final Schema LEVEL =
            Schema.of(
                    required("px", Kind.PRICE),
                    required("sz", Kind.SIZE),
                    required("n", Kind.INTEGER));

    private static final Schema BOOK =
            Schema.of(
                    required("coin", Kind.SYMBOL),
                    required("time", Kind.TIME),
                    required("levels", BookDecoder::sides),
                    optional("fast", BookDecoder::flag));

    private static final Schema BEST =
            Schema.of(
                    required("coin", Kind.SYMBOL),
                    required("time", Kind.TIME),
                    required("bbo", BookDecoder::best));

    private BookDecoder() {}

    static void decodeBook(JsonParser parser, Reading reading) throws IOException, Rejection {
        Schema.Values values = BOOK.read(parser, "", reading);
        String symbol = values.get(0);
        long time = values.<Long>get(1);
        List<List<BookLevel>> sides = values.get(2);
        boolean fast = Boolean.TRUE.equals(values.get(3));
        Origin origin = reading.origin();
        reading.addDatum(
                symbol,
                time,
                at ->
                        MarketData.of(
                                new BookSnapshot(
                                        symbol,
                                        time,
                                        sides.get(0),
                                        sides.get(1),
                                        fast,
                                        at,
                                        origin)));
    }

    static void decodeBest(JsonParser parser, Reading reading) throws IOException, Rejection {
        Schema.Values values = BEST.read(parser, "", reading);
        String symbol = values.get(0);
        long time = values.<Long>get(1);
        List<BookLevel> best = values.get(2);
        BookLevel bid = best.isEmpty() ? null : best.get(0);
        BookLevel ask = best.size() < 2 ? null : best.get(1);
        Origin origin = reading.origin();
        reading.addDatum(
                symbol,
                time,
                at -> MarketData.of(new BestOffers(symbol, time, bid, ask, at, origin)));
    }

    private static List<List<BookLevel>> sides(JsonParser parser, String field, Reading reading)
            throws IOException, Rejection {
        enterArray(parser, field);
        List<List<BookLevel>> sides = new ArrayList<>(2);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            sides.add(side(parser, field + "[" + sides.size() + "]", reading));
        }
        if (sides.size() != 2) {
            throw new Rejection(
                    Reason.MISTYPED_FIELD, "%s has %d sides, not 2".formatted(field, sides.size()));
        }
        return sides;
    }

    private static List<BookLevel> side(JsonParser parser, String field, Reading reading)
            throws IOException, Rejection {
        enterArray(parser, field);
        List<BookLevel> levels = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            levels.add(level(parser, field, levels.size(), reading));
        }
        return levels;
    }

    /** A side without orders is null, and the array may end before it. */
    private static List<BookLevel> best(JsonParser parser, String field, Reading reading)
            throws IOException, Rejection {
        enterArray(parser, field);
        List<BookLevel> best = new ArrayList<>(2);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (best.size() == 2) {
                throw new Rejection(Reason.MISTYPED_FIELD, field + " has more than 2 sides");
            }
            boolean empty = parser.currentToken() == JsonToken.VALUE_NULL;
            best.add(empty ? null : level(parser, field, best.size(), reading));
        }
        return best;
    }

    private static BookLevel level(JsonParser parser, String field, int index, Reading reading)
            throws IOException, Rejection {
        try {
            Schema.Values values = LEVEL.read(parser, "", reading);
            return new BookLevel(values.get(0), values.get(1), values.<Long>get(2));
        } catch (Rejection rejection) {
            throw rejection.in(field + "[" + index + "]");
        }
    }

    private static void enterArray(JsonParser parser, String field) throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Scalars.mistyped(parser, field, "an array");
        }
    }

    private static Boolean flag(JsonParser parser, String field, Reading reading)
            throws IOException, Rejection {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw Scalars.mistyped(parser, field, "true or false");
        };
    }
}
