package dev.candlewick.job.command;

import dev.candlewick.job.local.Causes;
import dev.candlewick.job.lock.FolderLock;
import dev.candlewick.job.lock.HeldException;
import dev.candlewick.job.lock.Holder;
import dev.candlewick.job.lock.StoreLease;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.ExchangeKeys;
import dev.candlewick.job.settings.SettingKey;
import dev.candlewick.job.settings.SettingKeys;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a run that follows the exchange holds while it lasts: no other may write the same. */
final class RunLocks implements Closeable {

    static final String FILE = ".candlewick.lock";
    private static final String LEASE = ".candlewick.lease";

    private final EffectiveSettings effective;
    private final Holder holder;
    private final StoreLease.Pause pause;
    private final List<Closeable> held = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private RunLocks(EffectiveSettings effective, Holder holder, StoreLease.Pause pause) {
        this.effective = effective;
        this.holder = holder;
        this.pause = pause;
    }

    /**
     * Takes all of them, or none.
     *
     * @param pause waits for a lease that a killed run may have left
     * @throws Refusal naming the process that holds what
     */
    static RunLocks take(EffectiveSettings effective, Holder holder, StoreLease.Pause pause) {
        RunLocks locks = new RunLocks(effective, holder, pause);
        locks.takeAll();
        if (!locks.problems.isEmpty()) {
            locks.close();
            throw Refusal.usage(locks.problems);
        }
        return locks;
    }

    /** The lock of a hot store alone. */
    static RunLocks ofHotStore(EffectiveSettings effective, Holder holder) {
        RunLocks locks = new RunLocks(effective, holder, duration -> false);
        locks.lock(SettingKeys.HOT_STORE_PATH, hotStore(effective.settings().hotStore().path()));
        if (!locks.problems.isEmpty()) {
            throw Refusal.usage(locks.problems);
        }
        return locks;
    }

    /** Where the lock of a hot store is. */
    static Path hotStore(Path published) {
        return published.toAbsolutePath().resolveSibling(".writer").resolve("run.lock");
    }

    private void takeAll() {
        folder(SettingKeys.LAKE_PATH, effective.settings().lake().path());
        effective
                .settings()
                .exchange()
                .journal()
                .ifPresent(folder -> lock(ExchangeKeys.JOURNAL, folder.resolve(FILE)));
        lock(SettingKeys.HOT_STORE_PATH, hotStore(effective.settings().hotStore().path()));
        folder(SettingKeys.CHECKPOINTS_PATH, effective.settings().checkpoints().path());
    }

    private void folder(SettingKey<?> key, String path) {
        Optional<Path> local = LocalPaths.of(path);
        if (local.isPresent()) {
            lock(key, local.get().resolve(FILE));
        } else {
            lease(key, new org.apache.flink.core.fs.Path(path, LEASE));
        }
    }

    private void lock(SettingKey<?> key, Path file) {
        take(key, () -> FolderLock.take(file, holder));
    }

    private void lease(SettingKey<?> key, org.apache.flink.core.fs.Path file) {
        take(key, () -> StoreLease.take(file, holder, StoreLease.Terms.DEFAULT, pause));
    }

    private void take(SettingKey<?> key, Lock lock) {
        try {
            held.add(lock.take());
        } catch (HeldException e) {
            problems.add(
                    "%s: %s writes there; stop it, or name another place"
                            .formatted(effective.describe(key), e.getMessage()));
        } catch (IOException e) {
            throw Refusal.failure(
                    "%s cannot be locked: %s"
                            .formatted(effective.describe(key), Causes.oneLine(e)));
        }
    }

    @Override
    public void close() {
        held.forEach(RunLocks::close);
        held.clear();
    }

    private static void close(Closeable lock) {
        try {
            lock.close();
        } catch (IOException e) {
            // The process ends, and with it what it holds.
        }
    }

    /** Takes one lock. */
    @FunctionalInterface
    private interface Lock {
        Closeable take() throws IOException, HeldException;
    }
}
