package dev.candlewick.functions.sentiment;

import dev.candlewick.functions.model.Sentiment;
import dev.candlewick.functions.model.SentimentEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * {@link BuildSentiment} by rules that may change while it runs, with the same state and outputs.
 *
 * <p>Rules that change judge every known day again: rows and episodes that differ by them are
 * emitted as revisions, and joins get the rules in order with the readings.
 */
public class FollowSentimentRules
        extends KeyedBroadcastProcessFunction<String, SentimentEvent, RulesInForce, Sentiment> {
    private static final long serialVersionUID = 1L;

    /** The state with which rules are broadcast. */
    public static final MapStateDescriptor<String, RulesInForce> RULES =
            new MapStateDescriptor<>(
                    "sentiment-rules", Types.STRING, TypeInformation.of(RulesInForce.class));

    private static final String IN_FORCE = "in force";

    private final SentimentRules atStart;
    private final String runId;
    private transient IndexDays days;

    /**
     * @param atStart in force until others come
     */
    public FollowSentimentRules(SentimentRules atStart, String runId) {
        this.atStart = atStart;
        this.runId = runId;
    }

    @Override
    public void open(OpenContext context) {
        days = new IndexDays(runId, getRuntimeContext());
    }

    @Override
    public void processElement(
            SentimentEvent event, ReadOnlyContext context, Collector<Sentiment> out)
            throws Exception {
        days.on(
                event,
                inForce(context.getBroadcastState(RULES)),
                new IndexDays.Output(
                        out::collect,
                        episode -> context.output(BuildSentiment.EPISODES, episode),
                        update -> context.output(BuildSentiment.UPDATES, update),
                        letter -> context.output(BuildSentiment.REJECTED, letter)));
    }

    @Override
    public void processBroadcastElement(
            RulesInForce news, Context context, Collector<Sentiment> out) throws Exception {
        BroadcastState<String, RulesInForce> state = context.getBroadcastState(RULES);
        SentimentRules before = inForce(state);
        SentimentRules now = news.rules();
        state.put(IN_FORCE, news);
        IndexDays.Output output =
                new IndexDays.Output(
                        out::collect,
                        episode -> context.output(BuildSentiment.EPISODES, episode),
                        update -> context.output(BuildSentiment.UPDATES, update),
                        letter -> context.output(BuildSentiment.REJECTED, letter));
        if (!now.equals(before)) {
            context.applyToKeyedState(
                    IndexDays.HISTORY,
                    (index, history) -> days.judge(index, history, before, now, output));
        }
        output.updates().accept(SentimentUpdate.of(news));
    }

    private SentimentRules inForce(ReadOnlyBroadcastState<String, RulesInForce> state)
            throws Exception {
        RulesInForce changed = state.get(IN_FORCE);
        return changed == null ? atStart : changed.rules();
    }
}
