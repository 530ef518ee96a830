package dev.candlewick.sources.hyperliquid.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.hyperliquid.archive.FillPairs.Alone;
import dev.candlewick.sources.hyperliquid.archive.FillPairs.Half;
import dev.candlewick.sources.hyperliquid.archive.FillReader.Fill;
import dev.candlewick.sources.hyperliquid.wire.FrameInput;
import dev.candlewick.sources.json.FieldType;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.Scalars;
import java.io.IOException;

/**
 * The data set {@code node_fills_by_block}: a block with all of its fills to a line. A bad fill
 * does not spoil its block.
 */
final class BlockLines extends JsonLines {

    private static final long MILLISECOND = 1_000;

    private final FillReader fills;
    private final FillPairs pairs = new FillPairs();
    private BlockScanner scanner;
    private int notMatched;
    private Long writtenAt;
    private Long blockTime;
    private Long number;

    BlockLines(LineOrigin origin) {
        super("node_fills_by_block", origin);
        this.fills = new FillReader(origin.wanted());
        this.scanner = new BlockScanner(origin);
    }

    @Override
    public void decode(byte[] line, LineOutput out) {
        if (!scanner.scan(line, out)) {
            parse(line, out);
        }
    }

    /** The rule, however a line is laid out. */
    void parse(byte[] line, LineOutput out) {
        super.decode(line, out);
    }

    @Override
    public void next(LineOrigin file, LineOutput out) {
        super.next(file, out);
        scanner = new BlockScanner(file);
    }

    @Override
    void read(JsonParser parser, FrameInput reading) throws IOException, Rejection {
        pairs.clear();
        notMatched = 0;
        writtenAt = null;
        blockTime = null;
        number = null;
        boolean hasEvents = false;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Scalars.mistyped(parser, "", "a block");
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "local_time" -> writtenAt = NaiveTime.TO_MICROS.read(parser, name, reading);
                case "block_time" -> blockTime = NaiveTime.TO_MILLIS.read(parser, name, reading);
                case "block_number" -> number = FieldType.INTEGER.read(parser, name, reading);
                case "events" -> {
                    readEvents(parser, reading);
                    hasEvents = true;
                }
                default -> parser.skipChildren();
            }
        }
        require(hasEvents, "events");
        require(blockTime != null, "block_time");
    }

    private static void require(boolean isThere, String field) throws Rejection {
        if (!isThere) {
            throw new Rejection(Reason.MISSING_FIELD, field + " is missing");
        }
    }

    private void readEvents(JsonParser parser, FrameInput reading) throws IOException, Rejection {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Scalars.mistyped(parser, "events", "an array");
        }
        JsonStreamContext events = parser.getParsingContext();
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            long start = parser.currentTokenLocation().getByteOffset();
            try {
                Fill fill = fills.read(parser, reading);
                if (fill != null) {
                    long end = parser.currentLocation().getByteOffset();
                    pairs.add(half(fill, reading, start, end));
                } else if (fills.isWantedAndNoMatch()) {
                    notMatched++;
                }
            } catch (Rejection rejection) {
                leave(parser, events);
                long end = parser.currentLocation().getByteOffset();
                reading.rejectElement(rejection.in("events[" + i + "]"), start, end);
                pairs.refuse(rejection.symbol(), fills.id());
            }
        }
    }

    private Half half(Fill fill, FrameInput reading, long start, long end) {
        return new Half(fill, origin(), reading.frame(), (int) start, (int) end, false);
    }

    private static void leave(JsonParser parser, JsonStreamContext events) throws IOException {
        while (parser.getParsingContext() != events) {
            parser.nextToken();
        }
        parser.finishToken();
    }

    @Override
    void accept(FrameInput reading, LineOutput out) {
        pairs.settle(Alone.REFUSE, new Block(reading, out));
        for (FeedSignal message : reading.messages()) {
            if (message instanceof FeedSignal.Rejected rejected) {
                out.refused(LineOrigin.refused(rejected));
            }
        }
        for (int i = 0; i < notMatched; i++) {
            out.notMatched();
        }
        if (number == null) {
            out.line(blockTime);
        } else {
            out.block(number, blockTime);
        }
    }

    /** What becomes of the fills of the block that was read last. */
    private final class Block implements FillPairs.Taker {

        private final FrameInput reading;
        private final LineOutput out;

        Block(FrameInput reading, LineOutput out) {
            this.reading = reading;
            this.out = out;
        }

        @Override
        public void trade(Fill trade, Half place) {
            long receivedAt = writtenAt == null ? origin().receivedAt(trade.time()) : writtenAt;
            out.event(FeedEvent.trade(LineOrigin.trade(trade, receivedAt)));
        }

        @Override
        public void unmatched(Half half, Rejection rejection) {
            reading.rejectElement(rejection.in("events"), half.start(), half.end());
            lost(rejection.symbol());
        }

        @Override
        public void lost(String symbol) {
            out.doubted(
                    symbol, blockTime, blockTime + MILLISECOND, "a fill of a block was refused");
        }
    }
}
