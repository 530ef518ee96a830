package dev.candlewick.sources.archive;

import dev.candlewick.functions.model.BookLevel;
import dev.candlewick.functions.model.BookSnapshot;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.MarketData;
import dev.candlewick.functions.model.MidPrice;
import dev.candlewick.sources.archive.ArchiveSplit.Position;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What is taken of the events in an object, and what they prove about where it begins and ends. */
final class ObjectEvents implements Consumer<FeedEvent> {

    /** A file of all coins is not silent for so long: before it there was nothing to be written. */
    private static final long RAGGED = Duration.ofSeconds(10).toMillis() * 1_000;

    private static final BigDecimal HALF = new BigDecimal("0.5");

    private final ArchiveSplit split;
    private final ArchiveObject object;
    private final ArchiveStatus status;
    private final ArchiveRequest request;
    private final Set<String> wanted;
    private List<FeedEvent> out;
    private long newest;
    private int refused;

    ObjectEvents(ArchiveSplit split, ArchiveStatus status) {
        this.split = split;
        this.object = split.object();
        this.status = status;
        this.request = status.request();
        this.wanted =
                object.coin() == null ? new HashSet<>(request.symbols()) : Set.of(object.coin());
        this.newest = split.position().newest();
        this.refused = split.position().refused();
    }

    /** Where the next events go. */
    void into(List<FeedEvent> events) {
        out = events;
    }

    /** The symbols whose bars have a gap if the object is damaged. */
    List<String> symbols() {
        if (object.dataset().holdsTrades()) {
            return request.symbols();
        }
        return makesMids() ? List.of(object.coin()) : List.of();
    }

    /** Where the edges of a file matter, the times of all coins do. */
    boolean isLookedAt(String symbol) {
        return wanted.contains(symbol) || isEdge();
    }

    private boolean isEdge() {
        if (!object.dataset().holdsTrades()) {
            return false;
        }
        boolean mayBeginLate = split.span().followsHole() && newest == Position.NOTHING_SEEN;
        return mayBeginLate || split.span().precedesHole() || object.end() > request.to();
    }

    long newest() {
        return newest;
    }

    int refused() {
        return refused;
    }

    /** Whether nothing that is wanted can follow. */
    boolean isPast() {
        return newest > request.to() + ArchiveCatalog.EDGE;
    }

    @Override
    public void accept(FeedEvent event) {
        switch (event.kind()) {
            case TRADE -> onTrade(event);
            case DATA -> onData(event, event.data());
            default -> {
                refused++;
                out.add(event);
            }
        }
    }

    private void onTrade(FeedEvent trade) {
        if (newest == Position.NOTHING_SEEN && split.span().followsHole()) {
            beginsAt(trade.eventTime());
        }
        newest = Math.max(newest, trade.eventTime());
        if (split.span().contains(trade.eventTime()) && wanted.contains(trade.symbol())) {
            out.add(trade);
        }
    }

    private void beginsAt(long first) {
        if (first - object.start() > RAGGED) {
            String reason = "%s begins at %s".formatted(object.path(), ArchiveStatus.text(first));
            gap(object.start(), first, reason);
        }
    }

    private void onData(FeedEvent event, MarketData data) {
        if (data.context() != null) {
            if (isWanted(data.context().contextTime())) {
                out.add(event);
            }
            return;
        }
        BookSnapshot book = data.book();
        newest = Math.max(newest, book.bookTime());
        if (request.bookRows() && isWanted(book.bookTime())) {
            out.add(event);
        }
        if (split.span().contains(book.bookTime())) {
            onMid(book);
        }
    }

    private boolean isWanted(long eventTime) {
        return eventTime >= request.from() && eventTime < request.to();
    }

    private void onMid(BookSnapshot book) {
        if (!book.bids().isEmpty() && !book.asks().isEmpty()) {
            BookLevel bid = book.bids().get(0);
            BigDecimal mid = bid.price().add(book.asks().get(0).price()).multiply(HALF);
            MidPrice price = new MidPrice(book.symbol(), mid, book.receivedAt(), book.origin());
            out.add(FeedEvent.mid(price, book.bookTime()));
        }
    }

    private boolean makesMids() {
        return object.dataset() == Dataset.MARKET_DATA && split.span().from() < split.span().to();
    }

    /** The object was read to its end and is sound. */
    void end() {
        boolean endsEarly =
                split.span().precedesHole()
                        && newest != Position.NOTHING_SEEN
                        && object.end() - newest > RAGGED;
        if (endsEarly) {
            String reason = "%s ends at %s".formatted(object.path(), ArchiveStatus.text(newest));
            gap(newest, object.end(), reason);
        }
        symbols().forEach(symbol -> status.reached(symbol, object.end(), out));
    }

    private void gap(long from, long to, String reason) {
        request.symbols().forEach(symbol -> status.gap(symbol, from, to, reason, out));
    }
}
