package dev.candlewick.sinks.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.candlewick.sinks.parquet.TableFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Files of other file systems, by what they are; the least recently used go first. Several
 * processes may use the same folder: nothing that is in it is ever changed.
 *
 * @param maxBytes how much of the disk it takes at most
 */
record FileCache(Path folder, long maxBytes) {

    /** What no process can still be writing. */
    private static final Duration ABANDONED_AFTER = Duration.ofHours(6);

    static FileCache in(Path folder, long maxBytes) throws IOException {
        return new FileCache(Files.createDirectories(folder), maxBytes);
    }

    /** Gives a file that is here a second name; false if it is not here. */
    boolean link(TableFolder.Entry file, Path target) throws IOException {
        Path kept = kept(file);
        try {
            Files.setLastModifiedTime(kept, FileTime.from(Instant.now()));
            linkOrCopy(kept, target);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Brings a file here. */
    void fetch(TableFolder.Entry file) throws IOException {
        Path unfinished = folder.resolve("." + UUID.randomUUID());
        try {
            try (InputStream in = file.path().getFileSystem().open(file.path())) {
                Files.copy(in, unfinished);
            }
            if (Files.size(unfinished) != file.bytes()) {
                throw new IOException(
                        String.format(
                                Locale.ROOT,
                                "%s has %d bytes, %d were announced",
                                file.path(),
                                Files.size(unfinished),
                                file.bytes()));
            }
            Files.move(unfinished, kept(file), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Removes what was used least recently, until there is room for more. */
    void makeRoom(long bytes) throws IOException {
        long total = bytes;
        List<Kept> oldestFirst = new ArrayList<>();
        for (Kept file : all()) {
            if (file.isAbandoned()) {
                Files.deleteIfExists(file.path());
            } else if (!file.isUnfinished()) {
                oldestFirst.add(file);
                total += file.bytes();
            }
        }
        oldestFirst.sort(Comparator.comparing(Kept::usedAt));
        for (Kept file : oldestFirst) {
            if (total <= maxBytes) {
                return;
            }
            Files.deleteIfExists(file.path());
            total -= file.bytes();
        }
    }

    /** Removes everything. */
    void clear() throws IOException {
        for (Kept file : all()) {
            Files.deleteIfExists(file.path());
        }
    }

    private List<Kept> all() throws IOException {
        List<Kept> found = new ArrayList<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                try {
                    BasicFileAttributes about =
                            Files.readAttributes(path, BasicFileAttributes.class);
                    found.add(new Kept(path, about.size(), about.lastModifiedTime()));
                } catch (NoSuchFileException e) {
                    // Another process has just removed it.
                }
            }
        }
        return found;
    }

    /** A file of another size or time under the same name is another file. */
    private Path kept(TableFolder.Entry file) {
        String identity =
                String.format(
                        Locale.ROOT, "%s %d %d", file.path(), file.bytes(), file.modifiedAt());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(UTF_8));
            return folder.resolve(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static void linkOrCopy(Path kept, Path target) throws IOException {
        try {
            Files.createLink(target, kept);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(kept, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A file in the folder. */
    private record Kept(Path path, long bytes, FileTime usedAt) {

        boolean isUnfinished() {
            return path.getFileName().toString().startsWith(".");
        }

        boolean isAbandoned() {
            return isUnfinished()
                    && usedAt.toInstant().isBefore(Instant.now().minus(ABANDONED_AFTER));
        }
    }
}
