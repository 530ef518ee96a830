package dev.candlewick.job.topology;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.DataQuality;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Gap;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Everything that the pipeline makes.
 *
 * @param events whose side outputs carry market data and what was refused
 * @param admitted whose side output carries trades that came too late
 * @param finalBars numbered, of trades and repaired
 */
record Results(
        SingleOutputStreamOperator<FeedEvent> events,
        SingleOutputStreamOperator<FeedEvent> admitted,
        DataStream<Bar> formingBars,
        DataStream<BarRun> finalBars,
        DataStream<Gap> gaps,
        DataStream<DataQuality> quality,
        Optional<CandleTopology> candles,
        Optional<SentimentTopology> sentiment,
        Optional<SettingsTopology> settings) {}
