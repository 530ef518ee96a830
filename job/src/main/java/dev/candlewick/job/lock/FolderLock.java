package dev.candlewick.job.lock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock on a local file, which holds the name of its holder. The operating system takes it from a
 * process that ends, however it ends.
 */
public final class FolderLock implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

    /** Behind the text, so that the text can be read where locks are mandatory. */
    private static final long LOCKED_AT = Long.MAX_VALUE - 1;

    /**
     * Of this process, with their holders. Such a file is never opened again: closing any channel
     * of a file gives up all locks that the process has on it.
     */
    private static final Map<Path, Holder> HELD_HERE = new HashMap<>();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock, or fails at once.
     *
     * @throws HeldException if another run has it
     */
    public static FolderLock take(Path file, Holder holder) throws IOException, HeldException {
        Path key =
                Files.createDirectories(file.toAbsolutePath().getParent())
                        .toRealPath()
                        .resolve(file.getFileName());
        synchronized (HELD_HERE) {
            if (HELD_HERE.containsKey(key)) {
                throw new HeldException(HELD_HERE.get(key).toString());
            }
            FileChannel channel =
                    FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!couldLock(channel)) {
                channel.close();
                throw new HeldException(read(key));
            }
            name(holder, channel);
            HELD_HERE.put(key, holder);
            return new FolderLock(key, channel);
        }
    }

    /** Who has it at present. */
    public static Optional<Holder> holder(Path file) throws IOException {
        synchronized (HELD_HERE) {
            Path key = file.toAbsolutePath().normalize();
            if (!Files.exists(key)) {
                return Optional.empty();
            }
            key = key.toRealPath();
            if (HELD_HERE.containsKey(key)) {
                return Optional.of(HELD_HERE.get(key));
            }
            try (FileChannel channel = FileChannel.open(key, StandardOpenOption.WRITE)) {
                return couldLock(channel) ? Optional.empty() : Holder.parse(read(key));
            }
        }
    }

    /** On a disk that is full the lock has no name, and holds as well. */
    private static void name(Holder holder, FileChannel channel) {
        try {
            channel.truncate(0).write(ByteBuffer.wrap((holder + "\n").getBytes(UTF_8)), 0);
        } catch (IOException e) {
            LOG.warn("The name of the holder of a lock was not written: {}", e.toString());
        }
    }

    private static boolean couldLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_AT, 1, false) != null;
        } catch (OverlappingFileLockException heldByAnotherClassLoader) {
            return false;
        }
    }

    private static String read(Path file) throws IOException {
        try {
            String name = Files.readString(file).strip();
            return name.isEmpty() ? "another run" : name;
        } catch (NoSuchFileException e) {
            return "another run";
        }
    }

    /** Leaves the file: to remove it would let two runs lock two files of the same name. */
    @Override
    public void close() throws IOException {
        synchronized (HELD_HERE) {
            HELD_HERE.remove(file);
            channel.close();
        }
    }
}
