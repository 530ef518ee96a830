package dev.candlewick.sinks.duckdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second writer away from a store. DuckDB's own lock does not suffice: two class loaders of
 * one JVM each load their own DuckDB, and these do not see each other's locks.
 */
final class StoreLock implements AutoCloseable {

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @throws StoreTakenException if another writer, in this process or another, has the store
     */
    static StoreLock take(HotStoreFiles files) throws IOException {
        FileChannel channel =
                FileChannel.open(files.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock(channel) != null) {
                return new StoreLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Another writer in this very process.
        }
        channel.close();
        throw new StoreTakenException(taken(files.published()), null);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        return channel.tryLock();
    }

    private static String taken(Path published) {
        return "Another job writes the hot store "
                + published
                + ". Stop that job, or set hot-store.path to a file in another folder.";
    }
}
