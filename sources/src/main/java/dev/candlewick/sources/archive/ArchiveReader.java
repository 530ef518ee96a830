package dev.candlewick.sources.archive;

import dev.candlewick.functions.model.FeedEvent;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;

/** Asks for a split whenever it has none. */
final class ArchiveReader
        extends SingleThreadMultiplexSourceReaderBase<
                ArchiveRecord, FeedEvent, ArchiveSplit, ArchiveSplitState> {

    ArchiveReader(
            Supplier<SplitReader<ArchiveRecord, ArchiveSplit>> splitReader,
            SourceReaderContext context) {
        super(
                splitReader,
                // The one place that emits and advances: a checkpoint sees both or neither.
                (record, output, state) -> {
                    record.events().forEach(output::collect);
                    state.split = record.reached();
                },
                context.getConfiguration(),
                context);
    }

    @Override
    public void start() {
        if (getNumberOfCurrentlyAssignedSplits() == 0) {
            context.sendSplitRequest();
        }
    }

    @Override
    protected ArchiveSplitState initializedState(ArchiveSplit split) {
        return new ArchiveSplitState(split);
    }

    @Override
    protected ArchiveSplit toSplitType(String splitId, ArchiveSplitState state) {
        return state.split;
    }

    @Override
    protected void onSplitFinished(Map<String, ArchiveSplitState> finished) {
        if (getNumberOfCurrentlyAssignedSplits() == 0) {
            context.sendSplitRequest();
        }
    }
}
