package dev.candlewick.job.reload;

import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.ReloadableSettings;
import dev.candlewick.job.settings.SettingsFile;
import dev.candlewick.job.settings.SettingsHistory;
import java.io.IOException;
import java.util.Optional;

/** What a job needs whose settings may change while it runs. */
public final class HotReload {

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
            store.write(before.get().begin(runId, atStart, now));
        }
    }

    public SettingsInForce inForce() {
        return new SettingsInForce(store, ReloadableSettings.of(atStart.settings()));
    }

    public SettingsSource source() {
        return new SettingsSource(file, store, check);
    }
}
