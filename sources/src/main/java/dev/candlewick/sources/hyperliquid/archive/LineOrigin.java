package dev.candlewick.sources.hyperliquid.archive;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.hyperliquid.wire.ConnectionMemory;
import dev.candlewick.sources.hyperliquid.wire.FrameInput;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.ValidationRules;
import java.util.function.Predicate;

/**
 * What is known of a file of the archive before its lines are read.
 *
 * @param path which dead letters name
 * @param writtenFrom when writing it began; the receive time of what says none itself
 * @param writtenTo when writing it ended: nothing in it can be newer
 * @param rules what its lines must keep to
 * @param wanted the symbols of which something is to be said
 */
public record LineOrigin(
        String path,
        long writtenFrom,
        long writtenTo,
        ValidationRules rules,
        Predicate<String> wanted) {

    /** No line is understood by those before it, so it stays empty. */
    private static final ConnectionMemory NOTHING_BEFORE = new ConnectionMemory();

    FrameInput reading(byte[] line) {
        return new FrameInput(line, path, Origin.ARCHIVE, rules, writtenTo, NOTHING_BEFORE);
    }

    /** The receive time of an event for which the file gives none. */
    long receivedAt(long eventTime) {
        return Math.max(writtenFrom, eventTime);
    }

    static Trade trade(FillReader.Fill fill, long receivedAt) {
        return new Trade(
                fill.symbol(),
                fill.time(),
                fill.price(),
                fill.size(),
                fill.side(),
                fill.id(),
                receivedAt,
                Origin.ARCHIVE);
    }

    static FeedEvent refused(FeedSignal.Rejected rejected) {
        return FeedEvent.rejected(
                rejected.symbol() == null ? "" : rejected.symbol(), rejected.deadLetter());
    }

    FeedEvent refused(Rejection rejection, String channel, byte[] line) {
        DeadLetter letter =
                new DeadLetter(
                        writtenTo,
                        path,
                        channel,
                        rejection.reason().label(),
                        rejection.getMessage(),
                        line);
        return FeedEvent.rejected(rejection.symbol() == null ? "" : rejection.symbol(), letter);
    }
}
