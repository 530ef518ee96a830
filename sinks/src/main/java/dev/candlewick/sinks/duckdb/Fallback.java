package dev.candlewick.sinks.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store that takes the place of one that cannot be written, if the settings name one. */
final class Fallback {

    private static final Logger LOG = LoggerFactory.getLogger(Fallback.class);

    private final HotStoreOptions main;
    private boolean used;

    Fallback(HotStoreOptions main) {
        this.main = main;
    }

    boolean isUsed() {
        return used;
    }

    /**
     * Goes on with the rows of the main store, or with those of the lake if these cannot be read.
     *
     * @return empty if there is no fallback, or it cannot be written either
     */
    Optional<OpenStore> take(HotStoreState state) {
        if (main.fallbackPath() == null || used) {
            return Optional.empty();
        }
        try {
            transfer(HotStoreFiles.of(main.path()), HotStoreFiles.of(main.fallbackPath()));
        } catch (IOException e) {
            LOG.info("The fallback is filled from the lake: {}", e.toString());
        }
        return reopen(state);
    }

    /** Opens it as it was left. */
    Optional<OpenStore> reopen(HotStoreState state) {
        try {
            OpenStore store = OpenStore.open(main.at(main.fallbackPath()), Optional.of(state));
            used = true;
            return Optional.of(store);
        } catch (IOException e) {
            LOG.warn("The fallback {} cannot be used: {}", main.fallbackPath(), e.toString());
            used = false;
            return Optional.empty();
        }
    }

    void leave() {
        used = false;
    }

    /** Puts its rows in the place of those that the main store was left with. */
    void copyBack() throws IOException {
        transfer(HotStoreFiles.of(main.fallbackPath()), HotStoreFiles.of(main.path()));
    }

    /** Both stores are closed meanwhile. */
    private static void transfer(HotStoreFiles from, HotStoreFiles to) throws IOException {
        Files.createDirectories(to.writerFolder());
        Path store = to.unfinished("store");
        Path log = to.unfinished("log");
        try {
            Files.copy(from.store(), store, StandardCopyOption.REPLACE_EXISTING);
            if (Files.exists(from.writeAheadLog())) {
                Files.copy(from.writeAheadLog(), log, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            Files.deleteIfExists(store);
            Files.deleteIfExists(log);
            throw e;
        }
        Files.deleteIfExists(to.writeAheadLog());
        Files.move(store, to.store(), StandardCopyOption.ATOMIC_MOVE);
        if (Files.exists(log)) {
            Files.move(log, to.writeAheadLog(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Its rows are back where they belong: a reader must not find old ones. */
    void remove() {
        used = false;
        HotStoreFiles files = HotStoreFiles.of(main.fallbackPath());
        try {
            Files.deleteIfExists(files.published());
            try (Stream<Path> all = Files.walk(files.writerFolder())) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The fallback {} was not removed: {}", files.published(), e.toString());
        }
    }
}
