package dev.candlewick.sources.tape;

import dev.candlewick.functions.model.FeedEvent;
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
 * Recorded tapes as events, as fast as they can be read; every symbol in them is taken. After a
 * failure it goes on at the exact frame, with the feeds as they were.
 *
 * <pre>{@code
 * env.fromSource(
 *         TapeSource.builder().files(List.of("monday.jsonl.gz")).build(),
 *         WatermarkStrategy.noWatermarks(),
 *         "tape")
 * }</pre>
 *
 * <p>A file that is missing, cannot be read or is no tape fails the job; {@link TapeHead#of} tells
 * beforehand. Damage in the middle of a file ends that file with a dead letter.
 *
 * <p>One subtask reads, whatever the parallelism: the order of the frames is that of the events.
 */
public final class TapeSource
        implements Source<FeedEvent, TapeSplit, List<TapeSplit>>, ResultTypeQueryable<FeedEvent> {

    /** The group of this source's metrics, below those of its reader. */
    public static final String METRIC_GROUP = "tape";

    /** Bytes as they are stored, of all files. */
    public static final String BYTES_TOTAL = "bytesTotal";

    public static final String BYTES_READ = "bytesRead";
    public static final String FRAMES_READ = "framesRead";

    /** The receive time of the last frame read, in microseconds. */
    public static final String CLOCK = "clock";

    private final List<String> files;
    private final BigDecimal maxPrice;
    private final long outOfOrderness;

    TapeSource(List<String> files, BigDecimal maxPrice, Duration outOfOrderness) {
        this.files = List.copyOf(files);
        this.maxPrice = maxPrice;
        this.outOfOrderness = outOfOrderness.toNanos() / 1_000;
    }

    public static TapeSourceBuilder builder() {
        return new TapeSourceBuilder();
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
    public SourceReader<FeedEvent, TapeSplit> createReader(SourceReaderContext context) {
        TapeProgress progress = new TapeProgress();
        progress.register(context.metricGroup());
        return new TapeReader(
                () -> new TapeSplitReader(maxPrice, progress), context, outOfOrderness);
    }

    @Override
    public SplitEnumerator<TapeSplit, List<TapeSplit>> createEnumerator(
            SplitEnumeratorContext<TapeSplit> context) {
        return new TapeEnumerator(context, List.of(TapeSplit.of(files)));
    }

    @Override
    public SplitEnumerator<TapeSplit, List<TapeSplit>> restoreEnumerator(
            SplitEnumeratorContext<TapeSplit> context, List<TapeSplit> unassigned) {
        return new TapeEnumerator(context, unassigned);
    }

    @Override
    public SimpleVersionedSerializer<TapeSplit> getSplitSerializer() {
        return new TapeSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<List<TapeSplit>> getEnumeratorCheckpointSerializer() {
        return new TapeSplitsSerializer();
    }
}
