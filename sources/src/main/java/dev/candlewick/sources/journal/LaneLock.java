package dev.candlewick.sources.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Shows that the writer of a lane lives. The operating system takes it from a killed process. */
final class LaneLock implements Closeable {

    /**
     * Of this process. To look at the file of one of them would lose its lock: closing any channel
     * of a file gives up all locks that the process has on it.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private LaneLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Empty if somebody has it. */
    static Optional<LaneLock> tryTake(Path file) throws IOException {
        Path key = file.toAbsolutePath().normalize();
        if (!HELD_HERE.add(key)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new LaneLock(key, channel));
            }
        } catch (OverlappingFileLockException e) {
            // Held by another class loader of this process.
        } catch (IOException e) {
            release(key, channel);
            throw e;
        }
        release(key, channel);
        return Optional.empty();
    }

    private static void release(Path key, FileChannel channel) throws IOException {
        HELD_HERE.remove(key);
        if (channel != null) {
            channel.close();
        }
    }

    /** Whether somebody has it; a lane whose lock file is gone is nobody's. */
    static boolean isTaken(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        Optional<LaneLock> lock = tryTake(file);
        if (lock.isPresent()) {
            lock.get().close();
        }
        return lock.isEmpty();
    }

    @Override
    public void close() throws IOException {
        release(file, channel);
    }
}
