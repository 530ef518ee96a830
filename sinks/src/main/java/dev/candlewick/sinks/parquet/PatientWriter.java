package dev.candlewick.sinks.parquet;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.connector.file.sink.writer.FileWriter;
import org.apache.flink.connector.file.sink.writer.FileWriterBucketState;

/**
 * Writes rows, and waits while their place cannot be written. Meanwhile its task does nothing else,
 * and what is before it waits with it.
 */
final class PatientWriter<T>
        implements StatefulSinkWriter<T, FileWriterBucketState>,
                CommittingSinkWriter<T, FileSinkCommittable> {

    private final FileWriter<T> writer;
    private final Patience patience;

    PatientWriter(FileWriter<T> writer, Patience patience) {
        this.writer = writer;
        this.patience = patience;
    }

    /** A row that no file has taken yet, since none could be opened, is written again. */
    @Override
    public void write(T row, Context context) throws IOException, InterruptedException {
        PatientFiles.Turn turn = PatientFiles.begin(patience);
        try {
            patience.until(() -> write(row, context, turn));
        } catch (RowHalfWrittenException e) {
            throw e.problem;
        } finally {
            PatientFiles.end();
        }
    }

    private void write(T row, Context context, PatientFiles.Turn turn) throws IOException {
        try {
            writer.write(row, context);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("Stopped while writing");
        } catch (IOException e) {
            if (turn.rowTaken()) {
                throw new RowHalfWrittenException(e);
            }
            throw e;
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        PatientFiles.begin(patience);
        try {
            writer.flush(endOfInput);
        } finally {
            PatientFiles.end();
        }
    }

    @Override
    public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
        writer.writeWatermark(watermark);
    }

    /** Ends files: their streams wait, each for itself. */
    @Override
    public Collection<FileSinkCommittable> prepareCommit()
            throws IOException, InterruptedException {
        PatientFiles.begin(patience);
        try {
            return writer.prepareCommit();
        } finally {
            PatientFiles.end();
        }
    }

    @Override
    public List<FileWriterBucketState> snapshotState(long checkpointId) throws IOException {
        return writer.snapshotState(checkpointId);
    }

    @Override
    public void close() throws Exception {
        writer.close();
    }

    /** Passes through what waits, since waiting does not help. */
    private static final class RowHalfWrittenException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final IOException problem;

        RowHalfWrittenException(IOException problem) {
            super(problem);
            this.problem = problem;
        }
    }
}
