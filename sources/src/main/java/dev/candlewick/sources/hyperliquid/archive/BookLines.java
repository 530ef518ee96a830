package dev.candlewick.sources.hyperliquid.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.BookSnapshot;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.hyperliquid.wire.BookDecoder;
import dev.candlewick.sources.hyperliquid.wire.FrameInput;
import dev.candlewick.sources.hyperliquid.wire.StreamType;
import dev.candlewick.sources.json.Field;
import dev.candlewick.sources.json.FieldType;
import dev.candlewick.sources.json.JsonInput;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.Row;
import dev.candlewick.sources.json.Scalars;
import dev.candlewick.sources.json.Schema;
import java.io.IOException;

/** The data set {@code market_data}: frames of the channel {@code l2Book} of one coin. */
final class BookLines extends JsonLines {

    private static final Schema FRAME = new Schema();
    private static final Field<String> CHANNEL = FRAME.required("channel", FieldType.TEXT);
    private static final Field<BookDecoder.Book> DATA = FRAME.required("data", BookLines::book);

    private static final Schema LINE = new Schema();
    private static final Field<Long> TIME = LINE.required("time", NaiveTime.TO_MICROS);
    private static final Field<Row> RAW = LINE.required("raw", FRAME);

    private long receivedAt;
    private BookDecoder.Book book;

    BookLines(LineOrigin origin) {
        super(StreamType.BOOK.channel(), origin);
    }

    @Override
    void read(JsonParser parser, FrameInput reading) throws IOException, Rejection {
        Row line = LINE.read(parser, "", reading);
        Row frame = line.get(RAW);
        if (!StreamType.BOOK.channel().equals(frame.get(CHANNEL))) {
            throw new Rejection(Reason.UNKNOWN_SHAPE, "raw.channel is '%s'", frame.get(CHANNEL));
        }
        receivedAt = line.get(TIME);
        book = frame.get(DATA);
        if (!origin().wanted().test(book.symbol())) {
            throw new Rejection(
                    Reason.UNKNOWN_SHAPE,
                    "a book of %s in the file of another coin",
                    book.symbol());
        }
    }

    @Override
    void accept(FrameInput reading, LineOutput out) {
        BookSnapshot snapshot = book.receivedAt(receivedAt, reading.origin());
        out.event(FeedEvent.data(book.symbol(), snapshot, receivedAt));
        out.line(snapshot.bookTime());
    }

    private static BookDecoder.Book book(JsonParser parser, String field, JsonInput input)
            throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Scalars.mistyped(parser, field, "an object");
        }
        return BookDecoder.readBook(parser, input);
    }
}
