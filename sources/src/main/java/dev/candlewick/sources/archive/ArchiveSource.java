package dev.candlewick.sources.archive;

import dev.candlewick.functions.model.FeedEvent;
import java.math.BigDecimal;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
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
 * The historical archive as events. Several readers read objects side by side, so the events of a
 * symbol come out of order: they must pass an operator that puts them in order by the watermarks of
 * {@link #watermarks}, before anything else looks at them.
 */
public final class ArchiveSource
        implements Source<FeedEvent, ArchiveSplit, ArchiveState>, ResultTypeQueryable<FeedEvent> {

    private final ArchiveRequest request;
    private final BigDecimal maxPrice;
    private final long outOfOrderness;

    ArchiveSource(ArchiveRequest request, BigDecimal maxPrice, Duration outOfOrderness) {
        this.request = request;
        this.maxPrice = maxPrice;
        this.outOfOrderness = outOfOrderness.toNanos() / 1_000;
    }

    public static ArchiveSourceBuilder builder() {
        return new ArchiveSourceBuilder();
    }

    /**
     * The watermarks that say how far all readers have come. No reader is ever idle: one that waits
     * for a slow file holds the others' events back.
     */
    public static WatermarkStrategy<FeedEvent> watermarks() {
        return WatermarkStrategy.<FeedEvent>forBoundedOutOfOrderness(Duration.ofMinutes(10))
                .withTimestampAssigner((event, previous) -> Math.max(0, event.eventTime()) / 1_000);
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
    public SourceReader<FeedEvent, ArchiveSplit> createReader(SourceReaderContext context) {
        throw new UnsupportedOperationException(request + " " + maxPrice + " " + outOfOrderness);
    }

    @Override
    public SplitEnumerator<ArchiveSplit, ArchiveState> createEnumerator(
            SplitEnumeratorContext<ArchiveSplit> context) {
        return restoreEnumerator(context, ArchiveState.NEW);
    }

    @Override
    public SplitEnumerator<ArchiveSplit, ArchiveState> restoreEnumerator(
            SplitEnumeratorContext<ArchiveSplit> context, ArchiveState state) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SimpleVersionedSerializer<ArchiveSplit> getSplitSerializer() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SimpleVersionedSerializer<ArchiveState> getEnumeratorCheckpointSerializer() {
        throw new UnsupportedOperationException();
    }
}
