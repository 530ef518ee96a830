package dev.candlewick.job.topology;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.bars.BuildBars;
import dev.candlewick.functions.model.BarRun;
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
import org.apache.flink.configuration.JobManagerOptions;
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

    /** Counts for {@code data_quality}: of a day that lasts, and of recorded days. */
    private static final Duration COUNTED_LIVE = Duration.ofHours(1);

    private static final Duration COUNTED = Duration.ofDays(1);

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
                eachTradeOnceAndInTime(inOrder(events, inputs, rules.bars()), rules.bars());
        SingleOutputStreamOperator<BarRun> barsOfTrades =
                barsOfAllIntervals(admitted, rules.bars());
        Optional<CandleTopology> candles =
                inputs.candles()
                        .map(
                                exchange ->
                                        CandleTopology.define(
                                                admitted, barsOfTrades, events, exchange, rules));
        SingleOutputStreamOperator<BarRun> finalBars =
                numbered(
                        barsOfTrades,
                        candles.map(CandleTopology::repaired),
                        new NumberRevisions(
                                rules.bars(), candles.isPresent() ? COUNTED_LIVE : COUNTED));
        DataStream<Gap> gaps = and(gapsIn(admitted), candles.map(CandleTopology::healed));
        Optional<SettingsTopology> settings =
                inputs.settings().map(source -> SettingsTopology.define(env, source));
        Optional<SentimentTopology> sentiment =
                inputs.sentiment()
                        .map(
                                index ->
                                        SentimentTopology.define(
                                                env,
                                                index,
                                                settings.map(SettingsTopology::sentiment),
                                                finalBars,
                                                rules));

        Results results =
                new Results(
                        events,
                        admitted,
                        barsOfTrades.getSideOutput(BuildBars.FORMING),
                        finalBars,
                        gaps,
                        QualityTopology.define(
                                events,
                                admitted,
                                finalBars,
                                gaps,
                                candles.map(CandleTopology::compared),
                                rules.bars().runId()),
                        candles,
                        sentiment,
                        settings);
        ToTables.define(env, results, outputs, !inputs.areStored());
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
            DataStream<FeedEvent> events, Inputs inputs, BarRules rules) {
        KeyedStream<FeedEvent, String> ofSymbol = bySymbol(events);
        return inputs.order().isEmpty()
                ? ofSymbol
                : DataStreamUtils.reinterpretAsKeyedStream(
                        OperatorId.ORDER_FEED.on(ofSymbol.process(new OrderBySymbol(rules))),
                        FeedEvent::symbol);
    }

    /**
     * Events of a job that keeps its one subtask are where their key would put them: they need not
     * travel from one task to another. The adaptive scheduler may give a job more subtasks later.
     */
    static KeyedStream<FeedEvent, String> bySymbol(DataStream<FeedEvent> events) {
        StreamExecutionEnvironment env = events.getExecutionEnvironment();
        boolean keepsOneSubtask =
                env.getParallelism() == 1
                        && env.getConfiguration()
                                .getOptional(JobManagerOptions.SCHEDULER)
                                .filter(JobManagerOptions.SchedulerType.Default::equals)
                                .isPresent();
        return keepsOneSubtask
                ? DataStreamUtils.reinterpretAsKeyedStream(events, FeedEvent::symbol)
                : events.keyBy(FeedEvent::symbol);
    }

    private static SingleOutputStreamOperator<FeedEvent> eachTradeOnceAndInTime(
            KeyedStream<FeedEvent, String> events, BarRules rules) {
        return OperatorId.ADMIT_TRADES.on(events.process(new AdmitTrades(rules)));
    }

    /** Needs no second shuffle: admitted events are where their symbol's key has put them. */
    private static SingleOutputStreamOperator<BarRun> barsOfAllIntervals(
            DataStream<FeedEvent> admitted, BarRules rules) {
        return OperatorId.BUILD_BARS.on(
                DataStreamUtils.reinterpretAsKeyedStream(admitted, FeedEvent::symbol)
                        .process(new BuildBars(rules)));
    }

    private static SingleOutputStreamOperator<Gap> gapsIn(DataStream<FeedEvent> admitted) {
        return OperatorId.GAPS.on(
                admitted.flatMap(new PayloadOf<>(MarketDataTopology::newGap, Gap.class)));
    }

    private static Gap newGap(FeedEvent event) {
        Gap gap = event.gap();
        return gap == null || gap.reason().equals(Gap.EXPLAINED_BEFORE) ? null : gap;
    }

    /** Bars of trades are where their symbol's key has put them; only others need a shuffle. */
    private static SingleOutputStreamOperator<BarRun> numbered(
            DataStream<BarRun> ofTrades,
            Optional<DataStream<BarRun>> repaired,
            NumberRevisions number) {
        KeyedStream<BarRun, String> bars =
                repaired.map(more -> ofTrades.union(more).keyBy(BarRun::symbol))
                        .orElseGet(
                                () ->
                                        DataStreamUtils.reinterpretAsKeyedStream(
                                                ofTrades, BarRun::symbol));
        return OperatorId.NUMBER_REVISIONS.on(bars.process(number));
    }

    private static <T> DataStream<T> and(DataStream<T> stream, Optional<DataStream<T>> other) {
        return other.map(more -> stream.union(more)).orElse(stream);
    }
}
