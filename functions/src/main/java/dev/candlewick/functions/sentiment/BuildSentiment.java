package dev.candlewick.functions.sentiment;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.RegimeEpisode;
import dev.candlewick.functions.model.Sentiment;
import dev.candlewick.functions.model.SentimentEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Relates each day of a sentiment index to the days before it, keyed by index name. A reading that
 * repeats the value of its day is dropped; a changed value, or one of a late day, is followed by
 * revisions of the days and episodes that it changes.
 */
public class BuildSentiment extends KeyedProcessFunction<String, SentimentEvent, Sentiment> {
    private static final long serialVersionUID = 1L;

    /** Regime episodes: new, changed and vanished ones. */
    public static final OutputTag<RegimeEpisode> EPISODES =
            new OutputTag<>("regime-episodes", TypeInformation.of(RegimeEpisode.class));

    /** What joins need: new and changed values, and the passing of time, in order. */
    public static final OutputTag<SentimentUpdate> UPDATES =
            new OutputTag<>("sentiment-updates", TypeInformation.of(SentimentUpdate.class));

    /** Rejected input. */
    public static final OutputTag<DeadLetter> REJECTED =
            new OutputTag<>("rejected-sentiment", TypeInformation.of(DeadLetter.class));

    public static final String READINGS = "sentiment-readings";
    public static final String DUPLICATES = "sentiment-duplicates";
    public static final String REVISIONS = "sentiment-revisions";
    public static final String REJECTIONS = "sentiment-rejected";

    private final SentimentRules rules;
    private final String runId;
    private transient IndexDays days;

    public BuildSentiment(SentimentRules rules, String runId) {
        this.rules = rules;
        this.runId = runId;
    }

    @Override
    public void open(OpenContext context) {
        days = new IndexDays(runId, getRuntimeContext());
    }

    @Override
    public void processElement(SentimentEvent event, Context context, Collector<Sentiment> out)
            throws Exception {
        days.on(
                event,
                rules,
                new IndexDays.Output(
                        out::collect,
                        episode -> context.output(EPISODES, episode),
                        update -> context.output(UPDATES, update),
                        letter -> context.output(REJECTED, letter)));
    }
}
