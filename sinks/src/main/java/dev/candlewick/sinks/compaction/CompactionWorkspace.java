package dev.candlewick.sinks.compaction;

import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TableFolder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileSystem;

/**
 * Where files are worked on: in the lake itself if it is on this machine, since renaming must not
 * cross file systems; otherwise in a folder that files are copied to and from.
 *
 * @param lock null where the file system has none
 */
record CompactionWorkspace(Path folder, boolean local, FileChannel lock) implements AutoCloseable {

    private static final String FOLDER = ".compaction";

    /**
     * Has the lake to itself until it is closed, as far as that can be had.
     *
     * @throws IOException if another compaction is at work
     */
    static CompactionWorkspace in(Lake lake) throws IOException {
        Optional<Path> root = lake.localFolder();
        if (root.isEmpty()) {
            return new CompactionWorkspace(
                    Files.createTempDirectory("candlewick-compaction"), false, null);
        }
        Files.createDirectories(root.get());
        FileChannel lock = lock(root.get());
        Path folder = root.get().resolve(FOLDER);
        remove(folder); // of one that was killed
        return new CompactionWorkspace(Files.createDirectories(folder), true, lock);
    }

    /** A file as DuckDB can read it. */
    Path read(TableFolder.Entry file) throws IOException {
        if (local) {
            return new File(file.path().getPath()).toPath();
        }
        Path copy = newFile();
        try (InputStream in = file.path().getFileSystem().open(file.path())) {
            Files.copy(in, copy);
        }
        return copy;
    }

    /** A name for a file to be written here. */
    Path newFile() {
        return folder.resolve(UUID.randomUUID() + ".parquet");
    }

    /**
     * Gives a file its place in the lake, where it appears whole.
     *
     * @param rowsOf when its newest rows came, in milliseconds: its place among others that are
     *     merged with it later
     */
    void deliver(Path file, org.apache.flink.core.fs.Path target, long rowsOf) throws IOException {
        if (local) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(rowsOf));
            try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
                written.force(true); // the files that it replaces will be deleted
            }
            Files.move(file, new File(target.getPath()).toPath(), StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        try (OutputStream out =
                target.getFileSystem().create(target, FileSystem.WriteMode.NO_OVERWRITE)) {
            Files.copy(file, out);
        }
    }

    /** Drops copies. */
    void discard(List<Path> files) throws IOException {
        if (!local) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            remove(folder);
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }

    private static FileChannel lock(Path lake) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        lake.resolve(FOLDER + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            throw new IOException(
                    "Another compaction is at work in %s; run this again when it has ended"
                            .formatted(lake));
        }
        return channel;
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (java.nio.channels.OverlappingFileLockException e) {
            return null; // held within this process
        }
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
