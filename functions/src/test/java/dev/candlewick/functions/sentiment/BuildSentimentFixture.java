package dev.candlewick.functions.sentiment;

import static dev.candlewick.functions.sentiment.TestingSentiment.date;

import dev.candlewick.functions.model.RegimeEpisode;
import dev.candlewick.functions.model.Sentiment;
import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.functions.model.SentimentReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The operator under test, and readings for it. */
abstract class BuildSentimentFixture {

    KeyedOneInputStreamOperatorTestHarness<String, SentimentEvent, Sentiment> operator;
    int rowsTaken;
    int episodesTaken;

    @BeforeEach
    void open() throws Exception {
        operator = harness();
        operator.open();
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    void read(SentimentReading... readings) throws Exception {
        for (SentimentReading reading : readings) {
            operator.processElement(SentimentEvent.reading(reading), 0);
        }
    }

    /** The rows since the last look. */
    List<Sentiment> rows() {
        List<Sentiment> all = rowsAgain();
        List<Sentiment> news = all.subList(rowsTaken, all.size());
        rowsTaken = all.size();
        return news;
    }

    List<Sentiment> rowsAgain() {
        return operator.extractOutputValues();
    }

    /** The episodes since the last look. */
    List<RegimeEpisode> episodes() {
        List<RegimeEpisode> all = side(BuildSentiment.EPISODES);
        List<RegimeEpisode> news = all.subList(episodesTaken, all.size());
        episodesTaken = all.size();
        return news;
    }

    <T> List<T> side(OutputTag<T> tag) {
        Queue<StreamRecord<T>> records = operator.getSideOutput(tag);
        List<T> values = new ArrayList<>();
        if (records != null) {
            records.forEach(record -> values.add(record.getValue()));
        }
        return values;
    }

    static String name(RegimeEpisode episode) {
        return "%s %s..%s %d %d-%d"
                .formatted(
                        episode.regime().label(),
                        date(episode.startedOn()),
                        episode.endedOn() == null ? "now" : date(episode.endedOn()),
                        episode.days(),
                        episode.minValue(),
                        episode.maxValue());
    }

    static KeyedOneInputStreamOperatorTestHarness<String, SentimentEvent, Sentiment> harness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new BuildSentiment(SentimentRules.DEFAULT, "run")),
                SentimentEvent::indexName,
                Types.STRING);
    }
}
