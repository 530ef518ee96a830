package dev.candlewick.job.reload;

import dev.candlewick.functions.sentiment.RulesInForce;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.Problem;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.settings.SettingsFile;
import dev.candlewick.job.settings.SettingsHistory;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the settings file has changed, and puts into force what may change. What is wrong
 * with a file is logged once for each state of it.
 */
public final class SettingsWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsWatch.class);

    private final SettingsFile file;
    private final SettingsStore store;
    private final Check check;
    private String lastContents;
    private String lastTrouble = "";
    private SettingsHistory inForce;

    /** Refuses settings that are fine by themselves, and not on this exchange. */
    @FunctionalInterface
    public interface Check extends Serializable {
        void refuse(Settings settings) throws InvalidSettingsException;
    }

    SettingsWatch(SettingsFile file, SettingsStore store, Check check) {
        this.file = file;
        this.store = store;
        this.check = check;
    }

    /**
     * What is in force now, and has changed since a version.
     *
     * @param known the last version whose changes are known; negative if this run has told none
     */
    SettingsUpdate begin(long known) throws IOException {
        inForce =
                store.read()
                        .orElseThrow(() -> new IOException("The lake has lost its settings file"));
        return update(known < 0 ? inForce.startedAt() : known);
    }

    /** What has changed since the last look; empty if nothing has that takes effect. */
    Optional<SettingsUpdate> look(long now) {
        try {
            String contents = file.contents();
            if (contents.equals(lastContents)) {
                return Optional.empty();
            }
            Optional<SettingsUpdate> update = read(now);
            lastContents = contents;
            lastTrouble = "";
            return update;
        } catch (IOException e) {
            complain(file + " cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<SettingsUpdate> read(long now) throws IOException {
        try {
            EffectiveSettings found = file.load();
            check.refuse(found.settings());
            remark(inForce.needingRestart(found));
            SettingsHistory next = inForce.reload(found, now);
            if (next.version() == inForce.version()) {
                return Optional.empty();
            }
            store.write(next);
            long before = inForce.version();
            inForce = next;
            next.changesAfter(before)
                    .forEach(
                            change ->
                                    LOG.info(
                                            "{} = {} ({}), was {}; settings are version {} now",
                                            change.key(),
                                            change.newValue(),
                                            change.source(),
                                            change.oldValue(),
                                            change.version()));
            return Optional.of(update(before));
        } catch (InvalidSettingsException e) {
            LOG.error(
                    "The changed settings are refused, and those in force stay: {}",
                    e.problems().stream().map(Problem::line).collect(Collectors.joining("; ")));
            return Optional.empty();
        }
    }

    private static void remark(List<String> keys) {
        if (!keys.isEmpty()) {
            LOG.warn("Changed, but in force only after a restart: {}", String.join(", ", keys));
        }
    }

    private void complain(String trouble) {
        if (!trouble.equals(lastTrouble)) {
            lastTrouble = trouble;
            LOG.error("The settings in force stay: {}", trouble);
        }
    }

    private SettingsUpdate update(long known) throws IOException {
        try {
            LogLevel.use(inForce.settings().logLevel());
            return new SettingsUpdate(
                    inForce.version(),
                    RulesInForce.of(inForce.version(), inForce.settings().sentiment()),
                    inForce.changesAfter(known));
        } catch (InvalidSettingsException e) {
            throw new IOException("The settings of the lake are none: " + e.getMessage(), e);
        }
    }
}
