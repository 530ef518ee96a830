package dev.candlewick.sources.archive;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.sources.archive.FileCoverage.Span;
import dev.candlewick.sources.json.Reason;
import java.util.ArrayList;
import java.util.List;

/** Says for each symbol which time an object proves to be whole, and why not the rest. */
final class CoverageEvents {

    /** So many spans without rows are reported of one file. */
    private static final int MAX_MISSING = 100;

    private final ArchiveSplit split;
    private final ArchiveObject object;
    private final ArchiveStatus status;
    private final ArchiveRequest request;
    private final ArchiveRules.Silence limits;
    private final FileCoverage coverage;
    private long provesTo = Long.MAX_VALUE;

    CoverageEvents(
            ArchiveSplit split,
            ArchiveStatus status,
            ArchiveRules.Silence limits,
            FileCoverage coverage) {
        this.split = split;
        this.object = split.object();
        this.status = status;
        this.request = status.request();
        this.limits = limits;
        this.coverage = coverage;
    }

    /** The object proves nothing after the first line of the next one. */
    void provesTo(long time) {
        provesTo = Math.min(provesTo, time);
    }

    private boolean makesMids() {
        return object.dataset() == Dataset.MARKET_DATA && split.span().from() < split.span().to();
    }

    private boolean makesBars() {
        return object.dataset().holdsTrades() || makesMids();
    }

    /** The object was read to its end and is sound, and so is its seam to the next. */
    void end(List<FeedEvent> out) {
        coverage.finish();
        if (makesBars()) {
            coverage.proven().forEach(span -> emit(Kind.PROVEN, span, out));
            provenEdges().forEach(span -> emit(Kind.PROVEN, span, out));
            coverage.unproven().forEach(span -> emit(Kind.UNPROVEN, span, out));
            coverage.doubted().forEach(span -> emit(Kind.DOUBTED, span, out));
            explainEdges(out);
        } else {
            coverage.unproven().stream()
                    .limit(MAX_MISSING)
                    .forEach(span -> report(Reason.MISSING_ROWS, span.reason(), out));
        }
        if (coverage.leavesOutBlocks()) {
            report(Reason.BLOCKS_LEFT_OUT, coverage.leftOut(), out);
        }
        reached(out);
    }

    /** The object is damaged somewhere, so nothing in it proves anything. */
    void damaged(String damage, List<FeedEvent> out) {
        report(Reason.DAMAGED_FILE, "the object " + damage, out);
        if (makesBars()) {
            long start = object.start() - ArchiveCatalog.TAIL;
            emit(Kind.UNPROVEN, new Span(null, start, object.end(), " " + damage), out);
        }
        reached(out);
    }

    /** A period, and an hour of books, may begin or end a moment before there is a line. */
    private List<Span> provenEdges() {
        List<Span> edges = new ArrayList<>();
        long limit = coverage.hasNumbers() ? limits.betweenBlocks() : limits.betweenLines();
        long first = coverage.first();
        long last = coverage.last();
        if (first == FileCoverage.NO_TIME) {
            return edges;
        }
        if ((split.seams().begins() || makesMids()) && first - object.start() <= limit) {
            edges.add(new Span(null, object.start(), first, null));
        }
        if (makesMids() && object.end() - last <= limit) {
            edges.add(new Span(null, last, object.end(), null));
        }
        return edges;
    }

    private void explainEdges(List<FeedEvent> out) {
        long first = coverage.first();
        long last = coverage.last();
        if (first != FileCoverage.NO_TIME && first > object.start()) {
            emit(Kind.UNPROVEN, edge(object.start(), first, "begins", first), out);
        }
        if (last != FileCoverage.NO_TIME && last < object.end()) {
            emit(Kind.UNPROVEN, edge(last, object.end(), "ends", last), out);
        }
    }

    private static Span edge(long from, long to, String verb, long at) {
        return new Span(null, from, to, " %s at %s".formatted(verb, ArchiveStatus.text(at)));
    }

    private void report(Reason reason, String detail, List<FeedEvent> out) {
        DeadLetter letter =
                new DeadLetter(
                        object.end(),
                        object.path(),
                        object.dataset().folder(),
                        reason.label(),
                        detail,
                        new byte[0]);
        out.add(FeedEvent.rejected("", letter));
    }

    /** For each symbol that the span concerns. */
    void emit(Kind kind, Span span, List<FeedEvent> out) {
        long from = Math.max(span.from(), object.start() - ArchiveCatalog.HOUR);
        long end = kind == Kind.PROVEN ? provesTo : object.end() + ArchiveCatalog.EDGE;
        long to = Math.min(span.to(), end);
        String reason = span.reason() == null ? null : ofObject(span.reason());
        for (String symbol : symbols()) {
            if (span.symbol() == null || span.symbol().equals(symbol)) {
                status.span(kind, symbol, from, to, reason, out);
            }
        }
    }

    /** A reason that begins with a blank is about the object itself. */
    private String ofObject(String reason) {
        return object.path() + (reason.startsWith(" ") ? "" : ": ") + reason;
    }

    /** The symbols that have bars of the object. */
    private List<String> symbols() {
        if (object.dataset().holdsTrades()) {
            return request.symbols();
        }
        return makesMids() ? List.of(object.coin()) : List.of();
    }

    /**
     * Event time has come to the end of the object. What makes no bars says so much at least as
     * that the objects before it are read: a reader that gets nothing else must not hold back the
     * others.
     */
    private void reached(List<FeedEvent> out) {
        List<String> symbols = symbols();
        symbols.forEach(symbol -> status.reached(symbol, object.end(), out));
        if (symbols.isEmpty()) {
            status.reached(request.symbols().get(0), object.start(), out);
        }
    }
}
