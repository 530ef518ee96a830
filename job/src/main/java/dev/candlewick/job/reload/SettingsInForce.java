package dev.candlewick.job.reload;

import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.ReloadableSettings;
import dev.candlewick.job.settings.SettingsHistory;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings in force, wherever in a job they are needed: read from their file again and again,
 * at most once a second (ten seconds in an object store), beside those who ask. Thread-safe.
 */
public final class SettingsInForce implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(SettingsInForce.class);
    private static final long NEAR_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long FAR_NANOS = Duration.ofSeconds(10).toNanos();

    /** Null where nothing changes. */
    private final SettingsStore store;

    private final ReloadableSettings atStart;
    private transient volatile Versioned newest;
    private transient volatile long lookedAt;
    private transient boolean looking;

    /** Settings and their version. */
    public record Versioned(long version, ReloadableSettings settings) {}

    /**
     * @param atStart in force where the file cannot be read
     */
    public SettingsInForce(SettingsStore store, ReloadableSettings atStart) {
        this.store = store;
        this.atStart = atStart;
    }

    /** Those of a run that does not follow its file. */
    public static SettingsInForce fixed(ReloadableSettings settings) {
        return new SettingsInForce(null, settings);
    }

    public boolean mayChange() {
        return store != null;
    }

    /** Never waits, except for the first look of a process. */
    public Versioned current() {
        if (store == null) {
            return new Versioned(0, atStart);
        }
        if (newest == null) {
            look();
        } else if (System.nanoTime() - lookedAt > (store.isFar() ? FAR_NANOS : NEAR_NANOS)) {
            lookBeside();
        }
        return newest;
    }

    public ReloadableSettings settings() {
        return current().settings();
    }

    private synchronized void lookBeside() {
        if (!looking) {
            looking = true;
            var unused = CompletableFuture.runAsync(this::look);
        }
    }

    private synchronized void look() {
        try {
            Optional<SettingsHistory> found = store.read();
            if (found.isPresent()
                    && (newest == null || found.get().version() != newest.version())) {
                newest = new Versioned(found.get().version(), found.get().settings());
                LogLevel.use(newest.settings().logLevel());
            }
        } catch (IOException | InvalidSettingsException e) {
            LOG.warn("The settings in force stay as they are: {}", e.getMessage());
        } finally {
            if (newest == null) {
                newest = new Versioned(0, atStart);
            }
            lookedAt = System.nanoTime();
            looking = false;
        }
    }
}
