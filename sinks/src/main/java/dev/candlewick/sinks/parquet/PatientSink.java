package dev.candlewick.sinks.parquet;

import dev.candlewick.functions.health.HealthLog;
import java.io.IOException;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.connector.file.sink.writer.FileWriterBucketState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * A {@link FileSink} that waits for its disk or its object store instead of failing.
 *
 * @param uploads null where files are written in place, on a disk
 * @param subject the place, as it is shown
 */
record PatientSink<T>(FileSink<T> files, UploadedFiles<T> uploads, String subject, Pauses pauses)
        implements Sink<T>,
                SupportsWriterState<T, FileWriterBucketState>,
                SupportsCommitter<FileSinkCommittable>,
                SupportsWriterState.WithCompatibleState,
                SupportsPreCommitTopology<FileSinkCommittable, FileSinkCommittable> {

    @Override
    public PatientWriter<T> createWriter(WriterInitContext context) throws IOException {
        Patience patience = patience(context);
        return new PatientWriter<>(
                uploads == null ? files.createWriter(context) : uploads.writer(context, patience),
                patience);
    }

    /**
     * Files are closed before each checkpoint, so all that a state holds is the path of a folder.
     * It is left alone: the lake may have moved since, and rows belong where it is now.
     */
    @Override
    public PatientWriter<T> restoreWriter(
            WriterInitContext context, Collection<FileWriterBucketState> recovered)
            throws IOException {
        return createWriter(context);
    }

    @Override
    public Committer<FileSinkCommittable> createCommitter(CommitterInitContext context)
            throws IOException {
        HealthLog health = new HealthLog().shownIn(context.metricGroup());
        return new PatientCommitter(
                files.createCommitter(context),
                new Patience(subject, health, pauses),
                context.metricGroup());
    }

    @Override
    public SimpleVersionedSerializer<FileWriterBucketState> getWriterStateSerializer() {
        return files.getWriterStateSerializer();
    }

    @Override
    public SimpleVersionedSerializer<FileSinkCommittable> getCommittableSerializer() {
        return files.getCommittableSerializer();
    }

    @Override
    public SimpleVersionedSerializer<FileSinkCommittable> getWriteResultSerializer() {
        return files.getWriteResultSerializer();
    }

    @Override
    public Collection<String> getCompatibleWriterStateNames() {
        return files.getCompatibleWriterStateNames();
    }

    @Override
    public DataStream<CommittableMessage<FileSinkCommittable>> addPreCommitTopology(
            DataStream<CommittableMessage<FileSinkCommittable>> committables) {
        return files.addPreCommitTopology(committables);
    }

    private Patience patience(WriterInitContext context) {
        HealthLog health = new HealthLog().shownIn(context.metricGroup());
        return new Patience(subject, health, pauses);
    }
}
