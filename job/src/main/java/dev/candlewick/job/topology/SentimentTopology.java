package dev.candlewick.job.topology;

import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.RegimeEpisode;
import dev.candlewick.functions.model.Sentiment;
import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.functions.model.Signal;
import dev.candlewick.functions.sentiment.BuildSentiment;
import dev.candlewick.functions.sentiment.FollowSentimentRules;
import dev.candlewick.functions.sentiment.JoinSignals;
import dev.candlewick.functions.sentiment.RulesInForce;
import dev.candlewick.functions.sentiment.SentimentUpdate;
import dev.candlewick.sinks.tables.Tables;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** From a sentiment index to its regimes, and to signals beside the final bars. */
record SentimentTopology(
        DataStream<Sentiment> readings,
        DataStream<RegimeEpisode> episodes,
        DataStream<Signal> signals,
        DataStream<DeadLetter> rejected) {

    /**
     * Adds the pipeline of an index; an index is one small stream, kept whole and in order.
     *
     * @param changing rules as they change; empty if they do not
     */
    static SentimentTopology define(
            StreamExecutionEnvironment env,
            Source<SentimentEvent, ?, ?> index,
            Optional<DataStream<RulesInForce>> changing,
            DataStream<BarRun> finalBars,
            Rules rules) {
        DataStream<SentimentEvent> events = events(env, index);
        SingleOutputStreamOperator<Sentiment> readings = readings(events, changing, rules);
        return new SentimentTopology(
                readings,
                readings.getSideOutput(BuildSentiment.EPISODES),
                signals(finalBars, readings.getSideOutput(BuildSentiment.UPDATES), rules),
                readings.getSideOutput(BuildSentiment.REJECTED));
    }

    List<TableRows<?>> tables() {
        return List.of(
                TableRows.of(Tables.SENTIMENT, readings),
                TableRows.of(Tables.SENTIMENT_REGIMES, episodes),
                TableRows.of(Tables.SIGNALS, signals));
    }

    /** Without watermarks: its events carry their time, also through silence. */
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
            DataStream<SentimentEvent> events,
            Optional<DataStream<RulesInForce>> changing,
            Rules rules) {
        KeyedStream<SentimentEvent, String> ofIndex = events.keyBy(SentimentEvent::indexName);
        String runId = rules.bars().runId();
        return OperatorId.BUILD_SENTIMENT.on(
                changing.map(
                                news ->
                                        ofIndex.connect(news.broadcast(FollowSentimentRules.RULES))
                                                .process(
                                                        new FollowSentimentRules(
                                                                rules.sentiment(), runId)))
                        .orElseGet(
                                () -> ofIndex.process(new BuildSentiment(rules.sentiment(), runId)))
                        .setParallelism(1));
    }

    private static SingleOutputStreamOperator<Signal> signals(
            DataStream<BarRun> finalBars, DataStream<SentimentUpdate> updates, Rules rules) {
        return OperatorId.JOIN_SIGNALS.on(
                finalBars
                        .keyBy(BarRun::symbol)
                        .connect(updates.broadcast(JoinSignals.SENTIMENT))
                        .process(new JoinSignals(rules.sentiment())));
    }
}
