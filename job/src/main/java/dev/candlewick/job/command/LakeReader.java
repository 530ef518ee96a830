package dev.candlewick.job.command;

import dev.candlewick.job.local.Causes;
import dev.candlewick.job.settings.EffectiveSettings;
import dev.candlewick.job.settings.SettingKeys;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.sinks.cache.FetchProgress;
import dev.candlewick.sinks.cache.LakeCopy;
import dev.candlewick.sinks.cache.Need;
import dev.candlewick.sinks.duckdb.HotStoreQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The lake as a command reads it: where it lies, or, if another file system has it, through a local
 * cache of what the command needs.
 */
final class LakeReader implements AutoCloseable {

    private final EffectiveSettings effective;
    private final Fetched fetched;
    private final Optional<LakeCopy> copy;

    private LakeReader(EffectiveSettings effective, Fetched fetched, Optional<LakeCopy> copy) {
        this.effective = effective;
        this.fetched = fetched;
        this.copy = copy;
    }

    /** Says what a command needs of a lake that is copied. */
    interface Needs {
        List<Need> of(LakeCopy lake) throws IOException, SQLException;
    }

    /** Reads nothing of it yet. */
    static LakeReader open(Shell shell, EffectiveSettings effective) throws IOException {
        Settings settings = effective.settings();
        String path = settings.lake().path();
        Fetched fetched = new Fetched(shell, path);
        if (LocalPaths.of(path).isPresent()) {
            return new LakeReader(effective, fetched, Optional.empty());
        }
        new JobRunner(shell, effective).localConfiguration(); // the file systems are known by it
        LakeCopy copy =
                LakeCopy.of(path, settings.query().cache(), settings.query().cacheSize(), fetched);
        return new LakeReader(effective, fetched, Optional.of(copy));
    }

    /** Whether there is a lake. */
    boolean isThere() throws IOException {
        if (copy.isEmpty()) {
            return Files.isDirectory(folder());
        }
        try {
            return copy.get().isThere();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Where DuckDB finds it, or what has been brought of it. */
    Path folder() {
        return copy.map(LakeCopy::path)
                .orElseGet(() -> LocalPaths.of(effective.settings().lake().path()).orElseThrow());
    }

    /** Brings what is needed of it, if it has to be brought. */
    void bring(Needs needs) throws IOException, SQLException {
        if (copy.isPresent()) {
            try {
                copy.get().bring(needs.of(copy.get()));
            } catch (IOException e) {
                throw failure(e);
            } finally {
                fetched.end();
            }
        }
    }

    /** Hot store and lake, with what is needed of the latter. */
    HotStoreQuery stores(Needs needs) throws IOException, SQLException {
        bring(needs);
        HotStoreQuery stores = stores(effective.settings());
        return copy.isPresent() ? stores.readingLakeAt(copy.get().path()) : stores;
    }

    /** Hot store and lake, of which what is in another file system is left out. */
    static HotStoreQuery stores(Settings settings) {
        return HotStoreQuery.over(
                settings.hotStore().path().toString(),
                settings.lake().path(),
                settings.bars().allowedLateness());
    }

    /** A line in which a copied file has the name that it has in the lake. */
    String named(Object line) {
        return copy.map(
                        lake ->
                                line.toString()
                                        .replace(
                                                lake.path().toString(),
                                                effective.settings().lake().path()))
                .orElseGet(line::toString);
    }

    @Override
    public void close() throws IOException {
        if (copy.isPresent()) {
            copy.get().close();
        }
    }

    private Refusal failure(IOException e) {
        return Refusal.failure(
                effective.describe(SettingKeys.LAKE_PATH)
                        + ": "
                        + Causes.ofStore(e).orElseGet(() -> Causes.oneLine(e)));
    }

    /** Shows how far fetching has come. */
    private static final class Fetched implements FetchProgress {
        private final Shell shell;
        private final String lake;
        private ByteProgress progress;

        Fetched(Shell shell, String lake) {
            this.shell = shell;
            this.lake = lake;
        }

        @Override
        public void begin(long bytes, int files) {
            progress = new ByteProgress(shell.err(), shell.terminal());
            progress.begin(bytes);
            shell.err()
                    .printf(
                            Locale.ROOT,
                            "Fetching %,d %s (%,.1f MB) of %s%n",
                            files,
                            files == 1 ? "file" : "files",
                            bytes / 1e6,
                            lake);
        }

        @Override
        public void fetched(long bytes) {
            progress.add(bytes);
        }

        void end() {
            if (progress != null) {
                progress.clear();
            }
        }
    }
}
