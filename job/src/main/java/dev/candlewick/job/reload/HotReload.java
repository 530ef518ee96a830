package dev.candlewick.job.reload;

import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.ReloadableSettings;
import dev.candlewick.job.settings.SettingsFile;
import dev.candlewick.job.settings.SettingsHistory;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a job needs whose settings may change while it runs. */
public final class HotReload {

    private static final Logger LOG = LoggerFactory.getLogger(HotReload.class);

    private final SettingsFile file;
    private final EffectiveSettings atStart;
    private final SettingsStore store;
    private final SettingsWatch.Check check;

    /**
     * @param lake where all processes of the job find the settings in force
     * @param check what refuses settings besides what they say themselves
     */
    public HotReload(
            SettingsFile file, EffectiveSettings atStart, String lake, SettingsWatch.Check check) {
        this.file = file;
        this.atStart = atStart;
        this.store = new SettingsStore(lake);
        this.check = check;
    }

    /**
     * Puts the settings of a new run into force.
     *
     * @param now in microseconds
     */
    public void begin(String runId, long now) throws IOException {
        Optional<SettingsHistory> before = store.read();
        if (before.isEmpty()) {
            store.write(SettingsHistory.first(runId, atStart));
        } else if (!before.get().runId().equals(runId)) {
            replace(before.get(), before.get().begin(runId, atStart, now));
        }
    }

    /** A run that begins on a full disk with the settings of the run before needs no new file. */
    private void replace(SettingsHistory before, SettingsHistory now) throws IOException {
        try {
            store.write(now);
        } catch (IOException e) {
            if (now.version() != before.version()) {
                throw new IOException(
                        "The settings have changed and cannot be written to "
                                + store.lake()
                                + ": "
                                + e.getMessage(),
                        e);
            }
            LOG.warn("The name of this run was not written beside its settings: {}", e.toString());
        }
    }

    public SettingsInForce inForce() {
        return new SettingsInForce(store, ReloadableSettings.of(atStart.settings()));
    }

    public SettingsSource source() {
        return new SettingsSource(file, store, check);
    }
}
