package dev.candlewick.job.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** Paths of this machine among those of any file system. */
final class LocalPaths {

    private static final int FIRST_WRITE = 1 << 20;

    private LocalPaths() {}

    /** Empty for a path of another file system, such as {@code s3://bucket/lake}. */
    static Optional<Path> of(String path) {
        if (path.startsWith("file:")) {
            return Optional.of(Path.of(URI.create(path).getPath()));
        }
        return path.contains("://") ? Optional.empty() : Optional.of(Path.of(path));
    }

    /** Looks without creating anything: the folder, or the nearest one above that exists. */
    static Optional<String> whyNotWritable(Path folder) {
        Path existing = folder.toAbsolutePath().normalize();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isDirectory(existing)) {
            return Optional.of(existing + " is not a folder; name another place");
        }
        return Files.isWritable(existing)
                ? Optional.empty()
                : Optional.of(existing + " cannot be written; name another place");
    }

    /** Creates the folder where it is missing, and writes in it. */
    static Optional<String> whyNotPrepared(Path folder) {
        Optional<String> why = whyNotWritable(folder);
        if (why.isPresent()) {
            return why;
        }
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".candlewick", ""));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(folder + " cannot be written; name another place");
        }
    }

    /** Whether a folder that is prepared has room for a first write. */
    static Optional<String> whyNoRoom(Path folder) {
        Path file = folder.resolve(".candlewick-" + UUID.randomUUID());
        try {
            Files.write(file, new byte[FIRST_WRITE]);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "%s cannot be written (%s); free some space, or name another place"
                            .formatted(folder, e.getMessage()));
        } finally {
            file.toFile().delete();
        }
    }
}
