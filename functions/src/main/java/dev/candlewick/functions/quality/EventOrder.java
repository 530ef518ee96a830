package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.TradeRun;
import dev.candlewick.functions.model.TradeRunBuilder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order of events of one symbol that come from several files: by event time and, within an
 * instant, as they were received and as they stand in their file.
 */
final class EventOrder {

    private static final Comparator<Entry> ORDER =
            Comparator.comparingLong(Entry::time)
                    .thenComparingInt(Entry::rank)
                    .thenComparingLong(Entry::receivedAt);

    private final Set<String> identities = new HashSet<>();
    private final Map<Content, Integer> withId;
    private final List<FeedEvent> events = new ArrayList<>();
    private final TradeRunBuilder run = new TradeRunBuilder();
    private int repeated;

    private EventOrder(List<Entry> entries) {
        boolean allHaveIds = entries.stream().noneMatch(Entry::hasNoId);
        this.withId = allHaveIds ? Map.of() : countedWithId(entries);
    }

    /**
     * Events in order.
     *
     * @param repeated how many trades were left out
     */
    record Ordered(List<FeedEvent> events, int repeated) {}

    /**
     * Sorts events, and leaves out each trade without an id that is there twice: with the same
     * identity, or with an id from another kind of file.
     */
    static Ordered ordered(List<FeedEvent> events) {
        if (areTradesInOrder(events)) {
            return new Ordered(events, 0);
        }
        List<Entry> entries = new ArrayList<>(events.size());
        for (FeedEvent event : events) {
            int trades = event.run() == null ? 1 : event.run().length();
            for (int place = 0; place < trades; place++) {
                entries.add(new Entry(event, event.run(), place));
            }
        }
        entries.sort(ORDER);
        return new EventOrder(entries).gather(entries);
    }

    /** Whether they are trades with ids only, which stand in their order already, as most do. */
    private static boolean areTradesInOrder(List<FeedEvent> events) {
        long time = Long.MIN_VALUE;
        long receivedAt = Long.MIN_VALUE;
        for (FeedEvent event : events) {
            TradeRun run = event.run();
            if (run == null || !run.hasAllIds()) {
                return false;
            }
            for (int i = 0; i < run.length(); i++) {
                boolean isSameTime = run.tradeTime(i) == time;
                if (run.tradeTime(i) < time || (isSameTime && run.receivedAt(i) < receivedAt)) {
                    return false;
                }
                time = run.tradeTime(i);
                receivedAt = run.receivedAt(i);
            }
        }
        return true;
    }

    private Ordered gather(List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry.run() == null) {
                flush();
                events.add(entry.event());
            } else if (!entry.hasNoId() || (isNew(entry) && !isMatched(entry))) {
                append(entry);
            } else {
                repeated++;
            }
        }
        flush();
        return new Ordered(events, repeated);
    }

    private void append(Entry entry) {
        if (!run.accepts(entry.run(), entry.place())) {
            flush();
        }
        run.append(entry.run(), entry.place());
    }

    private void flush() {
        if (!run.isEmpty()) {
            events.add(FeedEvent.trades(run.build()));
        }
    }

    private boolean isNew(Entry entry) {
        String identity = entry.run().identity(entry.place());
        return identity == null || identities.add(entry.time() + "/" + identity);
    }

    /** Several trades of one instant may have the same content: each stands for one only. */
    private boolean isMatched(Entry entry) {
        Content content = Content.of(entry);
        int left = withId.getOrDefault(content, 0);
        if (left > 0) {
            withId.put(content, left - 1);
        }
        return left > 0;
    }

    private static Map<Content, Integer> countedWithId(List<Entry> entries) {
        Map<Content, Integer> counts = new HashMap<>();
        Set<Long> ids = new HashSet<>();
        for (Entry entry : entries) {
            TradeRun run = entry.run();
            if (run != null && run.hasId(entry.place()) && ids.add(run.tradeId(entry.place()))) {
                counts.merge(Content.of(entry), 1, Integer::sum);
            }
        }
        return counts;
    }

    /**
     * An event, or one trade of it.
     *
     * @param run null if the event is not of trades
     */
    private record Entry(FeedEvent event, TradeRun run, int place) {
        long time() {
            return run == null ? event.eventTime() : run.tradeTime(place);
        }

        long receivedAt() {
            return run == null ? event.receivedAt() : run.receivedAt(place);
        }

        boolean hasNoId() {
            return run != null && !run.hasId(place);
        }

        /** What begins or is missing must be known before anything of that instant. */
        int rank() {
            return switch (event.kind()) {
                case COVERED -> 0;
                case PROVEN -> 1;
                case UNPROVEN, DOUBTED, GAP -> 2;
                case TIME -> 3;
                case ENDED -> 5;
                default -> 4;
            };
        }
    }

    /** What a trade is known by where it has no id. */
    private record Content(long time, BigDecimal price, BigDecimal size, boolean isBuy) {
        static Content of(Entry entry) {
            TradeRun run = entry.run();
            int place = entry.place();
            return new Content(
                    run.tradeTime(place),
                    run.price(place).stripTrailingZeros(),
                    run.size(place).stripTrailingZeros(),
                    run.isBuy(place));
        }
    }
}
