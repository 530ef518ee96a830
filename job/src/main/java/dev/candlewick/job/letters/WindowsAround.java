package dev.candlewick.job.letters;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.job.letters.LetterJudge.Judged;
import dev.candlewick.sources.feed.SymbolFeed;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stored bars and gaps say of the windows of a span: which are whole, and which become whole
 * by what is put back.
 */
final class WindowsAround {

    private static final String NOT_COLLECTED = "not collected";

    private final StoredLetters stored;
    private final List<Judged> everyLetter;
    private final BarInterval shortest;
    private final long now;

    /**
     * @param everyLetter also those that are not to be put back
     * @param now in epoch microseconds
     */
    WindowsAround(StoredLetters stored, List<Judged> everyLetter, BarInterval shortest, long now) {
        this.stored = stored;
        this.everyLetter = everyLetter;
        this.shortest = shortest;
        this.now = now;
    }

    /**
     * @param doubted spans in which trades may be missing still
     * @param healed gaps of which nothing is missing any more
     */
    record Coverage(List<Gap> doubted, List<Gap> healed) {}

    Coverage of(String symbol, long from, long to, List<Judged> replayed)
            throws SQLException, IOException {
        List<Gap> gaps = stored.gaps(symbol, from, to);
        Set<Letter> back = new HashSet<>();
        replayed.stream()
                .filter(letter -> letter.verdict() == Verdict.PUT_BACK)
                .forEach(letter -> back.add(letter.letter()));
        List<Gap> healed = new ArrayList<>();
        for (Gap gap : gaps) {
            if (isHealed(gap, back)) {
                healed.add(gap);
            }
        }
        long before = from - shortest.micros();
        Map<Long, Boolean> windows = stored.windows(symbol, shortest, before, to);
        List<Gap> doubted = new ArrayList<>();
        for (long open = from; open < to; open += shortest.micros()) {
            if (!windows.getOrDefault(open, false)) {
                judge(symbol, open, gaps, healed, windows, doubted);
            }
        }
        return new Coverage(doubted, healed);
    }

    private void judge(
            String symbol,
            long open,
            List<Gap> gaps,
            List<Gap> healed,
            Map<Long, Boolean> windows,
            List<Gap> doubted) {
        long close = open + shortest.micros();
        List<Gap> touching =
                gaps.stream().filter(gap -> gap.gapStart() < close && !gap.endsBy(open)).toList();
        boolean isFirst = !windows.containsKey(open - shortest.micros());
        if (!touching.isEmpty() && healed.containsAll(touching) && !isFirst) {
            return;
        }
        boolean isExplained = !touching.isEmpty() || windows.containsKey(open);
        String reason = isExplained ? Gap.EXPLAINED_BEFORE : NOT_COLLECTED;
        Gap last = doubted.isEmpty() ? null : doubted.get(doubted.size() - 1);
        if (last != null
                && last.endsBy(open)
                && last.gapEnd() == open
                && last.reason().equals(reason)) {
            doubted.set(
                    doubted.size() - 1,
                    new Gap(symbol, last.gapStart(), close, reason, now, null, null));
        } else {
            doubted.add(new Gap(symbol, open, close, reason, now, null, null));
        }
    }

    /**
     * It is of refused input alone, and all that was refused from its first frame to the frame that
     * ended it is accepted now.
     */
    private boolean isHealed(Gap gap, Set<Letter> back) throws SQLException, IOException {
        if (gap.gapEnd() == null || !gap.reason().equals(SymbolFeed.DAMAGED)) {
            return false;
        }
        long endedAt = stored.receivedFrom(gap.symbol(), gap.gapEnd() - 1_000);
        List<Judged> refused =
                everyLetter.stream()
                        .filter(one -> one.letter().mayHoldTrades())
                        .filter(one -> one.letter().receivedAt() >= gap.detectedAt())
                        .filter(one -> one.letter().receivedAt() <= endedAt)
                        .toList();
        return !refused.isEmpty()
                && refused.stream()
                        .allMatch(
                                one ->
                                        one.verdict() == Verdict.STORED
                                                || back.contains(one.letter()));
    }
}
