package dev.candlewick.sources.archive;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.sources.archive.ArchiveSplit.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The events of the archive that are in no file: its start, its end and what is missing. */
final class ArchiveStatus {

    private final ArchiveRequest request;
    private final long outOfOrderness;

    ArchiveStatus(ArchiveRequest request, long outOfOrderness) {
        this.request = request;
        this.outOfOrderness = outOfOrderness;
    }

    ArchiveRequest request() {
        return request;
    }

    /** All that a split says that has no object to read. */
    ArchiveRecord record(ArchiveSplit split) {
        List<FeedEvent> events = new ArrayList<>();
        switch (split.kind()) {
            case START -> start(events);
            case MISSING -> missing(split, events);
            case END -> end(events);
            case OBJECT -> throw new IllegalArgumentException(split + " is an object to read");
        }
        return new ArchiveRecord(split.at(new Position(0, true)), events);
    }

    private void start(List<FeedEvent> out) {
        for (String symbol : request.symbols()) {
            out.add(FeedEvent.of(Kind.COVERED, symbol, request.from(), request.from()));
        }
    }

    private void missing(ArchiveSplit missing, List<FeedEvent> out) {
        for (String symbol : missing.symbols()) {
            long from = missing.span().from();
            span(Kind.UNPROVEN, symbol, from, missing.span().to(), "not in the archive", out);
        }
    }

    private void end(List<FeedEvent> out) {
        long end = request.to() + outOfOrderness;
        for (String symbol : request.symbols()) {
            out.add(span(Kind.PROVEN, symbol, request.to(), end + 1, null));
            out.add(FeedEvent.time(symbol, end, request.to()));
            out.add(FeedEvent.of(Kind.ENDED, symbol, end, request.to()));
        }
    }

    /** Everything before the end of an object is out. */
    void reached(String symbol, long end, List<FeedEvent> out) {
        if (end > request.from() && end <= request.to()) {
            out.add(FeedEvent.time(symbol, end, end));
        }
    }

    /** Clipped to the period; nothing if there is nothing of it in there. */
    void span(Kind kind, String symbol, long from, long to, String reason, List<FeedEvent> out) {
        long start = Math.max(from, request.from());
        long end = Math.min(to, request.to());
        if (start < end) {
            out.add(span(kind, symbol, start, end, reason));
        }
    }

    private static FeedEvent span(Kind kind, String symbol, long from, long to, String reason) {
        return FeedEvent.span(kind, new Gap(symbol, from, to, reason, to, null, null));
    }

    static String text(long instant) {
        return Instant.ofEpochMilli(instant / 1_000).toString();
    }
}
