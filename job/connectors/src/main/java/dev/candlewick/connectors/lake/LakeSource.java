package dev.candlewick.connectors.lake;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;

/** Flink's source of files, with the lake's own notion of which files count. */
final class LakeSource
        implements Source<RowData, FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>> {
    private static final long serialVersionUID = 1L;

    private final LakeFiles files;
    private final Duration every;
    private final FileSource<RowData> reading;

    /**
     * @param every how often to look for new files; null if the files that are there are all
     */
    LakeSource(LakeFiles files, Duration every, LakeFormat format) {
        this.files = files;
        this.every = every;
        this.reading = FileSource.forRecordStreamFormat(format, new Path(files.path())).build();
    }

    @Override
    public Boundedness getBoundedness() {
        return every == null ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<RowData, FileSourceSplit> createReader(SourceReaderContext context)
            throws Exception {
        return reading.createReader(context);
    }

    @Override
    public SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>>
            createEnumerator(SplitEnumeratorContext<FileSourceSplit> context) {
        return restoreEnumerator(
                context, PendingSplitsCheckpoint.fromCollectionSnapshot(List.of()));
    }

    @Override
    public SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>>
            restoreEnumerator(
                    SplitEnumeratorContext<FileSourceSplit> context,
                    PendingSplitsCheckpoint<FileSourceSplit> state) {
        return new LakeEnumerator(context, files, every, state);
    }

    @Override
    public SimpleVersionedSerializer<FileSourceSplit> getSplitSerializer() {
        return reading.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<PendingSplitsCheckpoint<FileSourceSplit>>
            getEnumeratorCheckpointSerializer() {
        return reading.getEnumeratorCheckpointSerializer();
    }
}
