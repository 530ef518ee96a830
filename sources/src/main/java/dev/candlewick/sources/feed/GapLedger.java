package dev.candlewick.sources.feed;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Opens, ends and heals the gaps of a symbol. At most one is open: whatever is lost while it is
 * belongs to it.
 *
 * <p>What a resend holds reaches without a hole from its oldest trade to now. So it heals every gap
 * that began after that trade, or after any other trade in it.
 */
final class GapLedger {

    private static final long MILLISECOND = 1_000;

    private final SymbolFeedState state;
    private final long outOfOrderness;

    GapLedger(SymbolFeedState state, long outOfOrderness) {
        this.state = state;
        this.outOfOrderness = outOfOrderness;
    }

    /** Trades may be missing from here on. */
    void open(String reason, long at, Consumer<FeedEvent> out) {
        long start = state.provenUntil(outOfOrderness);
        FeedGap open = state.openGap();
        if (open == null && start != SymbolFeedState.UNKNOWN) {
            openAt(start, reason, at, out);
        } else if (open != null && open.reason.equals(SymbolFeed.DAMAGED)) {
            // More may be missing now than what was refused and can be put back.
            open.reason = reason;
        }
    }

    /** As {@link #open}; of a symbol of which nothing is proven yet, from the receive time on. */
    void openDamaged(String reason, long at, Consumer<FeedEvent> out) {
        boolean isProven = state.provenUntil(outOfOrderness) != SymbolFeedState.UNKNOWN;
        boolean isCollected =
                state.phase == FeedPhase.RESUBSCRIBED || state.phase == FeedPhase.LIVE;
        if (isProven || state.openGap() != null) {
            open(reason, at, out);
        } else if (isCollected) {
            openAt(at, reason, at, out);
        }
    }

    /** Coverage begins: the first trades prove nothing of what was refused before them. */
    void endAtCoverage(long covered, long at, Consumer<FeedEvent> out) {
        FeedGap open = state.openGap();
        if (open != null) {
            end(open, Math.max(open.start + MILLISECOND, covered), at, out);
            state.gaps.remove(open);
        }
    }

    /** The feed goes on, and with it time, although the open gap has not ended. */
    void pass() {
        FeedGap open = state.openGap();
        if (open != null) {
            open.isPassed = true;
        }
    }

    /** Whole trades follow in a feed that goes on: what was lost lies before the first of them. */
    void endBefore(TradeFrame frame, long at, Consumer<FeedEvent> out) {
        FeedGap open = state.openGap();
        if (open != null) {
            long first = frame.firstUnseen(state, open.start);
            if (first != SymbolFeedState.UNKNOWN) {
                end(open, first + MILLISECOND, at, out);
            }
        }
    }

    /**
     * Judges all gaps by a resend, which is whole and not empty.
     *
     * @return the gaps that are healed once the trades of the resend have been handed over
     */
    List<FeedGap> resolve(TradeFrame resend, long at, Consumer<FeedEvent> out) {
        boolean bridged = resend.overlaps(state, 0);
        FeedGap open = state.openGap();
        boolean healed = open == null ? bridged : isHealed(open, resend);
        if (!bridged && (open == null || healed)) {
            // Time was taken for proven that was not, or nothing was proven at all.
            String reason = open == null ? "disconnected" : open.reason;
            missedBefore(resend, reason, at, out);
        }
        if (open != null && healed && !open.isPassed) {
            heal(open, resend, at, out);
        } else if (open != null && !healed) {
            end(open, resend.start(), at, out);
            state.gaps.remove(open);
        }
        if (bridged && healed) {
            out.accept(FeedEvent.status(FeedEvent.Kind.WHOLE, state.symbol, at, null));
        }
        List<FeedGap> later = new ArrayList<>(state.gaps);
        later.removeIf(gap -> !isHealed(gap, resend));
        return later;
    }

    /** Nothing has ever traded, so nothing was lost. */
    void resolveEmpty(long at, Consumer<FeedEvent> out) {
        FeedGap open = state.openGap();
        if (open != null) {
            heal(open, new TradeFrame(List.of()), at, out);
        }
        out.accept(FeedEvent.status(FeedEvent.Kind.WHOLE, state.symbol, at, null));
    }

    void heal(FeedGap gap, TradeFrame resend, long at, Consumer<FeedEvent> out) {
        if (gap.isOpen()) {
            gap.end = Math.max(gap.start, resend.newestTime()) + MILLISECOND;
        }
        state.gaps.remove(gap);
        out.accept(FeedEvent.gap(gap.toGap(state.symbol).healed(at, Gap.BY_RESEND), at));
    }

    private boolean isHealed(FeedGap gap, TradeFrame resend) {
        return resend.start() <= gap.start || resend.overlaps(state, gap.seenSince);
    }

    private void missedBefore(TradeFrame resend, String reason, long at, Consumer<FeedEvent> out) {
        long oldest = resend.oldestTime();
        long start =
                state.lastTradeTime == SymbolFeedState.UNKNOWN
                        ? oldest
                        : Math.min(state.lastTradeTime, oldest);
        FeedGap missed = openAt(start, reason, at, out);
        end(missed, resend.start(), at, out);
        state.gaps.remove(missed);
    }

    private FeedGap openAt(long start, String reason, long at, Consumer<FeedEvent> out) {
        // One that began at the same instant has the same key: it is the same gap, open again.
        FeedGap gap =
                state.gaps.stream()
                        .filter(known -> known.start == start)
                        .findFirst()
                        .orElseGet(() -> new FeedGap(start, reason, at));
        gap.end = SymbolFeedState.UNKNOWN;
        state.gaps.remove(gap);
        state.gaps.add(gap);
        out.accept(FeedEvent.gap(gap.toGap(state.symbol), at));
        return gap;
    }

    private void end(FeedGap gap, long end, long at, Consumer<FeedEvent> out) {
        gap.end = end;
        out.accept(FeedEvent.gap(gap.toGap(state.symbol), at));
    }
}
