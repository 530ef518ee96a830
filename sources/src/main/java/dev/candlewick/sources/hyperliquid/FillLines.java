package dev.candlewick.sources.hyperliquid;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Trade;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The data sets {@code node_fills}, a fill to a line, and {@code node_fills_by_block}, a block of
 * fills to a line. A bad fill does not spoil its block.
 */
final class FillLines extends JsonLines {

    private final CoinFilter filter;
    private final FillReader fills;
    private final List<FillReader.Fill> found = new ArrayList<>();

    FillLines(String channel, LineOrigin origin, CoinFilter filter) {
        super(channel, origin);
        this.filter = filter;
        this.fills = new FillReader(origin.wanted());
    }

    @Override
    public void decode(byte[] line, Consumer<FeedEvent> out) {
        if (filter.mayConcern(line)) {
            super.decode(line, out);
        }
    }

    @Override
    void read(JsonParser parser, Reading reading, List<FeedEvent> told)
            throws IOException, Rejection {
        found.clear();
        Long receivedAt = null;
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            receivedAt = readBlock(parser, reading);
        } else {
            FillReader.Fill fill = fills.read(parser, reading);
            if (fill != null) {
                found.add(fill);
            }
        }
        for (FillReader.Fill fill : found) {
            told.add(
                    FeedEvent.trade(
                            trade(
                                    fill,
                                    receivedAt == null
                                            ? origin().receivedAt(fill.time())
                                            : receivedAt,
                                    reading)));
        }
    }

    private static Trade trade(FillReader.Fill fill, long receivedAt, Reading reading) {
        return new Trade(
                fill.symbol(),
                fill.time(),
                fill.price(),
                fill.size(),
                fill.side(),
                fill.id(),
                receivedAt,
                reading.origin());
    }

    /** Returns when the node wrote the block; null if it does not say. */
    private Long readBlock(JsonParser parser, Reading reading) throws IOException, Rejection {
        Long localTime = null;
        boolean hasEvents = false;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "local_time" -> localTime = NaiveTime.TO_MICROS.read(parser, name, reading);
                case "events" -> {
                    readEvents(parser, reading);
                    hasEvents = true;
                }
                default -> parser.skipChildren();
            }
        }
        if (!hasEvents) {
            throw new Rejection(Reason.MISSING_FIELD, "events is missing");
        }
        return localTime;
    }

    private void readEvents(JsonParser parser, Reading reading) throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Scalars.mistyped(parser, "events", "an array");
        }
        JsonStreamContext events = parser.getParsingContext();
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            long start = parser.currentTokenLocation().getByteOffset();
            try {
                FillReader.Fill fill = fills.read(parser, reading);
                if (fill != null) {
                    found.add(fill);
                }
            } catch (Rejection rejection) {
                leave(parser, events);
                refuse(rejection, i, start, parser, reading);
            }
        }
    }

    private static void leave(JsonParser parser, JsonStreamContext events) throws IOException {
        while (parser.getParsingContext() != events) {
            parser.nextToken();
        }
        parser.finishToken();
    }

    private static void refuse(
            Rejection rejection, int index, long start, JsonParser parser, Reading reading) {
        long end = parser.currentLocation().getByteOffset();
        reading.rejectElement(rejection.in("events[" + index + "]"), start, end);
    }
}
