package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.FeedEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Turns refused input off the feed, so that only what concerns a symbol goes on. */
public class DivertRejected extends ProcessFunction<FeedEvent, FeedEvent> {
    private static final long serialVersionUID = 1L;

    /** The refused input. */
    public static final OutputTag<DeadLetter> REJECTED =
            new OutputTag<>("rejected", TypeInformation.of(DeadLetter.class));

    /** The name of the count of refused inputs. */
    public static final String REJECTIONS = "rejected";

    /** The name of the count of gaps in the feed. */
    public static final String GAPS = "gaps";

    private transient Tally rejections;
    private transient Tally gaps;

    @Override
    public void open(OpenContext context) {
        rejections = Tally.of(getRuntimeContext(), REJECTIONS);
        gaps = Tally.of(getRuntimeContext(), GAPS);
    }

    @Override
    public void processElement(FeedEvent event, Context context, Collector<FeedEvent> out) {
        if (event.kind() == FeedEvent.Kind.REJECTED) {
            rejections.add();
            context.output(REJECTED, event.deadLetter());
            return;
        }
        if (event.kind() == FeedEvent.Kind.GAP) {
            gaps.add();
        }
        out.collect(event);
    }
}
