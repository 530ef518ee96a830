package dev.candlewick.job.reload;

import dev.candlewick.job.settings.SettingsFile;
import dev.candlewick.sources.splits.SingleSplitEnumerator;
import dev.candlewick.sources.splits.SplitListSerializer;
import dev.candlewick.sources.splits.SplitSourceReader;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Settings as they change; the version that was emitted last is its only split. */
public final class SettingsSource
        implements Source<SettingsUpdate, SettingsSplit, List<SettingsSplit>> {
    private static final long serialVersionUID = 1L;

    private final SettingsFile file;
    private final SettingsStore store;
    private final SettingsWatch.Check check;

    SettingsSource(SettingsFile file, SettingsStore store, SettingsWatch.Check check) {
        this.file = file;
        this.store = store;
        this.check = check;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<SettingsUpdate, SettingsSplit> createReader(SourceReaderContext context) {
        return new SplitSourceReader<SettingsUpdate, SettingsUpdate, SettingsSplit, long[]>(
                () -> new SettingsSplitReader(new SettingsWatch(file, store, check)),
                (update, output, known) -> {
                    output.collect(update);
                    known[0] = update.version();
                },
                split -> new long[] {split.known()},
                known -> new SettingsSplit(known[0]),
                context);
    }

    @Override
    public SplitEnumerator<SettingsSplit, List<SettingsSplit>> createEnumerator(
            SplitEnumeratorContext<SettingsSplit> context) {
        return restoreEnumerator(context, List.of(SettingsSplit.NEW));
    }

    @Override
    public SplitEnumerator<SettingsSplit, List<SettingsSplit>> restoreEnumerator(
            SplitEnumeratorContext<SettingsSplit> context, List<SettingsSplit> unassigned) {
        return new SingleSplitEnumerator<>(context, Boundedness.CONTINUOUS_UNBOUNDED, unassigned);
    }

    @Override
    public SimpleVersionedSerializer<SettingsSplit> getSplitSerializer() {
        return new SettingsSplit.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<List<SettingsSplit>> getEnumeratorCheckpointSerializer() {
        return new SplitListSerializer<>(getSplitSerializer());
    }
}
