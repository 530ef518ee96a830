package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Gap;
import java.time.Duration;
import java.util.function.Consumer;

/** Decides by the events of a symbol which candles to ask for. Asks for no window twice. */
final class HealingPlanner {
    private final HealingRules rules;

    HealingPlanner(HealingRules rules) {
        this.rules = rules;
    }

    void on(FeedEvent event, HealingPlan plan, Consumer<CandleRequest> requests) {
        if (event.kind() == FeedEvent.Kind.GAP) {
            onGap(event.gap(), event.receivedAt(), plan);
        }
        boolean ended = event.kind() == FeedEvent.Kind.ENDED;
        plan.hear(
                event.advance(plan.clock),
                event.receivedAt(),
                ended ? Long.MAX_VALUE : micros(rules.grace()));
        long overUntil = plan.now() - (ended ? 0 : micros(rules.grace()));
        for (GapPlan gap : plan.gaps.values()) {
            if (ended || isDue(gap, event.receivedAt())) {
                ask(gap, overUntil, event.receivedAt(), requests);
            }
        }
        plan.gaps.values().removeIf(gap -> gap.isDone(rules.intervals()));
    }

    private void onGap(Gap gap, long receivedAt, HealingPlan plan) {
        if (gap.isHealed() || gap.reason().equals(Gap.LEFT_UNIVERSE)) {
            plan.gaps.remove(gap.gapStart());
            return;
        }
        plan.hear(gap.gapStart(), receivedAt, micros(rules.grace()));
        plan.gaps
                .computeIfAbsent(gap.gapStart(), start -> new GapPlan())
                .update(gap, rules.intervals().get(0));
    }

    /** A gap that is over is asked for window by window as they end; an open one now and then. */
    private boolean isDue(GapPlan plan, long receivedAt) {
        return plan.gap.gapEnd() != null
                || plan.askedAt == Long.MIN_VALUE
                || receivedAt < plan.askedAt
                || receivedAt - plan.askedAt >= micros(rules.askEvery());
    }

    private void ask(GapPlan plan, long overUntil, long askedAt, Consumer<CandleRequest> requests) {
        for (BarInterval interval : rules.intervals()) {
            long from = plan.next(interval);
            long to = Math.min(GapPlan.endOf(plan.gap, interval), interval.openTimeOf(overUntil));
            if (from < to) {
                plan.askedUntil.put(interval, to);
                plan.askedAt = askedAt;
                requests.accept(CandleRequest.healing(plan.gap, interval, from, to, askedAt));
            }
        }
    }

    private static long micros(Duration duration) {
        return duration.toMillis() * 1_000;
    }
}
