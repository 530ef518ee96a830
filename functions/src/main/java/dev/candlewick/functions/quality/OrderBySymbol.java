package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.FeedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Puts the events of a symbol, read from several files side by side, into the order of their event
 * time, statuses among them, and drops trades without an id that are told twice. Keyed by symbol;
 * for bounded input that is read in the order of time, more or less.
 *
 * <p>Events wait until the watermark, the slowest reader's, has passed them. What waits is bounded
 * by how far readers are let ahead of each other. An event that the watermark had passed already
 * goes on at once, to be judged as late.
 */
public class OrderBySymbol extends KeyedProcessFunction<String, FeedEvent, FeedEvent> {
    private static final long serialVersionUID = 1L;

    /** The name of the count of trades without an id that were told before. */
    public static final String REPEATED = "repeatedWithoutId";

    /** Events are kept, and go on, by so much event time at once. */
    private static final long BUCKET = Duration.ofSeconds(10).toMillis();

    private transient MapState<Long, List<FeedEvent>> buckets;
    private transient Tally repeated;

    @Override
    public void open(OpenContext context) {
        buckets =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "buckets",
                                        Types.LONG,
                                        Types.LIST(TypeInformation.of(FeedEvent.class))));
        repeated = Tally.of(getRuntimeContext(), REPEATED);
    }

    @Override
    public void processElement(FeedEvent event, Context context, Collector<FeedEvent> out)
            throws Exception {
        if (event.eventTime() == Long.MIN_VALUE) {
            out.collect(event);
            return;
        }
        long bucket = Math.floorDiv(event.eventTime(), BUCKET * 1_000);
        long end = (bucket + 1) * BUCKET - 1;
        if (end <= context.timerService().currentWatermark()) {
            out.collect(event);
            return;
        }
        List<FeedEvent> waiting = buckets.get(bucket);
        if (waiting == null) {
            waiting = new ArrayList<>();
            context.timerService().registerEventTimeTimer(end);
        }
        waiting.add(event);
        buckets.put(bucket, waiting);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<FeedEvent> out)
            throws Exception {
        long bucket = Math.floorDiv(timestamp, BUCKET);
        List<FeedEvent> waiting = buckets.get(bucket);
        buckets.remove(bucket);
        int told = waiting.size();
        List<FeedEvent> ordered = EventOrder.ordered(waiting);
        ordered.forEach(out::collect);
        repeated.add(told - ordered.size());
    }
}
