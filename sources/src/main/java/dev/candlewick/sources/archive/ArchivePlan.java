package dev.candlewick.sources.archive;

import dev.candlewick.sources.archive.ArchiveSplit.Kind;
import dev.candlewick.sources.archive.ArchiveSplit.Position;
import dev.candlewick.sources.archive.ArchiveSplit.Seams;
import dev.candlewick.sources.archive.ArchiveSplit.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A catalogue as steps in the order of time. */
final class ArchivePlan {

    private static final long HOUR = ArchiveCatalog.HOUR;

    private final ArchiveCatalog catalog;
    private final ArchiveRequest request;
    private final Map<DatasetHour, ArchiveObject> tradeObjects = new HashMap<>();

    private ArchivePlan(ArchiveCatalog catalog) {
        this.catalog = catalog;
        this.request = catalog.request();
        for (ArchiveObject object : catalog.objects()) {
            if (object.dataset().holdsTrades()) {
                tradeObjects.put(new DatasetHour(object.dataset(), object.start()), object);
            }
        }
    }

    static List<ArchiveSplit> of(ArchiveCatalog catalog) {
        return new ArchivePlan(catalog).splits();
    }

    private List<ArchiveSplit> splits() {
        List<ArchiveSplit> steps = new ArrayList<>(missing());
        catalog.objects().forEach(object -> steps.add(step(object)));
        steps.sort(Comparator.comparingLong(ArchiveSplit::start));
        steps.add(0, step(Kind.START, new Span(request.from(), request.to()), List.of()));
        steps.add(step(Kind.END, new Span(request.to(), request.to()), List.of()));
        List<ArchiveSplit> numbered = new ArrayList<>(steps.size());
        for (ArchiveSplit step : steps) {
            numbered.add(
                    new ArchiveSplit(
                            numbered.size(),
                            step.kind(),
                            step.object(),
                            step.span(),
                            step.seams(),
                            step.symbols(),
                            Position.START));
        }
        return numbered;
    }

    private static ArchiveSplit step(Kind kind, Span span, List<String> symbols) {
        return new ArchiveSplit(0, kind, null, span, Seams.NONE, symbols, Position.START);
    }

    private ArchiveSplit step(ArchiveObject object) {
        return new ArchiveSplit(
                0, Kind.OBJECT, object, span(object), seams(object), List.of(), Position.START);
    }

    private Seams seams(ArchiveObject object) {
        if (!object.dataset().holdsTrades()) {
            return Seams.NONE;
        }
        ArchiveObject before = tradesOf(object.dataset(), object.start() - HOUR);
        boolean begins =
                object.start() <= request.from() && !catalog.hasTrades(object.start() - HOUR);
        return new Seams(begins, before != null, next(object));
    }

    /** Where one generation of trades took over from another, it follows within the hour. */
    private ArchiveObject next(ArchiveObject object) {
        ArchiveObject same = tradesOf(object.dataset(), object.end());
        if (same != null) {
            return same;
        }
        return catalog.objects().stream()
                .filter(other -> other.dataset().holdsTrades())
                .filter(other -> takesOver(object, other))
                .findFirst()
                .orElse(null);
    }

    private static boolean takesOver(ArchiveObject object, ArchiveObject other) {
        boolean isYounger = other.dataset().compareTo(object.dataset()) > 0;
        return other.start() == object.end() || (other.start() == object.start() && isYounger);
    }

    private ArchiveObject tradesOf(Dataset dataset, long hour) {
        return tradeObjects.get(new DatasetHour(dataset, hour));
    }

    private Span span(ArchiveObject object) {
        return switch (object.dataset()) {
            case MARKET_DATA -> spanOfMids(object);
            case ASSET_CONTEXTS -> new Span(request.from(), request.to());
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
                request.to());
    }

    /** Empty where there are trades. */
    private Span spanOfMids(ArchiveObject books) {
        if (catalog.hasTrades(books.start())) {
            return new Span(request.from(), request.from());
        }
        boolean followsTrades = catalog.hasTrades(books.start() - HOUR);
        boolean precedesTrades = catalog.hasTrades(books.end());
        return new Span(
                followsTrades ? Math.max(request.from(), books.start()) : request.from(),
                precedesTrades ? Math.min(request.to(), books.end()) : request.to());
    }

    /** Those of several symbols at once are one step. */
    private List<ArchiveSplit> missing() {
        Map<ArchiveCatalog.MissingSpan, List<String>> spans =
                new TreeMap<>(
                        Comparator.comparingLong(ArchiveCatalog.MissingSpan::from)
                                .thenComparingLong(ArchiveCatalog.MissingSpan::to));
        for (ArchiveCatalog.MissingSpan span : catalog.missing()) {
            ArchiveCatalog.MissingSpan unnamed =
                    new ArchiveCatalog.MissingSpan(null, span.from(), span.to(), span.missing());
            spans.computeIfAbsent(unnamed, absent -> new ArrayList<>()).add(span.symbol());
        }
        List<ArchiveSplit> steps = new ArrayList<>();
        spans.forEach(
                (missing, symbols) ->
                        steps.add(
                                step(
                                        Kind.MISSING,
                                        new Span(missing.from(), missing.to()),
                                        symbols)));
        return steps;
    }

    private record DatasetHour(Dataset dataset, long hour) {}
}
