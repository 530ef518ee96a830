package dev.candlewick.sources.archive;

import dev.candlewick.sources.archive.ArchiveSplit.Kind;
import dev.candlewick.sources.archive.ArchiveSplit.Position;
import dev.candlewick.sources.archive.ArchiveSplit.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A catalogue as steps in the order of time. */
final class ArchivePlan {

    /** How much of the end of an hour is in the file of the next: what a node needs to write. */
    static final long TAIL = Duration.ofSeconds(1).toMillis() * 1_000;

    private static final long HOUR = ArchiveCatalog.HOUR;

    private final ArchiveCatalog catalog;
    private final ArchiveRequest request;

    private ArchivePlan(ArchiveCatalog catalog) {
        this.catalog = catalog;
        this.request = catalog.request();
    }

    static List<ArchiveSplit> of(ArchiveCatalog catalog) {
        return new ArchivePlan(catalog).splits();
    }

    private List<ArchiveSplit> splits() {
        List<ArchiveSplit> steps = new ArrayList<>(holes());
        catalog.objects().forEach(object -> steps.add(step(Kind.OBJECT, object, span(object))));
        steps.sort(Comparator.comparingLong(ArchiveSplit::start));
        steps.add(0, step(Kind.START, null, Span.of(request.from(), request.to())));
        steps.add(step(Kind.END, null, Span.of(request.to(), request.to())));
        List<ArchiveSplit> numbered = new ArrayList<>(steps.size());
        for (ArchiveSplit step : steps) {
            numbered.add(
                    new ArchiveSplit(
                            numbered.size(),
                            step.kind(),
                            step.object(),
                            step.span(),
                            step.symbols(),
                            Position.START));
        }
        return numbered;
    }

    private static ArchiveSplit step(Kind kind, ArchiveObject object, Span span) {
        return new ArchiveSplit(0, kind, object, span, List.of(), Position.START);
    }

    private Span span(ArchiveObject object) {
        return switch (object.dataset()) {
            case MARKET_DATA -> spanOfMids(object);
            case ASSET_CONTEXTS -> Span.of(request.from(), request.to());
            case NODE_TRADES, NODE_FILLS, NODE_FILLS_BY_BLOCK -> spanOfTrades(object);
        };
    }

    /**
     * The tail of an hour whose bars are made of mid prices is left to them, or the last of those
     * bars would be replaced by the trades of its last moment.
     */
    private Span spanOfTrades(ArchiveObject object) {
        long before = object.start() - HOUR;
        boolean followsMids =
                request.symbols().stream().anyMatch(coin -> catalog.hasOnlyBooks(coin, before));
        return new Span(
                followsMids ? Math.max(request.from(), object.start()) : request.from(),
                request.to(),
                isListed(before) && !catalog.hasTrades(before),
                isListed(object.end()) && !catalog.hasTrades(object.end()));
    }

    private boolean isListed(long hour) {
        return hour + HOUR > request.from() - ArchiveCatalog.EDGE
                && hour < request.to() + ArchiveCatalog.EDGE;
    }

    /** Empty where there are trades. */
    private Span spanOfMids(ArchiveObject books) {
        if (catalog.hasTrades(books.start())) {
            return Span.of(request.from(), request.from());
        }
        boolean followsTrades = catalog.hasTrades(books.start() - HOUR);
        boolean precedesTrades = catalog.hasTrades(books.end());
        return Span.of(
                followsTrades ? Math.max(request.from(), books.start()) : request.from(),
                precedesTrades ? Math.min(request.to(), books.end()) : request.to());
    }

    /** Those of several symbols at once are one step. */
    private List<ArchiveSplit> holes() {
        Map<Hole, List<String>> holes =
                new TreeMap<>(Comparator.comparingLong(Hole::from).thenComparingLong(Hole::to));
        for (Hole hole : ofEverySymbol()) {
            Hole unnamed = new Hole(null, hole.from(), hole.to(), hole.missing());
            holes.computeIfAbsent(unnamed, absent -> new ArrayList<>()).add(hole.symbol());
        }
        List<ArchiveSplit> steps = new ArrayList<>();
        holes.forEach(
                (hole, symbols) ->
                        steps.add(
                                new ArchiveSplit(
                                        0,
                                        Kind.HOLE,
                                        null,
                                        Span.of(hole.from(), hole.to()),
                                        symbols,
                                        Position.START)));
        return steps;
    }

    private List<Hole> ofEverySymbol() {
        List<Hole> holes = new ArrayList<>();
        for (Hole hole : catalog.missing()) {
            add(holes, hole.symbol(), hole.from() - tailBefore(hole.from()), hole.to());
        }
        for (String symbol : request.symbols()) {
            long first = ArchiveCatalog.floor(request.from(), HOUR) + HOUR;
            for (long hour = first; hour <= request.to(); hour += HOUR) {
                boolean isTail = hour == request.to() || catalog.hasOnlyBooks(symbol, hour);
                if (isTail && tailBefore(hour) > 0) {
                    add(holes, symbol, hour - TAIL, hour);
                }
            }
        }
        return holes;
    }

    /** How much is missing of an hour of trades because nothing follows it. */
    private long tailBefore(long hour) {
        return catalog.hasTrades(hour - HOUR) && !catalog.hasTrades(hour) ? TAIL : 0;
    }

    private void add(List<Hole> holes, String symbol, long from, long to) {
        long first = Math.max(from, request.from());
        long end = Math.min(to, request.to());
        if (first < end) {
            holes.add(new Hole(symbol, first, end, "trades"));
        }
    }
}
