package dev.candlewick.job.lakereplay;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.splits.SingleSplitEnumerator;
import dev.candlewick.sources.splits.SplitListSerializer;
import dev.candlewick.sources.splits.SplitSourceReader;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The trades of a lake as events, each trade once. After a failure it goes on with the run of
 * trades that comes next. One subtask reads, whatever the parallelism.
 */
public final class LakeReplaySource
        implements Source<FeedEvent, LakeReplaySplit, List<LakeReplaySplit>>,
                ResultTypeQueryable<FeedEvent> {

    private static final long serialVersionUID = 1L;

    /** The group of this source's metrics, below those of its reader. */
    public static final String METRIC_GROUP = "lake";

    public static final String DAYS_READ = "daysRead";

    private final LakeSpan span;

    public LakeReplaySource(LakeSpan span) {
        this.span = span;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public TypeInformation<FeedEvent> getProducedType() {
        return TypeInformation.of(FeedEvent.class);
    }

    @Override
    public SourceReader<FeedEvent, LakeReplaySplit> createReader(SourceReaderContext context) {
        LakeReplayProgress progress = new LakeReplayProgress(span);
        progress.register(context.metricGroup());
        return new SplitSourceReader<>(
                () -> new LakeReplayReader(span, progress),
                (batch, output, state) -> {
                    batch.events().forEach(output::collect);
                    state.split = batch.reached();
                },
                State::new,
                state -> state.split,
                context);
    }

    /** What has been emitted. */
    private static final class State {
        private LakeReplaySplit split;

        State(LakeReplaySplit split) {
            this.split = split;
        }
    }

    @Override
    public SplitEnumerator<LakeReplaySplit, List<LakeReplaySplit>> createEnumerator(
            SplitEnumeratorContext<LakeReplaySplit> context) {
        return restoreEnumerator(context, List.of(LakeReplaySplit.before(span.from())));
    }

    @Override
    public SplitEnumerator<LakeReplaySplit, List<LakeReplaySplit>> restoreEnumerator(
            SplitEnumeratorContext<LakeReplaySplit> context, List<LakeReplaySplit> unassigned) {
        return new SingleSplitEnumerator<>(context, getBoundedness(), unassigned);
    }

    @Override
    public SimpleVersionedSerializer<LakeReplaySplit> getSplitSerializer() {
        return new LakeReplaySplit.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<List<LakeReplaySplit>> getEnumeratorCheckpointSerializer() {
        return new SplitListSerializer<>(new LakeReplaySplit.Serializer());
    }
}
