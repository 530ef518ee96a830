package dev.candlewick.sources.feed;

import dev.candlewick.functions.model.FeedEvent;
import java.util.List;
import java.util.stream.Stream;

/** Events with each trade as an event of its own, however they were put together into runs. */
public final class SingleTrades {

    private SingleTrades() {}

    public static List<FeedEvent> of(List<FeedEvent> events) {
        return events.stream().flatMap(SingleTrades::of).toList();
    }

    public static Stream<FeedEvent> of(FeedEvent event) {
        return event instanceof FeedEvent.Trades trades
                ? trades.run().trades().stream().map(FeedEvent::trade)
                : Stream.of(event);
    }
}
