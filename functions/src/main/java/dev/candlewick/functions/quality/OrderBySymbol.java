package dev.candlewick.functions.quality;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.TradeRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Puts the events of a symbol, read from several files side by side, into the order of their event
 * time, drops repeated trades without an id, and turns what the files prove into gaps ({@link
 * ProofLedger}). Keyed by symbol; for bounded input that is read roughly in the order of time.
 *
 * <p>Events wait until the watermark, the slowest reader's, has passed them. What waits is bounded
 * by how far readers are let ahead of each other. An event that the watermark had passed already
 * goes on at once, to be judged as late.
 */
public class OrderBySymbol extends KeyedProcessFunction<String, FeedEvent, FeedEvent> {
    private static final long serialVersionUID = 1L;

    /** The name of the counter of repeated trades without an id. */
    public static final String REPEATED = "repeatedWithoutId";

    /** The name of the count of gaps between what files prove. */
    public static final String GAPS = "gapsBetweenProofs";

    /** Events are kept, and go on, by so much event time at once. */
    private static final long BUCKET = Duration.ofMinutes(1).toMillis();

    private final long shortestBar;

    private transient MapState<Long, List<FeedEvent>> buckets;
    private transient ValueState<ProofLedger> proofs;
    private transient Tally repeated;
    private transient Tally gaps;

    public OrderBySymbol(BarRules rules) {
        this.shortestBar =
                rules.intervals().stream().mapToLong(BarInterval::micros).min().orElseThrow();
    }

    @Override
    public void open(OpenContext context) {
        buckets =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "buckets",
                                        Types.LONG,
                                        Types.LIST(TypeInformation.of(FeedEvent.class))));
        proofs =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("proofs", ProofLedger.class));
        repeated = Tally.of(getRuntimeContext(), REPEATED);
        gaps = Tally.of(getRuntimeContext(), GAPS);
    }

    @Override
    public void processElement(FeedEvent event, Context context, Collector<FeedEvent> out)
            throws Exception {
        if (event.eventTime() == Long.MIN_VALUE) {
            out.collect(event);
            return;
        }
        if (event instanceof FeedEvent.Trades trades) {
            for (TradeRun part : parts(trades.run())) {
                keep(FeedEvent.trades(part), context, out);
            }
        } else {
            keep(event, context, out);
        }
    }

    private void keep(FeedEvent event, Context context, Collector<FeedEvent> out) throws Exception {
        long bucket = bucketOf(event.eventTime());
        long end = (bucket + 1) * BUCKET - 1;
        if (end <= context.timerService().currentWatermark()) {
            goOn(List.of(event), out);
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

    /** A run, cut where the trades of another bucket begin. */
    private static List<TradeRun> parts(TradeRun run) {
        List<TradeRun> parts = new ArrayList<>(1);
        int from = 0;
        for (int i = 1; i <= run.length(); i++) {
            if (i == run.length() || bucketOf(run.tradeTime(i)) != bucketOf(run.tradeTime(from))) {
                parts.add(run.slice(from, i));
                from = i;
            }
        }
        return parts;
    }

    private static long bucketOf(long eventTime) {
        return Math.floorDiv(eventTime, BUCKET * 1_000);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<FeedEvent> out)
            throws Exception {
        long bucket = Math.floorDiv(timestamp, BUCKET);
        List<FeedEvent> waiting = buckets.get(bucket);
        buckets.remove(bucket);
        EventOrder.Ordered ordered = EventOrder.ordered(waiting);
        goOn(ordered.events(), out);
        repeated.add(ordered.repeated());
    }

    private void goOn(List<FeedEvent> events, Collector<FeedEvent> out) throws Exception {
        ProofLedger ledger = proofs.value();
        if (ledger == null) {
            ledger = new ProofLedger();
        }
        long before = ledger.gaps;
        for (FeedEvent event : events) {
            ledger.on(event, shortestBar, out::collect);
        }
        gaps.add(ledger.gaps - before);
        if (ledger.hasBegun()) {
            proofs.update(ledger);
        } else {
            proofs.clear();
        }
    }
}
