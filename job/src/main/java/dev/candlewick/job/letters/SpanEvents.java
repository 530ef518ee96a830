package dev.candlewick.job.letters;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.sinks.duckdb.LakeTrades;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;

/**
 * The events of a span as a feed would have said them, had nothing been refused. What they make is
 * emitted at the time of the replay: a tick goes before each trade that closes windows, since a
 * trade keeps the time at which it was received.
 */
final class SpanEvents {

    /** In the order in which trades make bars. */
    static final Comparator<Trade> ORDER =
            Comparator.comparingLong(Trade::tradeTime).thenComparingLong(Trade::receivedAt);

    private static final long STEP = 1_000_000;

    private final LakeTrades lake;
    private final long outOfOrderness;
    private final long now;

    /**
     * @param now in epoch microseconds
     */
    SpanEvents(LakeTrades lake, Duration outOfOrderness, long now) {
        this.lake = lake;
        this.outOfOrderness = outOfOrderness.toMillis() * 1_000;
        this.now = now;
    }

    void write(ReplayedSpan span, EventFile out) throws IOException, SQLException {
        String symbol = span.symbol();
        out.add(FeedEvent.of(FeedEvent.Kind.COVERED, symbol, span.from(), now));
        for (Gap gap : span.healed()) {
            out.add(FeedEvent.gap(gap.healed(now, Gap.BY_DEAD_LETTERS), now));
        }
        for (Gap gap : span.doubted()) {
            out.add(FeedEvent.gap(gap, now));
        }
        Trades trades = new Trades(span.found(), span.from(), out);
        lake.read(symbol, span.from(), span.to(), trades::add);
        trades.finish();
        if (span.isOver()) {
            out.add(FeedEvent.time(symbol, span.to() + outOfOrderness, now));
        } else {
            out.add(FeedEvent.status(FeedEvent.Kind.ENDED, symbol, now, null));
        }
    }

    /** Trades of the lake, and between them those that were found. */
    private final class Trades {
        private final Queue<Trade> found;
        private final EventFile out;
        private long closedUntil;

        Trades(List<Trade> found, long from, EventFile out) {
            this.found = new ArrayDeque<>(found);
            this.out = out;
            this.closedUntil = from;
        }

        void add(Trade trade) throws IOException {
            while (!found.isEmpty() && ORDER.compare(found.peek(), trade) < 0) {
                emit(found.remove());
            }
            emit(trade);
        }

        void finish() throws IOException {
            while (!found.isEmpty()) {
                emit(found.remove());
            }
        }

        private void emit(Trade trade) throws IOException {
            long closed = Math.floorDiv(trade.tradeTime() - outOfOrderness, STEP) * STEP;
            if (closed > closedUntil) {
                closedUntil = closed;
                out.add(FeedEvent.time(trade.symbol(), trade.tradeTime(), now));
            }
            out.add(FeedEvent.trade(trade));
        }
    }
}
