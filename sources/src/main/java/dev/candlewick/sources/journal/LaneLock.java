package dev.candlewick.sources.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Shows that the writer of a lane lives. The operating system takes it from a killed process. */
final class LaneLock implements Closeable {

    /**
     * Of this process. To look at the file of one of them would lose its lock: closing any channel
     * of a file gives up all locks that the process has on it.
     */
    private static final Set<Path> HELD_HERE = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private LaneLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Empty if it is taken. */
    static Optional<LaneLock> tryTake(Path file) throws IOException {
        Path key = file.toAbsolutePath().normalize();
        synchronized (HELD_HERE) {
            if (HELD_HERE.contains(key)) {
                return Optional.empty();
            }
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!couldLock(channel, false)) {
                channel.close();
                return Optional.empty();
            }
            HELD_HERE.add(key);
            return Optional.of(new LaneLock(key, channel));
        }
    }

    /**
     * Whether it is taken; a lane whose lock file is gone is free. Callers that only ask do not get
     * into each other's way.
     */
    static boolean isTaken(Path file) throws IOException {
        synchronized (HELD_HERE) {
            if (HELD_HERE.contains(file.toAbsolutePath().normalize())) {
                return true;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                return !couldLock(channel, true);
            } catch (NoSuchFileException e) {
                return false;
            }
        }
    }

    private static boolean couldLock(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared) != null;
        } catch (OverlappingFileLockException heldByAnotherClassLoader) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD_HERE) {
            HELD_HERE.remove(file);
            channel.close();
        }
    }
}
