package dev.candlewick.sinks.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The folder of one copy, and the lock that shows that its process lives. */
record CopyFolder(Path path, Path lockFile, FileChannel lock) implements AutoCloseable {

    private static final String LOCK = ".lock";

    /** Closing any channel of a file loses the locks that the process has on it. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    /** A new one; those of processes that died are removed. */
    static CopyFolder in(Path copies) throws IOException {
        Files.createDirectories(copies);
        removeAbandoned(copies);
        while (true) {
            String name = UUID.randomUUID().toString();
            Path lockFile = copies.resolve(name + LOCK);
            OWN.add(lockFile);
            FileChannel lock =
                    FileChannel.open(
                            lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (isLocked(lock) && Files.exists(lockFile)) {
                return new CopyFolder(Files.createDirectory(copies.resolve(name)), lockFile, lock);
            }
            OWN.remove(lockFile);
            lock.close(); // another process took it for one that was abandoned
        }
    }

    /** Where a file of a table goes. */
    Path fileOf(String table, String name) {
        return path.resolve(table).resolve(name);
    }

    /** Removes the files of a table. */
    void empty(String table) throws IOException {
        remove(path.resolve(table));
    }

    @Override
    public void close() throws IOException {
        try {
            remove(path);
            Files.deleteIfExists(lockFile);
        } finally {
            OWN.remove(lockFile);
            lock.close();
        }
    }

    private static void removeAbandoned(Path copies) throws IOException {
        List<Path> locks;
        try (Stream<Path> files = Files.list(copies)) {
            locks =
                    files.filter(file -> file.toString().endsWith(LOCK))
                            .filter(file -> !OWN.contains(file))
                            .toList();
        }
        for (Path lockFile : locks) {
            try (FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
                if (isLocked(lock)) {
                    String name = lockFile.getFileName().toString();
                    remove(copies.resolve(name.substring(0, name.length() - LOCK.length())));
                    Files.deleteIfExists(lockFile);
                }
            } catch (NoSuchFileException e) {
                // Its process has just removed it.
            }
        }
    }

    private static boolean isLocked(FileChannel lock) throws IOException {
        return lock.tryLock() != null;
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
