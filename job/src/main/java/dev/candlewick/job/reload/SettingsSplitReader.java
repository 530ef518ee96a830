package dev.candlewick.job.reload;

import dev.candlewick.sources.net.WakeableSleep;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;

/** Looks at the settings file every second, in the thread of its fetcher. */
final class SettingsSplitReader implements SplitReader<SettingsUpdate, SettingsSplit> {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final SettingsWatch watch;
    private final WakeableSleep sleep = new WakeableSleep();
    private SettingsSplit split;
    private boolean begun;

    SettingsSplitReader(SettingsWatch watch) {
        this.watch = watch;
    }

    @Override
    public void handleSplitsChanges(SplitsChange<SettingsSplit> change) {
        split = change.splits().get(0);
    }

    @Override
    public RecordsWithSplitIds<SettingsUpdate> fetch() throws IOException {
        RecordsBySplits.Builder<SettingsUpdate> records = new RecordsBySplits.Builder<>();
        if (begun) {
            sleep.sleep(EVERY);
            watch.look(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()))
                    .ifPresent(update -> records.add(split.splitId(), update));
        } else {
            records.add(split.splitId(), watch.begin(split.known()));
            begun = true;
        }
        return records.build();
    }

    @Override
    public void wakeUp() {
        sleep.wakeUp();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
