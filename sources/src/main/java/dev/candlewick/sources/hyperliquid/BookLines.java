package dev.candlewick.sources.hyperliquid;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.FeedEvent;
import java.io.IOException;
import java.util.List;

/** The data set {@code market_data}: frames of the channel {@code l2Book} of one coin. */
final class BookLines extends JsonLines {

    private static final Schema LINE =
            Schema.of(
                    Schema.required("time", NaiveTime.TO_MICROS),
                    Schema.required(
                            "raw",
                            Schema.of(
                                            Schema.required("channel", Kind.TEXT),
                                            Schema.required("data", BookLines::book))
                                    .asField()));

    BookLines(LineOrigin origin) {
        super("l2Book", origin);
    }

    @Override
    void read(JsonParser parser, Reading reading, List<FeedEvent> told)
            throws IOException, Rejection {
        Schema.Values line = LINE.read(parser, "", reading);
        Schema.Values frame = line.get(1);
        if (!"l2Book".equals(frame.get(0))) {
            throw new Rejection(
                    Reason.UNKNOWN_SHAPE, "raw.channel is '%s'".formatted(frame.<String>get(0)));
        }
        Message.Market book = frame.get(1);
        if (!origin().wanted().test(book.symbol())) {
            throw new Rejection(
                    Reason.UNKNOWN_SHAPE,
                    "a book of %s in the file of another coin".formatted(book.symbol()));
        }
        book.teller().tell(line.<Long>get(0), told::add);
    }

    /** The decoder of live frames leaves its message with the reading; it is taken from there. */
    private static Message.Market book(JsonParser parser, String field, Reading reading)
            throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Scalars.mistyped(parser, field, "an object");
        }
        BookDecoder.decodeBook(parser, reading);
        List<Message> messages = reading.messages();
        return (Message.Market) messages.remove(messages.size() - 1);
    }
}
