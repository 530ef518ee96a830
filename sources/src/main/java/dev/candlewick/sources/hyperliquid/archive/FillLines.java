package dev.candlewick.sources.hyperliquid.archive;

import com.fasterxml.jackson.core.JsonParser;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.hyperliquid.archive.FillPairs.Alone;
import dev.candlewick.sources.hyperliquid.archive.FillPairs.Half;
import dev.candlewick.sources.hyperliquid.archive.FillReader.Fill;
import dev.candlewick.sources.hyperliquid.wire.FrameInput;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import java.io.IOException;

/**
 * The data set {@code node_fills}: a fill to a line. Lines of one time are of one block; a refused
 * line may be of the block before it or after it, so these are settled together.
 *
 * <p>Where one file follows another, the seam may part the fills of a block. The reader of the
 * earlier file settles what it and the first block of the next one hold.
 */
final class FillLines extends JsonLines {

    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final long MILLISECOND = 1_000;

    /** Of more fills, a block is settled before its end. */
    private static final int MAX_FILLS = 100_000;

    private final FillReader fills;
    private final FillPairs pairs = new FillPairs();
    private Alone alone;
    private Fill read;

    /** The time of the first line to settle; unknown if a line before it was refused. */
    private long from = UNKNOWN;

    /** The time of the last line. */
    private long to = UNKNOWN;

    private boolean isBesideRefused;
    private boolean isOfNextFile;
    private boolean hasNextBlock;
    private boolean isSeamSettled;

    /**
     * @param continues whether the reader of a file just before settles the first block
     */
    FillLines(LineOrigin origin, boolean continues) {
        super("node_fills", origin);
        this.fills = new FillReader(origin.wanted());
        this.alone = continues ? Alone.LEAVE : Alone.REFUSE;
    }

    @Override
    void read(JsonParser parser, FrameInput reading) throws IOException, Rejection {
        read = fills.read(parser, reading);
        if (fills.time() == null) {
            throw new Rejection(Reason.MISSING_FIELD, "time is missing");
        }
    }

    @Override
    void accept(FrameInput reading, LineOutput out) {
        long time = fills.time();
        boolean isNextBlock = to != UNKNOWN && time != to && !isBesideRefused;
        if (isNextBlock || pairs.size() > MAX_FILLS) {
            settle(out);
        }
        if (from == UNKNOWN && !pairs.hasRefused()) {
            from = time;
        }
        to = time;
        isBesideRefused = false;
        hasNextBlock = isOfNextFile;
        if (read != null) {
            byte[] line = reading.frame();
            pairs.add(new Half(read, origin(), line, 0, line.length, isOfNextFile));
        }
        if (fills.isWantedAndNoMatch() && !isOfNextFile) {
            out.notMatched();
        }
        out.line(time);
    }

    @Override
    void refuse(FeedEvent deadLetter, LineOutput out) {
        if (!isOfNextFile) {
            super.refuse(deadLetter, out);
        }
    }

    @Override
    void reject(Rejection rejection, LineOutput out) {
        pairs.refuse(rejection.symbol(), rejection.symbol() == null ? null : fills.id());
        isBesideRefused = true;
    }

    @Override
    public boolean decodeNext(byte[] line, LineOutput out) {
        decode(line, out);
        return !isSeamSettled;
    }

    @Override
    public void next(LineOrigin file, LineOutput out) {
        super.next(file, out);
        isOfNextFile = true;
    }

    @Override
    public void damaged() {
        alone = alone == Alone.LEAVE ? Alone.LEAVE : Alone.TAKE;
    }

    @Override
    public void end(LineOutput out) {
        settle(out);
    }

    private void settle(LineOutput out) {
        long end = isBesideRefused || to == UNKNOWN ? Long.MAX_VALUE : to + MILLISECOND;
        pairs.settle(alone, new Block(from, end, out));
        alone = alone == Alone.LEAVE ? Alone.REFUSE : alone;
        from = UNKNOWN;
        isSeamSettled = hasNextBlock;
    }

    /** What becomes of the fills of one block, or of several beside a refused line. */
    private final class Block implements FillPairs.Taker {

        private final long start;
        private final long end;
        private final LineOutput out;

        Block(long start, long end, LineOutput out) {
            this.start = start;
            this.end = end;
            this.out = out;
        }

        @Override
        public void trade(Fill trade, Half place) {
            long receivedAt = place.origin().receivedAt(trade.time());
            out.event(FeedEvent.trade(LineOrigin.trade(trade, receivedAt)));
        }

        @Override
        public void unmatched(Half half, Rejection rejection) {
            out.refused(half.origin().refused(rejection, channel(), half.bytes()));
            long time = half.fill().time();
            out.doubted(rejection.symbol(), time, time + MILLISECOND, "a fill was refused");
        }

        @Override
        public void lost(String symbol) {
            out.doubted(symbol, start, end, "a line was refused");
        }
    }
}
