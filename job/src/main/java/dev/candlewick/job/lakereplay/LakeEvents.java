package dev.candlewick.job.lakereplay;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.TradeRun;
import dev.candlewick.sinks.duckdb.StoredTrades;
import java.io.Closeable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of a span of a lake, from a position on: day by day its gaps and its trades, symbol by
 * symbol, and its end.
 */
final class LakeEvents implements Closeable {

    /** So many runs go on together. */
    private static final int MAX_RUNS = 32;

    private final LakeSpan span;
    private final List<SymbolCoverage> coverage;

    /** When the coverage of those symbols begins of which nothing covered has been emitted. */
    private final Map<String, Long> uncovered = new HashMap<>();

    private final List<Gap> doubts = new ArrayList<>();
    private LakeReplaySplit reached;
    private StoredTrades trades;
    private boolean hasEnded;

    LakeEvents(LakeSpan span, LakeReplaySplit from) throws SQLException, IOException {
        this.span = span;
        this.coverage = span.coverage();
        this.reached = from;
        for (SymbolCoverage symbol : coverage) {
            if (symbol.hasBegun()) {
                uncovered.put(symbol.symbol(), symbol.coveredFrom());
            }
            doubts.addAll(symbol.doubts(span.to()));
        }
    }

    /** Events, and how far the lake has been replayed with them. */
    record Batch(List<FeedEvent> events, LakeReplaySplit reached, boolean isLast) {}

    /** The next events; the last batch ends the input. */
    Batch next() throws SQLException, IOException {
        List<FeedEvent> out = new ArrayList<>();
        if (reached.isPast(span.to())) {
            end(out);
            hasEnded = true;
        } else {
            ofDay(out);
        }
        return new Batch(out, reached, hasEnded);
    }

    private void ofDay(List<FeedEvent> out) throws SQLException, IOException {
        if (trades == null) {
            open();
            gapsOfDay(out);
        }
        for (int i = 0; i < MAX_RUNS; i++) {
            TradeRun run = trades.next();
            if (run == null) {
                close();
                reached = reached.nextDay();
                return;
            }
            emit(run, out);
            reached = reached.after(1);
        }
    }

    /** After a restart, what is out already is passed over. */
    private void open() throws SQLException, IOException {
        trades =
                StoredTrades.of(
                        span.folder(), reached.date(), span.symbols(), span.from(), span.to());
        for (long i = 0; i < reached.runs(); i++) {
            trades.next();
        }
    }

    /** Gaps are known before the windows that they touch. */
    private void gapsOfDay(List<FeedEvent> out) {
        if (reached.isAtStart()) {
            doubts.stream()
                    .filter(gap -> reached.hasInstant(gap.gapStart()))
                    .forEach(gap -> out.add(FeedEvent.gap(gap)));
        }
    }

    private void emit(TradeRun run, List<FeedEvent> out) {
        Long start = uncovered.get(run.symbol());
        if (start == null || run.newestTime() < start) {
            out.add(FeedEvent.trades(run));
            return;
        }
        int first = 0;
        while (run.tradeTime(first) < start) {
            first++;
        }
        if (first > 0) {
            out.add(FeedEvent.trades(run.slice(0, first)));
        }
        cover(run.symbol(), out);
        out.add(FeedEvent.trades(run.slice(first, run.length())));
    }

    private void cover(String symbol, List<FeedEvent> out) {
        Long start = uncovered.remove(symbol);
        if (start != null) {
            out.add(FeedEvent.of(Kind.COVERED, symbol, start, start));
        }
    }

    private void end(List<FeedEvent> out) {
        long heldBack = span.outOfOrderness().toMillis() * 1_000;
        for (SymbolCoverage symbol : coverage) {
            cover(symbol.symbol(), out);
            long end = symbol.hasBegun() ? symbol.coveredTo() + heldBack : span.to();
            if (symbol.hasBegun()) {
                out.add(FeedEvent.time(symbol.symbol(), end, end));
            }
            out.add(FeedEvent.status(Kind.ENDED, symbol.symbol(), end, null));
        }
    }

    @Override
    public void close() throws IOException {
        if (trades != null) {
            try {
                trades.close();
            } catch (SQLException e) {
                throw new IOException(e);
            }
            trades = null;
        }
    }
}
