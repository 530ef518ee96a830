package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.TradeRun;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Which time of a symbol its files prove to be whole, taken from their events in order: whatever
 * lies between two proofs is a gap. Mutable keyed state.
 *
 * <p>A gap ends where proof resumes and the price is known again: with the first trade after it, at
 * the start of the shortest bar that holds that trade. Bars of the time between would have no price
 * to stand at, so the gap's row stands for them.
 */
public class ProofLedger {

    private static final long NEVER = Long.MIN_VALUE;
    private static final int MAX_REASONS = 3;
    private static final String NO_PROOF = "nothing in the archive proves it whole";

    /** Everything before it is judged; {@link Long#MIN_VALUE} outside of a period. */
    public long provenTo = NEVER;

    /** The start of the unbroken proof that ends at {@link #provenTo}. */
    public long provenFrom = NEVER;

    /** No proof counts before it. */
    public long doubtedTo = NEVER;

    /** The start of the gap that has not ended; {@link Long#MIN_VALUE} if there is none. */
    public long gapStart = NEVER;

    /** When that gap was emitted without an end; {@link Long#MIN_VALUE} before. */
    public long emittedAt = NEVER;

    /** How many gaps there have been. */
    public long gaps;

    /** The spans that the files give reasons for, as far as a gap may still need them. */
    public List<Gap> reasons = new ArrayList<>();

    boolean hasBegun() {
        return provenTo != NEVER;
    }

    /**
     * Takes the next event.
     *
     * @param shortestBar the length of the shortest bar
     */
    void on(FeedEvent event, long shortestBar, Consumer<FeedEvent> out) {
        if (event.kind() == Kind.COVERED) {
            provenTo = event.eventTime();
            provenFrom = event.eventTime();
        }
        if (!hasBegun()) {
            out.accept(event);
            return;
        }
        switch (event.kind()) {
            case PROVEN -> prove(event.eventTime(), event.gap().gapEnd());
            case UNPROVEN -> explain(event.gap());
            case DOUBTED -> doubt(event.gap());
            case TRADE -> onTrades(event.run(), shortestBar, out);
            case MID -> onMid(event, shortestBar, out);
            case TIME -> onTime(event, out);
            case ENDED -> end(event, out);
            default -> out.accept(event);
        }
    }

    private void prove(long from, long to) {
        reach(from);
        if (from > provenTo) {
            provenFrom = from;
        }
        provenTo = Math.max(provenTo, to);
    }

    private void explain(Gap span) {
        reach(span.gapStart());
        long needed = hasGap() ? gapStart : provenTo;
        reasons.removeIf(known -> known.endsBy(needed));
        reasons.add(span);
    }

    private void doubt(Gap span) {
        explain(span);
        if (!hasGap()) {
            open(Math.min(span.gapStart(), provenTo));
        }
        doubtedTo = Math.max(doubtedTo, span.gapEnd());
    }

    /** A gap comes before the first trade that it concerns. */
    private void onTrades(TradeRun run, long shortestBar, Consumer<FeedEvent> out) {
        int from = 0;
        for (int i = 0; i < run.length(); i++) {
            Moment moment = new Moment(run.symbol(), run.tradeTime(i), run.receivedAt(i));
            FeedEvent gap = gapBefore(moment, shortestBar);
            if (gap != null) {
                if (i > from) {
                    out.accept(FeedEvent.trades(run.slice(from, i)));
                }
                out.accept(gap);
                from = i;
            }
        }
        out.accept(FeedEvent.trades(from == 0 ? run : run.slice(from, run.length())));
    }

    private void onMid(FeedEvent event, long shortestBar, Consumer<FeedEvent> out) {
        FeedEvent gap = gapBefore(Moment.of(event), shortestBar);
        if (gap != null) {
            out.accept(gap);
        }
        out.accept(event);
    }

    /** What must be known of a gap before a price of that moment; null if it is known. */
    private FeedEvent gapBefore(Moment price, long shortestBar) {
        long time = price.eventTime();
        reach(time);
        if (hasGap() && time < provenTo && time >= doubtedTo) {
            long barOpen = Math.floorDiv(time, shortestBar) * shortestBar;
            return close(Math.max(Math.max(provenFrom, doubtedTo), barOpen), price);
        }
        if (hasGap() && emittedAt == NEVER) {
            FeedEvent gap = gap(null, price);
            emittedAt = price.receivedAt();
            return gap;
        }
        return null;
    }

    /** Within a gap the clock waits, so that the gap is known before any bar of it closes. */
    private void onTime(FeedEvent event, Consumer<FeedEvent> out) {
        reach(event.eventTime());
        if (!hasGap()) {
            out.accept(event);
        }
    }

    /** The end of the input, received at the end of its period. */
    private void end(FeedEvent event, Consumer<FeedEvent> out) {
        reach(event.receivedAt());
        if (hasGap()) {
            FeedEvent gap = close(event.receivedAt(), Moment.of(event));
            if (gap != null) {
                out.accept(gap);
            }
            out.accept(FeedEvent.time(event.symbol(), event.eventTime(), event.receivedAt()));
        }
        out.accept(event);
        provenTo = NEVER;
    }

    /** An event of that time shows that time has passed the end of what is proven. */
    private void reach(long time) {
        if (time > provenTo && !hasGap()) {
            open(provenTo);
        }
    }

    private boolean hasGap() {
        return gapStart != NEVER;
    }

    private void open(long start) {
        gapStart = start;
        gaps++;
    }

    /** Null if a proof that came late has left nothing of the gap. */
    private FeedEvent close(long end, Moment moment) {
        boolean isKnown = end > gapStart || emittedAt != NEVER;
        FeedEvent gap = isKnown ? gap(end, moment) : null;
        gapStart = NEVER;
        emittedAt = NEVER;
        reasons.removeIf(known -> known.endsBy(end));
        return gap;
    }

    private FeedEvent gap(Long end, Moment moment) {
        long detectedAt = emittedAt == NEVER ? moment.receivedAt() : emittedAt;
        long until = end == null ? moment.eventTime() : end;
        Gap gap = new Gap(moment.symbol(), gapStart, end, reason(until), detectedAt, null, null);
        return FeedEvent.gap(gap, moment.receivedAt());
    }

    private String reason(long until) {
        String known =
                reasons.stream()
                        .filter(span -> span.gapStart() <= until && !span.endsBy(gapStart))
                        .map(Gap::reason)
                        .distinct()
                        .limit(MAX_REASONS)
                        .collect(Collectors.joining("; "));
        return known.isEmpty() ? NO_PROOF : known;
    }

    /** When a gap becomes known. */
    private record Moment(String symbol, long eventTime, long receivedAt) {
        static Moment of(FeedEvent event) {
            return new Moment(event.symbol(), event.eventTime(), event.receivedAt());
        }
    }
}
