package dev.candlewick.sources.archive;

import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.BookLevel;
import dev.candlewick.functions.model.BookSnapshot;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.functions.model.MarketData;
import dev.candlewick.functions.model.MidPrice;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.TradeRun;
import dev.candlewick.functions.model.TradeRunBuilder;
import dev.candlewick.functions.model.TradeRunBuilder.Head;
import dev.candlewick.sources.archive.FileCoverage.Span;
import dev.candlewick.sources.hyperliquid.archive.LineOutput;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is taken of the lines of an object, and which time they prove to be whole. */
final class ObjectEvents implements LineOutput {

    private static final BigDecimal HALF = new BigDecimal("0.5");

    private final ArchiveSplit split;
    private final ArchiveObject object;
    private final ArchiveRequest request;
    private final ArchiveProgress progress;
    private final Set<String> wanted;
    private final FileCoverage coverage;
    private final CoverageEvents covered;
    private final Map<String, TradeRunBuilder> gathered = new HashMap<>();
    private List<FeedEvent> out = new ArrayList<>();
    private int trades;
    private int refused;
    private boolean isAtSeam;

    ObjectEvents(
            ArchiveSplit split,
            ArchiveStatus status,
            ArchiveRules.Silence limits,
            ArchiveProgress progress) {
        this.split = split;
        this.object = split.object();
        this.request = status.request();
        this.progress = progress;
        this.wanted =
                object.coin() == null ? new HashSet<>(request.symbols()) : Set.of(object.coin());
        this.coverage = new FileCoverage(limits);
        this.covered = new CoverageEvents(split, status, limits, coverage);
    }

    /** Where the next events go. */
    void into(List<FeedEvent> events) {
        out = events;
        trades = 0;
    }

    /** How many trades and other events there are since. */
    int size() {
        return out.size() + trades;
    }

    /** Lets go of the trades that are gathered; their order of arrival is kept by symbol only. */
    void flush() {
        for (TradeRunBuilder run : gathered.values()) {
            if (!run.isEmpty()) {
                out.add(FeedEvent.trades(run.build()));
            }
        }
    }

    /** The lines that come are of the next object. */
    void atSeam() {
        isAtSeam = true;
    }

    boolean isWanted(String symbol) {
        return wanted.contains(symbol);
    }

    int refused() {
        return refused;
    }

    /** Whether nothing that is wanted can follow. */
    boolean isPast() {
        return coverage.last() > request.to() + ArchiveCatalog.EDGE;
    }

    @Override
    public void event(FeedEvent event) {
        if (event.kind() == Kind.TRADE) {
            onTrade(event.run());
        } else {
            onData(event, event.data());
        }
    }

    private void onTrade(TradeRun trade) {
        if (split.span().contains(trade.tradeTime(0)) && wanted.contains(trade.symbol())) {
            run(trade.symbol(), trade.origin(), trade.tradeTime(0))
                    .append(trade.trade(0), trade.identity(0));
        }
    }

    @Override
    public void trade(Head head, long price, int priceScale, long size, int sizeScale) {
        if (split.span().contains(head.tradeTime) && wanted.contains(head.symbol)) {
            run(head.symbol, head.origin, head.tradeTime)
                    .append(head, price, priceScale, size, sizeScale);
        }
    }

    /** The run that takes a trade. */
    private TradeRunBuilder run(String symbol, Origin origin, long tradeTime) {
        TradeRunBuilder run = gathered.computeIfAbsent(symbol, none -> new TradeRunBuilder());
        if (!run.accepts(symbol, origin, tradeTime)) {
            out.add(FeedEvent.trades(run.build()));
        }
        trades++;
        return run;
    }

    @Override
    public void refused(FeedEvent deadLetter) {
        refused++;
        out.add(deadLetter);
    }

    @Override
    public void block(long number, long time) {
        onTime(time);
        coverage.block(number, time);
    }

    @Override
    public void line(long time) {
        onTime(time);
        coverage.line(time);
    }

    private void onTime(long time) {
        if (isAtSeam) {
            covered.provesTo(Math.max(time, coverage.last()));
        }
    }

    @Override
    public void lost(String symbol) {
        coverage.lost(symbol);
    }

    @Override
    public void doubted(String symbol, long from, long to, String reason) {
        covered.emit(Kind.DOUBTED, new Span(symbol, from, to, reason), out);
    }

    @Override
    public void notMatched() {
        progress.notMatched();
    }

    private void onData(FeedEvent event, MarketData data) {
        if (data instanceof AssetContext context && isInPeriod(context.contextTime())) {
            out.add(event);
        } else if (data instanceof BookSnapshot book) {
            onBook(event, book);
        }
    }

    private void onBook(FeedEvent event, BookSnapshot book) {
        if (request.bookRows() && isInPeriod(book.bookTime())) {
            out.add(event);
        }
        if (split.span().contains(book.bookTime())) {
            onMid(book);
        }
    }

    private boolean isInPeriod(long eventTime) {
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

    /** The object was read to its end and is sound, and so is its seam to the next. */
    void end() {
        covered.end(out);
    }

    /** The object is damaged somewhere, so nothing in it proves anything. */
    void damaged(String damage) {
        covered.damaged(damage, out);
    }
}
