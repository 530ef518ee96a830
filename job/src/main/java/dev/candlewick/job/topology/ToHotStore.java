package dev.candlewick.job.topology;

import dev.candlewick.functions.quality.RouteFeed;
import dev.candlewick.sinks.duckdb.HotRow;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;

/** What questions are asked of now, to the one hot store. */
final class ToHotStore {

    private ToHotStore() {}

    /** One writer owns the file and keeps the order within each key. */
    static void define(Results results, Sink<HotRow> hotStore) {
        DataStream<HotRow> rows =
                OperatorId.HOT_BARS
                        .<HotRow>on(
                                results.formingBars().union(results.finalBars()).map(HotRow::of))
                        .union(
                                OperatorId.HOT_GAPS.on(results.gaps().map(HotRow::of)),
                                OperatorId.HOT_OFFERS.on(
                                        results.events()
                                                .getSideOutput(RouteFeed.OFFERS)
                                                .map(HotRow::of)),
                                OperatorId.HOT_CONTEXTS.on(
                                        results.events()
                                                .getSideOutput(RouteFeed.CONTEXTS)
                                                .map(HotRow::of)));
        if (results.candles().isPresent()) {
            rows = rows.union(compared(results.candles().get()));
        }
        if (results.sentiment().isPresent()) {
            rows = rows.union(results.sentiment().get().hotRows());
        }
        OperatorId.HOT_STORE.on(rows.sinkTo(hotStore).setParallelism(1));
    }

    private static DataStream<HotRow> compared(CandleTopology candles) {
        return OperatorId.HOT_RECONCILIATION.on(candles.compared().map(HotRow::of));
    }
}
