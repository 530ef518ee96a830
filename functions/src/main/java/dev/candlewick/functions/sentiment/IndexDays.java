package dev.candlewick.functions.sentiment;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.RegimeEpisode;
import dev.candlewick.functions.model.Sentiment;
import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.functions.model.SentimentReading;
import dev.candlewick.functions.quality.Tally;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The days of the index whose key is current, and what an event makes of them. */
final class IndexDays {
    private static final Logger LOG = LoggerFactory.getLogger(IndexDays.class);

    static final ValueStateDescriptor<IndexHistory> HISTORY =
            new ValueStateDescriptor<>("history", TypeInformation.of(IndexHistory.class));

    private final String runId;
    private final ValueState<IndexHistory> histories;
    private final Tally readings;
    private final Tally duplicates;
    private final Tally revisions;
    private final Tally rejections;

    /** Where rows go, and what goes beside them. */
    record Output(
            Consumer<Sentiment> rows,
            Consumer<RegimeEpisode> episodes,
            Consumer<SentimentUpdate> updates,
            Consumer<DeadLetter> rejected) {}

    IndexDays(String runId, RuntimeContext context) {
        this.runId = runId;
        this.histories = context.getState(HISTORY);
        this.readings = Tally.of(context, BuildSentiment.READINGS);
        this.duplicates = Tally.of(context, BuildSentiment.DUPLICATES);
        this.revisions = Tally.of(context, BuildSentiment.REVISIONS);
        this.rejections = Tally.of(context, BuildSentiment.REJECTIONS);
    }

    void on(SentimentEvent event, SentimentRules rules, Output out) throws Exception {
        switch (event.kind()) {
            case READING -> {
                // Another reading of the same instant may follow.
                long completeUntil = event.eventTime() - 1;
                KnownReading news = read(event.reading(), rules, out);
                out.updates().accept(SentimentUpdate.of(completeUntil, news));
            }
            case REJECTED -> {
                rejections.add();
                out.rejected().accept(event.deadLetter());
            }
            case TIME -> out.updates().accept(SentimentUpdate.of(event.eventTime(), null));
        }
    }

    /** Returns the value if it is new or changed; else null. */
    private KnownReading read(SentimentReading reading, SentimentRules rules, Output out)
            throws Exception {
        IndexHistory history = histories.value();
        if (history == null) {
            history = new IndexHistory();
        }
        if (!isNews(reading, history.day(reading.readingDate()))) {
            duplicates.add();
            return null;
        }
        builder(rules, reading.indexName(), history, out).add(reading);
        histories.update(history);
        return KnownReading.of(history.day(reading.readingDate()), rules);
    }

    /** Judges all days of an index again. */
    void judge(
            String indexName,
            ValueState<IndexHistory> state,
            SentimentRules before,
            SentimentRules now,
            Output out)
            throws Exception {
        IndexHistory history = state.value();
        if (history != null) {
            builder(now, indexName, history, out).judgedBefore(before);
            state.update(history);
        }
    }

    private SentimentBuilder builder(
            SentimentRules rules, String indexName, IndexHistory history, Output out) {
        return new SentimentBuilder(rules, runId, indexName, history, out.rows(), out.episodes());
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
                "{} revised the value of a known day from {} to {}: {}",
                reading.indexName(),
                known.value,
                reading.value(),
                reading);
        return true;
    }
}
