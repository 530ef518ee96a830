package dev.candlewick.sources.conformance;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;

/** Delegates everything to a reader; its events are reduced to records. */
final class ExtractingReader<EventT, SplitT extends SourceSplit>
        implements SourceReader<String, SplitT> {

    private final SourceReader<EventT, SplitT> reader;
    private final ExtractingSource.Extraction<EventT> extraction;

    ExtractingReader(
            SourceReader<EventT, SplitT> reader, ExtractingSource.Extraction<EventT> extraction) {
        this.reader = reader;
        this.extraction = extraction;
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<String> output) throws Exception {
        return reader.pollNext(new ExtractingReaderOutput<>(output, extraction));
    }

    @Override
    public List<SplitT> snapshotState(long checkpointId) {
        return reader.snapshotState(checkpointId);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return reader.isAvailable();
    }

    @Override
    public void addSplits(List<SplitT> splits) {
        reader.addSplits(splits);
    }

    @Override
    public void notifyNoMoreSplits() {
        reader.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        reader.handleSourceEvents(event);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
        reader.pauseOrResumeSplits(toPause, toResume);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        reader.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        reader.notifyCheckpointAborted(checkpointId);
    }

    @Override
    public void close() throws Exception {
        reader.close();
    }

    private static class ExtractingOutput<EventT> implements SourceOutput<EventT> {

        private final SourceOutput<String> output;
        private final ExtractingSource.Extraction<EventT> extraction;

        ExtractingOutput(
                SourceOutput<String> output, ExtractingSource.Extraction<EventT> extraction) {
            this.output = output;
            this.extraction = extraction;
        }

        @Override
        public void collect(EventT event) {
            extraction.apply(event).forEach(output::collect);
        }

        @Override
        public void collect(EventT event, long timestamp) {
            extraction.apply(event).forEach(record -> output.collect(record, timestamp));
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            output.emitWatermark(watermark);
        }

        @Override
        public void markIdle() {
            output.markIdle();
        }

        @Override
        public void markActive() {
            output.markActive();
        }
    }

    private static final class ExtractingReaderOutput<EventT> extends ExtractingOutput<EventT>
            implements ReaderOutput<EventT> {

        private final ReaderOutput<String> output;
        private final ExtractingSource.Extraction<EventT> extraction;

        ExtractingReaderOutput(
                ReaderOutput<String> output, ExtractingSource.Extraction<EventT> extraction) {
            super(output, extraction);
            this.output = output;
            this.extraction = extraction;
        }

        @Override
        public SourceOutput<EventT> createOutputForSplit(String splitId) {
            return new ExtractingOutput<>(output.createOutputForSplit(splitId), extraction);
        }

        @Override
        public void releaseOutputForSplit(String splitId) {
            output.releaseOutputForSplit(splitId);
        }
    }
}
