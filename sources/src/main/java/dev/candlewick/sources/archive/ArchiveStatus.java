package dev.candlewick.sources.archive;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.functions.model.Gap;
import java.time.Instant;
import java.util.List;

/** What the archive says of its symbols besides what is in the files. */
final class ArchiveStatus {

    private final ArchiveRequest request;
    private final long outOfOrderness;

    /**
     * @param outOfOrderness how far event time has to run past the end of the period for its last
     *     bars to close
     */
    ArchiveStatus(ArchiveRequest request, long outOfOrderness) {
        this.request = request;
        this.outOfOrderness = outOfOrderness;
    }

    ArchiveRequest request() {
        return request;
    }

    void start(List<FeedEvent> out) {
        for (String symbol : request.symbols()) {
            out.add(FeedEvent.of(Kind.COVERED, symbol, request.from(), request.from()));
        }
    }

    void hole(ArchiveSplit hole, List<FeedEvent> out) {
        for (String symbol : hole.symbols()) {
            gap(symbol, hole.span().from(), hole.span().to(), "not in the archive", out);
        }
    }

    void end(List<FeedEvent> out) {
        long end = request.to() + outOfOrderness;
        for (String symbol : request.symbols()) {
            out.add(FeedEvent.time(symbol, end, request.to()));
            out.add(FeedEvent.of(Kind.ENDED, symbol, end, request.to()));
        }
    }

    /** Everything before the end of an object has been told. */
    void reached(String symbol, long end, List<FeedEvent> out) {
        if (end > request.from() && end <= request.to()) {
            out.add(FeedEvent.time(symbol, end, end));
        }
    }

    /** Clipped to the period; nothing if there is nothing of it in there. */
    void gap(String symbol, long from, long to, String reason, List<FeedEvent> out) {
        long start = Math.max(from, request.from());
        long end = Math.min(to, request.to());
        if (start < end) {
            out.add(FeedEvent.gap(new Gap(symbol, start, end, reason, end, null, null)));
        }
    }

    static String text(long instant) {
        return Instant.ofEpochMilli(instant / 1_000).toString();
    }
}
