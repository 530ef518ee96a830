package dev.candlewick.job.topology;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.bars.BuildBars;
import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.functions.quality.AdmitTrades;
import dev.candlewick.functions.quality.OrderBySymbol;
import dev.candlewick.functions.quality.RouteFeed;
import dev.candlewick.sinks.duckdb.HotRow;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * From a feed to bars, beside sentiment, to the lake and to the hot store: the same for live,
 * replay, backfill and demo.
 */
public final class MarketDataTopology {
    private static final Duration IDLE_AFTER = Duration.ofMinutes(1);

    private MarketDataTopology() {}

    /**
     * Adds the pipeline to an environment.
     *
     * @throws IllegalStateException if checkpoints are off: the lake would never be committed
     */
    public static void define(
            StreamExecutionEnvironment env, Inputs inputs, Outputs outputs, Rules rules) {
        refuseWithoutCheckpoints(env);

        SingleOutputStreamOperator<FeedEvent> events = acceptedEvents(env, inputs, rules.bars());
        SingleOutputStreamOperator<FeedEvent> admitted =
                eachTradeOnceAndInTime(inOrder(events, inputs), rules.bars());
        DataStream<Bar> bars = barsOfAllIntervals(admitted, rules.bars());
        DataStream<Bar> finalBars = finalBars(bars);
        DataStream<Gap> gaps = gapsIn(admitted);
        Optional<SentimentTopology> sentiment =
                inputs.sentiment()
                        .map(index -> SentimentTopology.define(env, index, finalBars, rules));

        toLake(admittedTrades(admitted), outputs);
        toLake(finalBars, gaps, outputs);
        sentiment.ifPresent(streams -> streams.toLake(outputs));
        tooLateToLake(admitted, outputs);
        rejectedToLake(events, sentiment, outputs);
        outputs.hotStore().ifPresent(hotStore -> toHotStore(bars, gaps, sentiment, hotStore));
    }

    private static void refuseWithoutCheckpoints(StreamExecutionEnvironment env) {
        if (!env.getCheckpointConfig().isCheckpointingEnabled()) {
            throw new IllegalStateException(
                    "Checkpoints are off, so nothing would ever be committed to the lake:"
                            + " set lake.commit-interval, or execution.checkpointing.interval");
        }
    }

    private static SingleOutputStreamOperator<FeedEvent> acceptedEvents(
            StreamExecutionEnvironment env, Inputs inputs, BarRules rules) {
        SingleOutputStreamOperator<FeedEvent> events =
                OperatorId.FEED.on(
                        env.fromSource(
                                inputs.feed(),
                                inputs.order().orElseGet(() -> watermarks(rules)),
                                OperatorId.FEED.label(),
                                TypeInformation.of(FeedEvent.class)));
        return OperatorId.ROUTE_FEED.on(events.process(new RouteFeed()));
    }

    /** For joins and the web UI: bars close by the clock of their symbol alone. */
    private static WatermarkStrategy<FeedEvent> watermarks(BarRules rules) {
        return WatermarkStrategy.<FeedEvent>forBoundedOutOfOrderness(rules.outOfOrderness())
                .withTimestampAssigner((event, previous) -> Math.max(0, event.eventTime()) / 1_000)
                .withIdleness(IDLE_AFTER);
    }

    private static KeyedStream<FeedEvent, String> inOrder(
            DataStream<FeedEvent> events, Inputs inputs) {
        KeyedStream<FeedEvent, String> ofSymbol = events.keyBy(FeedEvent::symbol);
        return inputs.order().isEmpty()
                ? ofSymbol
                : DataStreamUtils.reinterpretAsKeyedStream(
                        OperatorId.ORDER_FEED.on(ofSymbol.process(new OrderBySymbol())),
                        FeedEvent::symbol);
    }

    private static SingleOutputStreamOperator<FeedEvent> eachTradeOnceAndInTime(
            KeyedStream<FeedEvent, String> events, BarRules rules) {
        return OperatorId.ADMIT_TRADES.on(events.process(new AdmitTrades(rules)));
    }

    /** Needs no second shuffle: admitted events are where their symbol's key has put them. */
    private static SingleOutputStreamOperator<Bar> barsOfAllIntervals(
            DataStream<FeedEvent> admitted, BarRules rules) {
        return OperatorId.BUILD_BARS.on(
                DataStreamUtils.reinterpretAsKeyedStream(admitted, FeedEvent::symbol)
                        .process(new BuildBars(rules)));
    }

    private static SingleOutputStreamOperator<Trade> admittedTrades(
            DataStream<FeedEvent> admitted) {
        return OperatorId.ADMITTED_TRADES.on(
                admitted.flatMap(new PayloadOf<>(FeedEvent::trade, Trade.class)));
    }

    private static SingleOutputStreamOperator<Gap> gapsIn(DataStream<FeedEvent> admitted) {
        return OperatorId.GAPS.on(admitted.flatMap(new PayloadOf<>(FeedEvent::gap, Gap.class)));
    }

    private static SingleOutputStreamOperator<Bar> finalBars(DataStream<Bar> bars) {
        return OperatorId.FINAL_BARS.on(bars.filter(Bar::isFinal));
    }

    private static void toLake(DataStream<Trade> trades, Outputs outputs) {
        OperatorId.TRADES_TO_LAKE.on(trades.sinkTo(outputs.trades()));
    }

    /** By one writer each: fewer and larger files. */
    private static void toLake(DataStream<Bar> bars, DataStream<Gap> gaps, Outputs outputs) {
        OperatorId.BARS_TO_LAKE.on(bars.sinkTo(outputs.bars()).setParallelism(1));
        OperatorId.GAPS_TO_LAKE.on(gaps.sinkTo(outputs.gaps()).setParallelism(1));
    }

    private static void tooLateToLake(
            SingleOutputStreamOperator<FeedEvent> admitted, Outputs outputs) {
        OperatorId.LATE_TRADES_TO_LAKE.on(
                admitted.getSideOutput(AdmitTrades.TOO_LATE)
                        .sinkTo(outputs.lateTrades())
                        .setParallelism(1));
    }

    private static void rejectedToLake(
            SingleOutputStreamOperator<FeedEvent> events,
            Optional<SentimentTopology> sentiment,
            Outputs outputs) {
        DataStream<DeadLetter> ofFeed = events.getSideOutput(RouteFeed.REJECTED);
        DataStream<DeadLetter> rejected =
                sentiment.map(streams -> ofFeed.union(streams.rejected())).orElse(ofFeed);
        OperatorId.DEAD_LETTERS_TO_LAKE.on(
                rejected.sinkTo(outputs.deadLetters()).setParallelism(1));
    }

    /** One writer owns the file and keeps the order within each key. */
    private static void toHotStore(
            DataStream<Bar> bars,
            DataStream<Gap> gaps,
            Optional<SentimentTopology> sentiment,
            Sink<HotRow> hotStore) {
        DataStream<HotRow> hotBars = OperatorId.HOT_BARS.on(bars.map(HotRow::of));
        DataStream<HotRow> hotGaps = OperatorId.HOT_GAPS.on(gaps.map(HotRow::of));
        DataStream<HotRow> ofMarket = hotBars.union(hotGaps);
        DataStream<HotRow> rows =
                sentiment.map(streams -> ofMarket.union(streams.hotRows())).orElse(ofMarket);
        OperatorId.HOT_STORE.on(rows.sinkTo(hotStore).setParallelism(1));
    }
}
