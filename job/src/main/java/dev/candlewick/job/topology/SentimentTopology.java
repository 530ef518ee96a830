package dev.candlewick.job.topology;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.RegimeEpisode;
import dev.candlewick.functions.model.Sentiment;
import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.functions.model.Signal;
import dev.candlewick.functions.sentiment.BuildSentiment;
import dev.candlewick.functions.sentiment.JoinSignals;
import dev.candlewick.sinks.duckdb.HotRow;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** From a sentiment index to its regimes, and to signals beside the final bars. */
record SentimentTopology(
        DataStream<Sentiment> readings,
        DataStream<RegimeEpisode> episodes,
        DataStream<Signal> signals,
        DataStream<DeadLetter> rejected) {

    /** Adds the pipeline of an index; an index is one small stream, kept whole and in order. */
    static SentimentTopology define(
            StreamExecutionEnvironment env,
            Source<SentimentEvent, ?, ?> index,
            DataStream<Bar> finalBars,
            Rules rules) {
        DataStream<SentimentEvent> events = events(env, index);
        SingleOutputStreamOperator<Sentiment> readings = readings(events, rules);
        return new SentimentTopology(
                readings,
                readings.getSideOutput(BuildSentiment.EPISODES),
                signals(finalBars, events, rules),
                readings.getSideOutput(BuildSentiment.REJECTED));
    }

    void toLake(Outputs outputs) {
        OperatorId.SENTIMENT_TO_LAKE.on(readings.sinkTo(outputs.sentiment()).setParallelism(1));
        OperatorId.REGIMES_TO_LAKE.on(episodes.sinkTo(outputs.regimes()).setParallelism(1));
        OperatorId.SIGNALS_TO_LAKE.on(signals.sinkTo(outputs.signals()).setParallelism(1));
    }

    DataStream<HotRow> hotRows() {
        DataStream<HotRow> hotReadings =
                OperatorId.HOT_SENTIMENT.on(readings.map(HotRow::of).setParallelism(1));
        DataStream<HotRow> hotEpisodes =
                OperatorId.HOT_REGIMES.on(episodes.map(HotRow::of).setParallelism(1));
        DataStream<HotRow> hotSignals = OperatorId.HOT_SIGNALS.on(signals.map(HotRow::of));
        return hotReadings.union(hotEpisodes, hotSignals);
    }

    /** Without watermarks: its events tell their time themselves, and far into silence. */
    private static SingleOutputStreamOperator<SentimentEvent> events(
            StreamExecutionEnvironment env, Source<SentimentEvent, ?, ?> index) {
        return OperatorId.SENTIMENT_INDEX.on(
                env.fromSource(
                                index,
                                WatermarkStrategy.noWatermarks(),
                                OperatorId.SENTIMENT_INDEX.label(),
                                TypeInformation.of(SentimentEvent.class))
                        .setParallelism(1));
    }

    private static SingleOutputStreamOperator<Sentiment> readings(
            DataStream<SentimentEvent> events, Rules rules) {
        return OperatorId.BUILD_SENTIMENT.on(
                events.keyBy(SentimentEvent::indexName)
                        .process(new BuildSentiment(rules.sentiment(), rules.bars().runId()))
                        .setParallelism(1));
    }

    private static SingleOutputStreamOperator<Signal> signals(
            DataStream<Bar> finalBars, DataStream<SentimentEvent> events, Rules rules) {
        return OperatorId.JOIN_SIGNALS.on(
                finalBars
                        .keyBy(Bar::symbol)
                        .connect(events.broadcast(JoinSignals.SENTIMENT))
                        .process(new JoinSignals(rules.sentiment())));
    }
}
