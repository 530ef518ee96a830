package dev.candlewick.sources.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which time a file proves to be whole, judged from line to line. Blocks with consecutive numbers
 * leave nothing out, however long the chain was silent; lines without numbers leave nothing out
 * unless all of them are silent for too long.
 *
 * <p>A line counts once the line after it is not older, so a time that is wrong proves nothing.
 */
final class FileCoverage {

    static final long NO_TIME = Long.MIN_VALUE;

    /** A file that lists all blocks skips numbers at most so often, or once in 100 lines. */
    private static final int FEW_SKIPS = 20;

    private static final int LINES_PER_SKIP = 100;
    private static final long MILLISECOND = 1_000;
    private static final String REFUSED = "a line was refused";

    private final ArchiveRules.Silence limits;
    private final List<Span> proven = new ArrayList<>();
    private final List<Span> unproven = new ArrayList<>();
    private final List<Span> doubted = new ArrayList<>();
    private final List<Span> skips = new ArrayList<>();
    private List<String> lost = List.of();
    private long lines;
    private long leftOut;
    private int skipCount;
    private Line before;
    private Line last;
    private long first = NO_TIME;

    FileCoverage(ArchiveRules.Silence limits) {
        this.limits = limits;
    }

    /** A block was read whole. */
    void block(long number, long time) {
        add(new Line(number, time, lost));
    }

    /** A line without a number was read whole. */
    void line(long time) {
        add(new Line(null, last == null ? time : Math.max(time, last.time()), lost));
    }

    /** A line was refused: of that symbol, or of any if it is null. */
    void lost(String symbol) {
        if (lost.isEmpty()) {
            lost = new ArrayList<>();
        }
        lost.add(symbol);
    }

    /** Judges the steps that are left, at the end. */
    void finish() {
        if (last != null) {
            if (before != null) {
                step(before, last);
            }
            lost.forEach(symbol -> doubt(symbol, last.time(), Long.MAX_VALUE));
        }
        if (leavesOutBlocks()) {
            skips.forEach(skip -> prove(skip.from(), skip.to()));
        } else {
            unproven.addAll(skips);
        }
    }

    /** The time of the first line; {@link #NO_TIME} without one. */
    long first() {
        return first;
    }

    /** The time of the last line; {@link #NO_TIME} without one. */
    long last() {
        return last == null ? NO_TIME : last.time();
    }

    boolean hasNumbers() {
        return last != null && last.number() != null;
    }

    /** Whether the file leaves numbers out regularly. */
    boolean leavesOutBlocks() {
        return skipCount > FEW_SKIPS && (long) skipCount * LINES_PER_SKIP > lines;
    }

    /** How many numbers are left out, and where. */
    String leftOut() {
        long longest = skips.stream().mapToLong(Span::length).max().orElse(0);
        long all = skips.stream().mapToLong(Span::length).sum();
        return String.format(
                Locale.ROOT,
                "%d block numbers are left out at %d places, over %d ms in all, %d ms at most",
                leftOut,
                skips.size(),
                all / MILLISECOND,
                longest / MILLISECOND);
    }

    List<Span> proven() {
        return proven;
    }

    /** What is not proven, and why. */
    List<Span> unproven() {
        return unproven;
    }

    /** What counts as lost, whatever other files prove. */
    List<Span> doubted() {
        return doubted;
    }

    private void add(Line line) {
        lost = List.of();
        if (last == null || line.time() >= last.time()) {
            if (before != null) {
                step(before, last);
            }
            first = last == null ? line.time() : first;
            before = last;
            last = line;
            lines++;
        } else if (before != null && line.time() < before.time()) {
            line.lost().forEach(this::lost);
            lost(null);
        } else {
            last = line.after(last);
            first = before == null ? line.time() : first;
        }
    }

    private void step(Line from, Line to) {
        if (from.number() == null || to.number() == null) {
            to.lost().forEach(symbol -> doubt(symbol, from.time(), to.time() + MILLISECOND));
            onSilence(from.time(), to.time());
        } else if (to.number() == from.number() + 1) {
            prove(from.time(), to.time());
        } else if (to.number() > from.number()) {
            onSkip(from, to);
        }
    }

    private void onSilence(long from, long to) {
        if (to - from <= limits.betweenLines()) {
            prove(from, to);
        } else {
            String reason = "it holds nothing from " + text(from) + " to " + text(to);
            unproven.add(new Span(null, from, to, reason));
        }
    }

    private void onSkip(Line from, Line to) {
        long first = from.number() + 1;
        long newest = to.number() - 1;
        String reason =
                first == newest
                        ? "block " + first + " is missing"
                        : "blocks " + first + " to " + newest + " are missing";
        if (!to.lost().isEmpty()) {
            unproven.add(new Span(null, from.time(), to.time(), REFUSED));
            return;
        }
        Span skip = new Span(null, from.time(), to.time(), reason);
        skipCount++;
        if (skip.length() > limits.betweenBlocks()) {
            unproven.add(skip);
        } else {
            leftOut += to.number() - from.number() - 1;
            skips.add(skip);
        }
    }

    private void doubt(String symbol, long from, long to) {
        doubted.add(new Span(symbol, from, to, REFUSED));
    }

    private void prove(long from, long to) {
        Span newest = proven.isEmpty() ? null : proven.get(proven.size() - 1);
        if (newest != null && newest.to() == from) {
            proven.set(proven.size() - 1, new Span(null, newest.from(), to, null));
        } else if (from < to) {
            proven.add(new Span(null, from, to, null));
        }
    }

    private static String text(long instant) {
        return ArchiveStatus.text(instant);
    }

    /**
     * A span {@code [from, to)} of event time.
     *
     * @param symbol null for all
     * @param reason null where it is proven
     */
    record Span(String symbol, long from, long to, String reason) {
        long length() {
            return to - from;
        }
    }

    /**
     * A line that was read whole.
     *
     * @param number of its block; null if it has none
     * @param lost the symbols of the lines that were refused since the one before
     */
    private record Line(Long number, long time, List<String> lost) {

        /** In the place of a line whose time was wrong. */
        Line after(Line wrong) {
            List<String> all = new ArrayList<>(wrong.lost);
            all.addAll(lost);
            all.add(null);
            return new Line(number, time, all);
        }
    }
}
