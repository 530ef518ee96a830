package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order of events that several files tell of one symbol: by event time and, within an instant,
 * as they were received and as they stand in their file.
 */
final class EventOrder {

    private static final Comparator<FeedEvent> ORDER =
            Comparator.comparingLong(FeedEvent::eventTime)
                    .thenComparingInt(EventOrder::rank)
                    .thenComparingLong(FeedEvent::receivedAt);

    private EventOrder() {}

    /**
     * Sorts events, and leaves out each trade without an id that was told twice: with the same
     * identity, or by another kind of file with an id.
     */
    static List<FeedEvent> ordered(List<FeedEvent> events) {
        List<FeedEvent> sorted = new ArrayList<>(events);
        sorted.sort(ORDER);
        if (sorted.stream().noneMatch(EventOrder::hasNoId)) {
            return sorted;
        }
        Set<String> identities = new HashSet<>();
        Map<Content, Integer> withId = countedWithId(sorted);
        List<FeedEvent> once = new ArrayList<>(sorted.size());
        for (FeedEvent event : sorted) {
            if (!hasNoId(event)) {
                once.add(event);
            } else if (isNew(event, identities) && !isMatched(event, withId)) {
                once.add(withoutIdentity(event));
            }
        }
        return once;
    }

    /** What begins or is missing must be known before anything of that instant. */
    private static int rank(FeedEvent event) {
        return switch (event.kind()) {
            case COVERED -> 0;
            case GAP -> 1;
            case TIME -> 2;
            case ENDED -> 4;
            default -> 3;
        };
    }

    private static boolean hasNoId(FeedEvent event) {
        return event.trade() != null && event.trade().tradeId() == null;
    }

    private static boolean isNew(FeedEvent event, Set<String> identities) {
        return event.detail() == null || identities.add(event.eventTime() + "/" + event.detail());
    }

    /** Several trades of one instant may have the same content: each stands for one only. */
    private static boolean isMatched(FeedEvent event, Map<Content, Integer> withId) {
        Content content = Content.of(event.trade());
        int left = withId.getOrDefault(content, 0);
        if (left > 0) {
            withId.put(content, left - 1);
        }
        return left > 0;
    }

    private static Map<Content, Integer> countedWithId(List<FeedEvent> events) {
        Map<Content, Integer> counts = new HashMap<>();
        Set<Long> ids = new HashSet<>();
        for (FeedEvent event : events) {
            Trade trade = event.trade();
            if (trade != null && trade.tradeId() != null && ids.add(trade.tradeId())) {
                counts.merge(Content.of(trade), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static FeedEvent withoutIdentity(FeedEvent event) {
        return event.detail() == null ? event : FeedEvent.trade(event.trade());
    }

    /** What a trade is told by where it has no id. */
    private record Content(long time, BigDecimal price, BigDecimal size, Side side) {
        static Content of(Trade trade) {
            return new Content(
                    trade.tradeTime(),
                    trade.price().stripTrailingZeros(),
                    trade.size().stripTrailingZeros(),
                    trade.side());
        }
    }
}
