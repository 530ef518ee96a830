package dev.candlewick.sources.rest;

import dev.candlewick.sources.net.HttpEnvironment;
import dev.candlewick.sources.net.HttpFetcher;
import dev.candlewick.sources.net.TimeSource;
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
 * Polls a resource over HTTP, continuously or once.
 *
 * <p>The cursor of the resource is the only split. One reader polls; the others are idle. A failing
 * provider does not fail the job: the source keeps retrying and event time keeps advancing.
 */
public final class PollingSource<T, C>
        implements Source<T, PollingSplit<C>, List<PollingSplit<C>>>, ResultTypeQueryable<T> {

    private static final long serialVersionUID = 1L;

    private final PolledResource<T, C> resource;
    private final PollPolicy policy;
    private final HttpEnvironment environment;
    private final Boundedness boundedness;

    public PollingSource(
            PolledResource<T, C> resource,
            PollPolicy policy,
            HttpEnvironment environment,
            Boundedness boundedness) {
        this.resource = resource;
        this.policy = policy;
        this.environment = environment;
        this.boundedness = boundedness;
    }

    @Override
    public Boundedness getBoundedness() {
        return boundedness;
    }

    private boolean isBounded() {
        return boundedness == Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<T, PollingSplit<C>> createReader(SourceReaderContext context) {
        PollMetrics metrics = new PollMetrics(resource.name(), context.metricGroup());
        return new SplitSourceReader<>(
                () -> splitReader(metrics),
                new PollingRecordEmitter<>(),
                PollingSplitState::new,
                PollingSplitState::toSplit,
                context);
    }

    private PollingSplitReader<T, C> splitReader(PollMetrics metrics) {
        HttpFetcher fetcher = environment.fetcher();
        TimeSource time = environment.time();
        return new PollingSplitReader<>(
                fetcher,
                time,
                (cursor, now) ->
                        new Poller<>(resource, policy, metrics, environment::chance, cursor, now),
                isBounded());
    }

    @Override
    public SplitEnumerator<PollingSplit<C>, List<PollingSplit<C>>> createEnumerator(
            SplitEnumeratorContext<PollingSplit<C>> context) {
        PollingSplit<C> split = new PollingSplit<>(resource.name(), resource.initialCursor());
        return restoreEnumerator(context, List.of(split));
    }

    @Override
    public SplitEnumerator<PollingSplit<C>, List<PollingSplit<C>>> restoreEnumerator(
            SplitEnumeratorContext<PollingSplit<C>> context, List<PollingSplit<C>> unassigned) {
        return new SingleSplitEnumerator<>(context, boundedness, unassigned);
    }

    @Override
    public SimpleVersionedSerializer<PollingSplit<C>> getSplitSerializer() {
        return new PollingSplitSerializer<>(resource.cursorSerializer());
    }

    @Override
    public SimpleVersionedSerializer<List<PollingSplit<C>>> getEnumeratorCheckpointSerializer() {
        return new SplitListSerializer<>(getSplitSerializer());
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return resource.producedType();
    }
}
