package dev.candlewick.sources.replay;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.feed.FrameDecoder;
import dev.candlewick.sources.recording.RecordingHead;
import dev.candlewick.sources.splits.SingleSplitEnumerator;
import dev.candlewick.sources.splits.SplitListSerializer;
import dev.candlewick.sources.splits.SplitSourceReader;
import java.math.BigDecimal;
import java.time.Duration;
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
 * Recordings as events, as fast as they can be read; every symbol in them is taken. After a failure
 * it goes on at the exact frame, with the feeds as they were.
 *
 * <pre>{@code
 * env.fromSource(
 *         ReplaySource.builder(HyperliquidFeed.of()).files(List.of("monday.jsonl.gz")).build(),
 *         WatermarkStrategy.noWatermarks(),
 *         "tape")
 * }</pre>
 *
 * <p>A file that is missing, cannot be read or is not a recording fails the job; {@link
 * RecordingHead#of} checks it beforehand. Damage in the middle of a file ends that file with a dead
 * letter.
 *
 * <p>One subtask reads, whatever the parallelism: the order of the frames is that of the events.
 */
public final class ReplaySource
        implements Source<FeedEvent, ReplaySplit, List<ReplaySplit>>,
                ResultTypeQueryable<FeedEvent> {

    /** The group of this source's metrics, below those of its reader. */
    public static final String METRIC_GROUP = "tape";

    /** Bytes as they are stored, of all files. */
    public static final String BYTES_TOTAL = "bytesTotal";

    public static final String BYTES_READ = "bytesRead";
    public static final String FRAMES_READ = "framesRead";

    /** The receive time of the last frame read, in microseconds. */
    public static final String CLOCK = "clock";

    private final FrameDecoder.Factory venue;
    private final List<String> files;
    private final BigDecimal maxPrice;
    private final long outOfOrderness;

    ReplaySource(
            FrameDecoder.Factory venue,
            List<String> files,
            BigDecimal maxPrice,
            Duration outOfOrderness) {
        this.venue = venue;
        this.files = List.copyOf(files);
        this.maxPrice = maxPrice;
        this.outOfOrderness = outOfOrderness.toNanos() / 1_000;
    }

    public static ReplaySourceBuilder builder(FrameDecoder.Factory venue) {
        return new ReplaySourceBuilder(venue);
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
    public SourceReader<FeedEvent, ReplaySplit> createReader(SourceReaderContext context) {
        ReplayProgress progress = new ReplayProgress();
        progress.register(context.metricGroup());
        return new SplitSourceReader<>(
                () -> new ReplaySplitReader(venue, maxPrice, progress),
                new ReplayRecordEmitter(),
                split -> new ReplaySplitState(split, outOfOrderness),
                ReplaySplitState::snapshot,
                context);
    }

    @Override
    public SplitEnumerator<ReplaySplit, List<ReplaySplit>> createEnumerator(
            SplitEnumeratorContext<ReplaySplit> context) {
        return restoreEnumerator(context, List.of(ReplaySplit.of(files)));
    }

    @Override
    public SplitEnumerator<ReplaySplit, List<ReplaySplit>> restoreEnumerator(
            SplitEnumeratorContext<ReplaySplit> context, List<ReplaySplit> unassigned) {
        return new SingleSplitEnumerator<>(context, getBoundedness(), unassigned);
    }

    @Override
    public SimpleVersionedSerializer<ReplaySplit> getSplitSerializer() {
        return new ReplaySplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<List<ReplaySplit>> getEnumeratorCheckpointSerializer() {
        return new SplitListSerializer<>(new ReplaySplitSerializer());
    }
}
