package dev.candlewick.job.topology;

import dev.candlewick.functions.history.PlanHistory;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Reconciliation;
import dev.candlewick.functions.model.Standing;
import dev.candlewick.functions.quality.JudgeAnswers;
import dev.candlewick.functions.quality.PlanHealing;
import dev.candlewick.functions.quality.PlanReconciliation;
import dev.candlewick.functions.quality.RepairBars;
import dev.candlewick.functions.quality.RouteFeed;
import dev.candlewick.sources.hyperliquid.rest.ExchangeRestOperatorFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * From gaps and final bars, by way of the exchange's own candles, to bars that are repaired, gaps
 * that are healed, and what differs. Requests go down, answers come up beside the bars: nothing
 * flows back.
 */
record CandleTopology(
        DataStream<BarRun> repaired,
        DataStream<Gap> healed,
        DataStream<Reconciliation> compared,
        DataStream<ExchangeCandle> candles,
        DataStream<DeadLetter> rejected) {

    /**
     * Adds the pipeline.
     *
     * @param admitted events, and bars of trades, partitioned by symbol
     * @param events of the feed, with streamed candles and standings of the universe beside them
     */
    static CandleTopology define(
            DataStream<FeedEvent> admitted,
            DataStream<BarRun> barsOfTrades,
            SingleOutputStreamOperator<FeedEvent> events,
            ExchangeRestOperatorFactory exchange,
            Rules rules) {
        SingleOutputStreamOperator<CandleRequest> checks =
                unsettledByStream(barsOfTrades, events.getSideOutput(RouteFeed.CANDLES), rules);
        DataStream<CandleRequest> requests =
                windowsOfGaps(admitted, rules)
                        .union(
                                checks,
                                history(
                                        admitted,
                                        events.getSideOutput(RouteFeed.STANDINGS),
                                        rules));
        SingleOutputStreamOperator<CandleAnswer> answers = answers(requests, exchange);
        SingleOutputStreamOperator<BarRun> repaired = repaired(answers, rules);
        return new CandleTopology(
                repaired,
                repaired.getSideOutput(RepairBars.HEALED),
                judged(answers).union(checks.getSideOutput(PlanReconciliation.AGREED)),
                answers.getSideOutput(ExchangeRestOperatorFactory.CANDLES),
                answers.getSideOutput(ExchangeRestOperatorFactory.DEAD_LETTERS));
    }

    private static DataStream<CandleRequest> windowsOfGaps(
            DataStream<FeedEvent> admitted, Rules rules) {
        return OperatorId.PLAN_HEALING.on(
                DataStreamUtils.reinterpretAsKeyedStream(admitted, FeedEvent::symbol)
                        .process(new PlanHealing(rules.healing())));
    }

    private static SingleOutputStreamOperator<CandleRequest> unsettledByStream(
            DataStream<BarRun> barsOfTrades, DataStream<ExchangeCandle> streamed, Rules rules) {
        return OperatorId.PLAN_RECONCILIATION.on(
                barsOfTrades
                        .keyBy(BarRun::symbol)
                        .connect(streamed.keyBy(ExchangeCandle::symbol))
                        .process(new PlanReconciliation(rules.reconciliation())));
    }

    private static DataStream<CandleRequest> history(
            DataStream<FeedEvent> admitted, DataStream<Standing> standings, Rules rules) {
        return OperatorId.PLAN_HISTORY.on(
                DataStreamUtils.reinterpretAsKeyedStream(admitted, FeedEvent::symbol)
                        .connect(standings.keyBy(Standing::symbol))
                        .process(new PlanHistory(rules.history())));
    }

    /** One operator keeps to the exchange's limits for the whole job. */
    private static SingleOutputStreamOperator<CandleAnswer> answers(
            DataStream<CandleRequest> requests, ExchangeRestOperatorFactory exchange) {
        return OperatorId.ASK_EXCHANGE.on(
                requests.transform(
                                OperatorId.ASK_EXCHANGE.label(),
                                TypeInformation.of(CandleAnswer.class),
                                exchange)
                        .forceNonParallel());
    }

    private static SingleOutputStreamOperator<BarRun> repaired(
            DataStream<CandleAnswer> answers, Rules rules) {
        return OperatorId.REPAIR_BARS.on(
                answers.keyBy(answer -> answer.request().symbol())
                        .process(new RepairBars(rules.healing(), rules.bars().runId())));
    }

    private static SingleOutputStreamOperator<Reconciliation> judged(
            DataStream<CandleAnswer> answers) {
        return OperatorId.JUDGE_ANSWERS.on(answers.process(new JudgeAnswers()).setParallelism(1));
    }
}
