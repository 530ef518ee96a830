package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.health.Condition;
import dev.candlewick.functions.health.HealthLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store that a writer has, or would have: one that refuses is let go, so that nothing waits for
 * it, and taken up again when it can be written. Meanwhile a fallback takes its place, if there is
 * one. Times are in milliseconds.
 */
final class StoreAccess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreAccess.class);
    private static final long RETRY_AFTER = 2_000;

    private final HotStoreOptions options;
    private final HealthLog health;
    private final Fallback fallback;
    private final StoreStatus status;
    private OpenStore store;
    private HotStoreState resume;
    private boolean opened;
    private long retryAt;

    StoreAccess(HotStoreOptions options, HealthLog health) {
        this.options = options;
        this.health = health;
        this.fallback = new Fallback(options);
        this.status = HotStoreFiles.of(options.path()).status();
    }

    /** Work on an open store. */
    @FunctionalInterface
    interface Work {
        void run(OpenStore store) throws SQLException, IOException;
    }

    /**
     * Opens the store as it was at a checkpoint, or lets it go at once.
     *
     * @throws StoreTakenException if another writer has it
     */
    void begin(Optional<HotStoreState> restored, long now) throws IOException {
        resume = restored.orElse(null);
        opened = restored.isPresent();
        try {
            store = OpenStore.open(options, restored);
            store.publisher().publish(now);
            status.clear();
        } catch (StoreTakenException e) {
            throw e;
        } catch (IOException | SQLException e) {
            letGo(e, now);
        }
    }

    boolean isOpen() {
        return store != null;
    }

    /** Does some work if the store is open; one that refuses is let go. */
    void run(Work work, long now) {
        if (store == null) {
            return;
        }
        try {
            work.run(store);
        } catch (IOException | SQLException | UncheckedIOException e) {
            letGo(e, now);
        }
    }

    /**
     * Takes the store up again if it is time to try.
     *
     * @param fill brings in what came meanwhile
     */
    void retry(Work fill, long now) {
        if (now < retryAt) {
            return;
        }
        if (store == null) {
            reopen(fill, now);
        } else if (fallback.isUsed()) {
            comeBack(fill, now);
        }
    }

    /** As {@link #retry}, without waiting: there is no later. */
    void retryNow(Work fill, long now) {
        retryAt = now;
        retry(fill, now);
    }

    /** What came while the store was away is not known any more: it is filled from the lake. */
    void forget() {
        resume = new HotStoreState("refilled-" + UUID.randomUUID(), epoch());
        opened = true;
    }

    /** What a checkpoint remembers while the store is away: nothing that it could go back to. */
    HotStoreState behind() {
        return new HotStoreState("behind-" + UUID.randomUUID(), epoch());
    }

    private long epoch() {
        return resume == null ? 0 : resume.epoch();
    }

    private void letGo(Exception problem, long now) {
        abandon();
        retryAt = now + RETRY_AFTER;
        LOG.debug("Let go of {}", options.path(), problem);
        if (Thread.currentThread().isInterrupted()) {
            return; // The task is being cancelled: nothing is wrong with the store.
        }
        String said = problem.getMessage() == null ? problem.toString() : problem.getMessage();
        String reason = said.lines().findFirst().orElse("");
        if (fallback.isUsed()) {
            fallback.leave(); // it refuses as well; the one that is meant is tried again
        }
        Optional<OpenStore> other = fallback.take(resume == null ? behind() : resume);
        store = other.orElse(null);
        health.begin(
                new Condition(
                        subject(),
                        reason,
                        other.isPresent()
                                ? "Readers find newer rows in " + options.fallbackPath()
                                : "It stands still, and readers see that in store_status; the lake"
                                        + " takes every row",
                        "free space there or make it writable; it then catches up by itself"),
                now);
        status.mark(now, reason, other.isPresent() ? options.fallbackPath() : "");
    }

    private void abandon() {
        if (store != null) {
            resume = store.database().state();
            opened = true;
            closeQuietly();
        }
    }

    private void closeQuietly() {
        try {
            store.close();
        } catch (IOException | RuntimeException e) {
            LOG.debug("Closed badly", e);
        }
        store = null;
    }

    private void reopen(Work fill, long now) {
        try {
            store =
                    OpenStore.open(
                            options, opened ? Optional.ofNullable(resume) : Optional.empty());
            fill.run(store);
            store.publisher().publish(now);
            status.clear();
            health.end(subject(), now);
        } catch (IOException | SQLException | UncheckedIOException e) {
            abandon();
            retryAt = now + RETRY_AFTER;
        }
    }

    private void comeBack(Work fill, long now) {
        run(fill, now);
        if (store == null) {
            return;
        }
        HotStoreState state = store.database().state();
        closeQuietly();
        resume = state;
        try {
            fallback.copyBack();
            reopen(open -> {}, now);
        } catch (IOException e) {
            LOG.debug("Cannot come back yet", e);
        }
        retryAt = now + RETRY_AFTER;
        if (store == null) {
            store = fallback.reopen(state).orElse(null);
        } else {
            fallback.remove();
        }
    }

    private String subject() {
        return "the hot store " + options.path();
    }

    @Override
    public void close() throws IOException {
        if (store != null) {
            store.close();
        }
    }
}
