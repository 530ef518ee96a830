package dev.candlewick.job.letters;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.job.letters.LetterJudge.Judged;
import dev.candlewick.job.letters.StoredLetters.Surroundings;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which windows are built again, and in which rounds. */
final class ReplayPlan {

    private final StoredLetters stored;
    private final WindowsAround windows;
    private final BarInterval longest;
    private final long lateness;
    private final List<Judged> judged = new ArrayList<>();
    private final Map<Origin, TreeMap<String, TreeMap<Long, Touched>>> spans =
            new EnumMap<>(Origin.class);

    /** Windows of the longest interval, and the trades found for them. */
    private static final class Touched {
        private long to;
        private long provenUntil;
        private final List<Trade> found = new ArrayList<>();
    }

    /**
     * Plans nothing yet.
     *
     * @param lateness a window that is over for so long is changed by no running job
     */
    ReplayPlan(
            StoredLetters stored, WindowsAround windows, BarInterval longest, Duration lateness) {
        this.stored = stored;
        this.windows = windows;
        this.longest = longest;
        this.lateness = lateness.toMillis() * 1_000;
    }

    void add(Judged letter) throws SQLException, IOException {
        Judged settled = letter;
        for (Trade trade : letter.trades()) {
            if (trade.origin() == Origin.STREAM && !isSettled(trade)) {
                settled = letter.as(Verdict.NOT_SETTLED);
            }
        }
        judged.add(settled);
        for (Trade trade : settled.trades()) {
            touch(trade);
        }
    }

    private boolean isSettled(Trade trade) throws SQLException, IOException {
        Surroundings around = stored.around(trade.symbol(), trade.tradeTime());
        return end(trade, around) + lateness <= around.provenUntil();
    }

    private void touch(Trade trade) throws SQLException, IOException {
        Surroundings around = stored.around(trade.symbol(), trade.tradeTime());
        TreeMap<Long, Touched> ofSymbol =
                spans.computeIfAbsent(trade.origin(), absent -> new TreeMap<>())
                        .computeIfAbsent(trade.symbol(), absent -> new TreeMap<>());
        long from = longest.openTimeOf(trade.tradeTime());
        Map.Entry<Long, Touched> before = ofSymbol.floorEntry(from);
        Touched span =
                before != null && before.getValue().to >= from
                        ? before.getValue()
                        : ofSymbol.computeIfAbsent(from, absent -> new Touched());
        span.to = Math.max(span.to, end(trade, around));
        span.provenUntil = around.provenUntil();
        span.found.add(trade);
    }

    /** Up to the next trade windows are flat at the price of this one. */
    private long end(Trade trade, Surroundings around) {
        long next = around.nextTrade() == null ? trade.tradeTime() : around.nextTrade();
        return longest.openTimeOf(next) + longest.micros();
    }

    List<Judged> judged() {
        return judged;
    }

    List<FeedEvent> data() {
        return judged.stream().flatMap(letter -> letter.data().stream()).toList();
    }

    /**
     * A run and its spans.
     *
     * @param origin of the bars
     */
    record Round(Origin origin, List<ReplayedSpan> spans) {}

    /**
     * Each round is a run of its own, and has one span of a symbol at most: between two spans of a
     * run a reader would look for bars.
     */
    List<Round> rounds() throws SQLException, IOException {
        List<Round> rounds = new ArrayList<>();
        for (Map.Entry<Origin, TreeMap<String, TreeMap<Long, Touched>>> ofOrigin :
                spans.entrySet()) {
            List<Round> ofThis = new ArrayList<>();
            for (Map.Entry<String, TreeMap<Long, Touched>> ofSymbol :
                    ofOrigin.getValue().entrySet()) {
                int index = 0;
                for (Map.Entry<Long, Touched> span : ofSymbol.getValue().entrySet()) {
                    if (index == ofThis.size()) {
                        ofThis.add(new Round(ofOrigin.getKey(), new ArrayList<>()));
                    }
                    ofThis.get(index++).spans().add(span(ofSymbol.getKey(), span));
                }
            }
            rounds.addAll(ofThis);
        }
        return rounds;
    }

    private ReplayedSpan span(String symbol, Map.Entry<Long, Touched> entry)
            throws SQLException, IOException {
        Touched span = entry.getValue();
        boolean isOver = span.to <= span.provenUntil;
        List<Trade> found = span.found.stream().sorted(SpanEvents.ORDER).toList();
        WindowsAround.Coverage coverage = windows.of(symbol, entry.getKey(), span.to, judged);
        return new ReplayedSpan(
                symbol,
                entry.getKey(),
                span.to,
                found,
                coverage.doubted(),
                coverage.healed(),
                isOver);
    }
}
