package dev.candlewick.sinks.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long queries took, from the processes that answered them to the job that counts them: a line
 * of milliseconds each, in a file beside the store. Nothing depends on it, so failures are left
 * alone: a reader may have no right to write there.
 */
public record QueryLog(Path file) {

    private static final Logger LOG = LoggerFactory.getLogger(QueryLog.class);

    /** No more is kept for a job that does not run. */
    private static final long MAX_BYTES = 1 << 20;

    /** Of the hot store that is published at this path. */
    public static QueryLog of(Path published) {
        return HotStoreFiles.of(published.toString()).queries();
    }

    /** Adds a query, if a job has ever written to the store. */
    public void add(long millis) {
        try {
            if (Files.isDirectory(file.getParent()) && file.toFile().length() < MAX_BYTES) {
                Files.writeString(
                        file,
                        millis + "\n",
                        UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            LOG.debug("The query is not counted", e);
        }
    }

    /** Milliseconds of each query since the last call. */
    List<Long> take() {
        Path taken = file.resolveSibling(file.getFileName() + ".taken");
        try {
            Files.move(file, taken, StandardCopyOption.ATOMIC_MOVE);
            List<Long> millis =
                    Files.readAllLines(taken).stream()
                            .filter(line -> line.matches("\\d{1,15}"))
                            .map(Long::valueOf)
                            .toList();
            Files.delete(taken);
            return millis;
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            LOG.debug("Queries are not counted", e);
            return List.of();
        }
    }
}
