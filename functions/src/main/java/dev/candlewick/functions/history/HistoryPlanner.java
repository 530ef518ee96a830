package dev.candlewick.functions.history;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.CandleRequest.Purpose;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Gap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Decides by the events of a symbol which history to request. No window is requested twice: a
 * symbol that returns to the universe gets the windows that it missed, and no others.
 */
final class HistoryPlanner {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final HistoryRules rules;
    private final HistoryPlan plan;
    private final Consumer<CandleRequest> requests;

    HistoryPlanner(HistoryRules rules, HistoryPlan plan, Consumer<CandleRequest> requests) {
        this.rules = rules;
        this.plan = plan;
        this.requests = requests;
    }

    /** Returns whether the plan has changed. */
    boolean on(FeedEvent event) {
        long time = event.advance(UNKNOWN);
        if (!plan.isStarted()) {
            return time != UNKNOWN && start(event, time);
        }
        if (event.kind() == FeedEvent.Kind.GAP) {
            return isReturn(event.gap()) && resume(event);
        }
        return time != UNKNOWN && !plan.startEnds.isEmpty() && requestStarts(event, time);
    }

    private boolean start(FeedEvent event, long time) {
        for (BarInterval interval : rules.intervals()) {
            long end = begin(interval, time);
            long recent = end - windows(interval, HistoryRules.RECENT_WINDOWS);
            request(event, Purpose.NEW_MEMBER, interval, recent, end);
            request(event, Purpose.DEPTH, interval, oldest(interval, end), recent);
        }
        return true;
    }

    private static boolean isReturn(Gap gap) {
        return gap.reason().equals(Gap.LEFT_UNIVERSE) && gap.gapEnd() != null && !gap.isHealed();
    }

    private boolean resume(FeedEvent event) {
        Gap gap = event.gap();
        for (BarInterval interval : rules.intervals()) {
            long requested = plan.requestedUntil.get(interval);
            long end = begin(interval, gap.gapEnd());
            long missed = Math.max(requested, interval.openTimeOf(gap.gapStart()));
            request(
                    event,
                    Purpose.NEW_MEMBER,
                    interval,
                    Math.max(missed, oldest(interval, end)),
                    end);
        }
        return true;
    }

    /** Collection starts in a window; returns the end of those that are certainly published. */
    private long begin(BarInterval interval, long time) {
        long published = interval.openTimeOf(time - rules.graceMicros());
        plan.startEnds.put(interval, interval.openTimeOf(time) + interval.micros());
        plan.requestedUntil.merge(interval, published, Math::max);
        return published;
    }

    private boolean requestStarts(FeedEvent event, long time) {
        boolean requested = false;
        Iterator<Map.Entry<BarInterval, Long>> starts = plan.startEnds.entrySet().iterator();
        while (starts.hasNext()) {
            Map.Entry<BarInterval, Long> start = starts.next();
            long end = start.getValue();
            if (end <= time - rules.graceMicros()) {
                long from = plan.requestedUntil.put(start.getKey(), end);
                request(event, Purpose.NEW_MEMBER, start.getKey(), from, end);
                starts.remove();
                requested = true;
            }
        }
        return requested;
    }

    private long oldest(BarInterval interval, long end) {
        return end - windows(interval, rules.depth());
    }

    private long windows(BarInterval interval, int most) {
        return Math.min(most, rules.depth()) * interval.micros();
    }

    private void request(
            FeedEvent event, Purpose purpose, BarInterval interval, long from, long to) {
        if (from < to) {
            requests.accept(
                    CandleRequest.history(
                            event.symbol(),
                            interval,
                            from,
                            to,
                            event.receivedAt(),
                            new CandleRequest.Priority(purpose, plan.rank)));
        }
    }
}
