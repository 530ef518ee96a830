package dev.candlewick.sources.rest;

import dev.candlewick.sources.net.HttpFetcher;
import dev.candlewick.sources.net.TimeSource;
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
 * Polls a resource over HTTP for as long as the job runs, or once.
 *
 * <p>The cursor of the resource is the only split, and in every checkpoint. One reader polls; the
 * others, if there are any, idle. No failure of the provider fails the job: what is known stands,
 * and attempts go on.
 */
public final class RestPollingSource<T, C>
        implements Source<T, CursorSplit<C>, UnassignedSplits<C>>, ResultTypeQueryable<T> {

    private static final long serialVersionUID = 1L;

    private final PolledResource<T, C> resource;
    private final PollPolicy policy;
    private final PollPorts ports;
    private final Boundedness boundedness;

    /**
     * @param boundedness a bounded source ends after one poll, whether it succeeded or was given up
     */
    public RestPollingSource(
            PolledResource<T, C> resource,
            PollPolicy policy,
            PollPorts ports,
            Boundedness boundedness) {
        this.resource = resource;
        this.policy = policy;
        this.ports = ports;
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
    public SourceReader<T, CursorSplit<C>> createReader(SourceReaderContext context) {
        PollHealth health = new PollHealth(resource.name(), context.metricGroup());
        return new PollingSourceReader<>(() -> splitReader(health), context);
    }

    private PollingSplitReader<T, C> splitReader(PollHealth health) {
        HttpFetcher fetcher = ports.fetcher();
        TimeSource time = ports.time();
        return new PollingSplitReader<>(
                fetcher,
                time,
                (cursor, now) -> new Poller<>(resource, policy, health, ports::chance, cursor, now),
                isBounded());
    }

    @Override
    public SplitEnumerator<CursorSplit<C>, UnassignedSplits<C>> createEnumerator(
            SplitEnumeratorContext<CursorSplit<C>> context) {
        CursorSplit<C> split = new CursorSplit<>(resource.name(), resource.initialCursor());
        return restoreEnumerator(context, new UnassignedSplits<>(List.of(split)));
    }

    @Override
    public SplitEnumerator<CursorSplit<C>, UnassignedSplits<C>> restoreEnumerator(
            SplitEnumeratorContext<CursorSplit<C>> context, UnassignedSplits<C> state) {
        return new CursorEnumerator<>(context, isBounded(), state);
    }

    @Override
    public SimpleVersionedSerializer<CursorSplit<C>> getSplitSerializer() {
        return new CursorSplitSerializer<>(resource.cursorSerializer());
    }

    @Override
    public SimpleVersionedSerializer<UnassignedSplits<C>> getEnumeratorCheckpointSerializer() {
        return new UnassignedSplitsSerializer<>(
                new CursorSplitSerializer<>(resource.cursorSerializer()));
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return resource.producedType();
    }
}
