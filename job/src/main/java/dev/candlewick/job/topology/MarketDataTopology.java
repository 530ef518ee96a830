package dev.candlewick.job.topology;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.bars.BuildBars;
import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.quality.AdmitTrades;
import dev.candlewick.functions.quality.NumberRevisions;
import dev.candlewick.functions.quality.OrderBySymbol;
import dev.candlewick.functions.quality.RouteFeed;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * From a feed to bars, healed and compared by the exchange's candles and beside sentiment, to the
 * lake and to the hot store: the same for live, replay, backfill and demo.
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

        SingleOutputStreamOperator<FeedEvent> events = events(env, inputs, rules.bars());
        SingleOutputStreamOperator<FeedEvent> admitted =
                eachTradeOnceAndInTime(inOrder(events, inputs), rules.bars());
        DataStream<Bar> bars = barsOfAllIntervals(admitted, rules.bars());
        DataStream<Bar> barsOfTrades = OperatorId.FINAL_BARS.on(bars.filter(Bar::isFinal));
        DataStream<ExchangeCandle> streamed = events.getSideOutput(RouteFeed.CANDLES);
        Optional<CandleTopology> candles =
                inputs.candles()
                        .map(
                                exchange ->
                                        CandleTopology.define(
                                                admitted, barsOfTrades, streamed, exchange, rules));
        DataStream<Bar> finalBars =
                numbered(and(barsOfTrades, candles.map(CandleTopology::repaired)), rules.bars());
        DataStream<Gap> gaps = and(gapsIn(admitted), candles.map(CandleTopology::healed));
        Optional<SentimentTopology> sentiment =
                inputs.sentiment()
                        .map(index -> SentimentTopology.define(env, index, finalBars, rules));

        Results results =
                new Results(
                        events,
                        admitted,
                        OperatorId.FORMING_BARS.on(bars.filter(bar -> !bar.isFinal())),
                        finalBars,
                        gaps,
                        candles,
                        sentiment);
        ToLake.define(results, outputs);
        outputs.hotStore().ifPresent(hotStore -> ToHotStore.define(results, hotStore));
    }

    private static void refuseWithoutCheckpoints(StreamExecutionEnvironment env) {
        if (!env.getCheckpointConfig().isCheckpointingEnabled()) {
            throw new IllegalStateException(
                    "Checkpoints are off, so nothing would ever be committed to the lake:"
                            + " set lake.commit-interval, or execution.checkpointing.interval");
        }
    }

    private static SingleOutputStreamOperator<FeedEvent> events(
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

    private static SingleOutputStreamOperator<Gap> gapsIn(DataStream<FeedEvent> admitted) {
        return OperatorId.GAPS.on(admitted.flatMap(new PayloadOf<>(FeedEvent::gap, Gap.class)));
    }

    private static DataStream<Bar> numbered(DataStream<Bar> bars, BarRules rules) {
        return OperatorId.NUMBER_REVISIONS.on(
                bars.keyBy(Bar::symbol).process(new NumberRevisions(rules)));
    }

    private static <T> DataStream<T> and(DataStream<T> stream, Optional<DataStream<T>> other) {
        return other.map(more -> stream.union(more)).orElse(stream);
    }
}
