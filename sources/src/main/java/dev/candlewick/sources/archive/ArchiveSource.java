package dev.candlewick.sources.archive;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.splits.SplitSourceReader;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SupportsSplitReassignmentOnRecovery;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The historical archive as events. Several readers read objects side by side, so the events of a
 * symbol come out of order: they must pass an operator that puts them in order by the watermarks of
 * {@link #watermarks}, before anything else looks at them.
 */
public final class ArchiveSource
        implements Source<FeedEvent, ArchiveSplit, ArchiveEnumeratorState>,
                SupportsSplitReassignmentOnRecovery,
                ResultTypeQueryable<FeedEvent> {

    /** The group of this source's metrics, below those of its readers and of its enumerator. */
    public static final String METRIC_GROUP = "archive";

    /** Of the enumerator: how much there is to read, and is read; a restart goes on with it. */
    public static final String OBJECTS_TOTAL = "objectsTotal";

    public static final String BYTES_TOTAL = "bytesTotal";
    public static final String OBJECTS_DONE = "objectsDone";
    public static final String BYTES_DONE = "bytesDone";

    /** Of each reader: what it has read since it was started, bytes as they are stored. */
    public static final String BYTES_READ = "bytesRead";

    public static final String LINES_READ = "linesRead";
    public static final String OBJECTS_READ = "objectsRead";

    /** Of each reader: fills of wanted coins that no two orders matched, so that make no trade. */
    public static final String FILLS_NOT_MATCHED = "fillsNotMatched";

    /**
     * By how much event time is held back: a file of an hour must be known to be sound before its
     * first event goes on, and a node that was behind writes what is older than its hour.
     */
    private static final Duration HELD_BACK = Duration.ofMinutes(70);

    private final ArchiveRequest request;
    private final ArchiveRules rules;
    private final long outOfOrderness;

    ArchiveSource(ArchiveRequest request, ArchiveRules rules, Duration outOfOrderness) {
        this.request = request;
        this.rules = rules;
        this.outOfOrderness = outOfOrderness.toNanos() / 1_000;
    }

    public static ArchiveSourceBuilder builder(ArchiveRequest request) {
        return new ArchiveSourceBuilder(request);
    }

    /**
     * The watermarks that say how far all readers have come. No reader is ever idle: one that waits
     * for a slow file holds the others' events back.
     */
    public static WatermarkStrategy<FeedEvent> watermarks() {
        return WatermarkStrategy.<FeedEvent>forBoundedOutOfOrderness(HELD_BACK)
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
        ArchiveProgress progress = new ArchiveProgress();
        progress.register(context.metricGroup());
        ArchiveStatus status = new ArchiveStatus(request, outOfOrderness);
        return new SplitSourceReader<>(
                () -> new ArchiveSplitReader(status, rules, progress),
                new ArchiveRecordEmitter(),
                ArchiveSplitState::new,
                state -> state.split,
                context);
    }

    @Override
    public SplitEnumerator<ArchiveSplit, ArchiveEnumeratorState> createEnumerator(
            SplitEnumeratorContext<ArchiveSplit> context) {
        return restoreEnumerator(context, ArchiveEnumeratorState.NEW);
    }

    @Override
    public SplitEnumerator<ArchiveSplit, ArchiveEnumeratorState> restoreEnumerator(
            SplitEnumeratorContext<ArchiveSplit> context, ArchiveEnumeratorState state) {
        return new ArchiveEnumerator(context, request, state);
    }

    @Override
    public SimpleVersionedSerializer<ArchiveSplit> getSplitSerializer() {
        return new ArchiveSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<ArchiveEnumeratorState> getEnumeratorCheckpointSerializer() {
        return new ArchiveEnumeratorStateSerializer();
    }
}
