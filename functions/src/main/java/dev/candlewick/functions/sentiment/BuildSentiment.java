package dev.candlewick.functions.sentiment;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.RegimeEpisode;
import dev.candlewick.functions.model.Sentiment;
import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.functions.model.SentimentReading;
import dev.candlewick.functions.quality.Tally;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads each day of a sentiment index beside the days before it, keyed by index name. A reading
 * that repeats the value of its day is left out; a changed one, or one of a day that came late, is
 * followed by revisions of the days and episodes that change by it.
 */
public class BuildSentiment extends KeyedProcessFunction<String, SentimentEvent, Sentiment> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(BuildSentiment.class);

    /** Regime episodes: new ones, changed ones, and those that are no more. */
    public static final OutputTag<RegimeEpisode> EPISODES =
            new OutputTag<>("regime-episodes", TypeInformation.of(RegimeEpisode.class));

    /** The refused input. */
    public static final OutputTag<DeadLetter> REJECTED =
            new OutputTag<>("rejected-sentiment", TypeInformation.of(DeadLetter.class));

    public static final String READINGS = "sentiment-readings";
    public static final String DUPLICATES = "sentiment-duplicates";
    public static final String REVISIONS = "sentiment-revisions";
    public static final String REJECTIONS = "sentiment-rejected";

    private final SentimentRules rules;
    private final String runId;

    private transient ValueState<IndexHistory> histories;
    private transient Tally readings;
    private transient Tally duplicates;
    private transient Tally revisions;
    private transient Tally rejections;

    public BuildSentiment(SentimentRules rules, String runId) {
        this.rules = rules;
        this.runId = runId;
    }

    @Override
    public void open(OpenContext context) {
        histories =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("history", IndexHistory.class));
        readings = Tally.of(getRuntimeContext(), READINGS);
        duplicates = Tally.of(getRuntimeContext(), DUPLICATES);
        revisions = Tally.of(getRuntimeContext(), REVISIONS);
        rejections = Tally.of(getRuntimeContext(), REJECTIONS);
    }

    @Override
    public void processElement(SentimentEvent event, Context context, Collector<Sentiment> out)
            throws Exception {
        switch (event.kind()) {
            case READING -> read(event.reading(), context, out);
            case REJECTED -> {
                rejections.add();
                context.output(REJECTED, event.deadLetter());
            }
            case TIME -> {
                // It concerns whoever waits for readings.
            }
        }
    }

    private void read(SentimentReading reading, Context context, Collector<Sentiment> out)
            throws Exception {
        IndexHistory history = histories.value();
        if (history == null) {
            history = new IndexHistory();
        }
        if (!isNews(reading, history.day(reading.readingDate()))) {
            duplicates.add();
            return;
        }
        new SentimentBuilder(
                        rules,
                        runId,
                        reading.indexName(),
                        history,
                        out::collect,
                        episode -> context.output(EPISODES, episode))
                .add(reading);
        histories.update(history);
    }

    private boolean isNews(SentimentReading reading, IndexDay known) {
        if (known == null) {
            readings.add();
            return true;
        }
        if (known.value == reading.value()) {
            return false;
        }
        revisions.add();
        LOG.info(
                "{} changed its value of a known day from {} to {}: {}",
                reading.indexName(),
                known.value,
                reading.value(),
                reading);
        return true;
    }
}
