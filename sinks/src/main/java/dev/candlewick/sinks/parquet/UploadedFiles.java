package dev.candlewick.sinks.parquet;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.file.sink.writer.DefaultFileWriterBucketFactory;
import org.apache.flink.connector.file.sink.writer.FileWriter;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.BulkBucketWriter;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/** Makes the writer of a sink whose files go to an object store, as {@link WholeUploads}. */
record UploadedFiles<T>(
        Path folder,
        BulkWriter.Factory<T> files,
        BucketAssigner<T, String> folders,
        OutputFileConfig names)
        implements Serializable {

    private static final long BUCKET_CHECK_MILLIS = 60_000;

    FileWriter<T> writer(WriterInitContext context, Patience patience) throws IOException {
        RecoverableWriter store = folder.getFileSystem().createRecoverableWriter();
        java.nio.file.Path here = java.nio.file.Path.of(System.getProperty("java.io.tmpdir"));
        FileWriter<T> writer =
                new FileWriter<>(
                        folder,
                        context.metricGroup(),
                        folders,
                        new DefaultFileWriterBucketFactory<>(),
                        new BulkBucketWriter<>(new WholeUploads(store, here, patience), files),
                        OnCheckpointRollingPolicy.build(),
                        names,
                        context.getProcessingTimeService(),
                        BUCKET_CHECK_MILLIS);
        writer.initializeState(List.of());
        return writer;
    }
}
