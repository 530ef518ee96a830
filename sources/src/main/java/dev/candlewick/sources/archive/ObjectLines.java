package dev.candlewick.sources.archive;

import dev.candlewick.sources.lines.Lines;
import dev.candlewick.sources.lines.RawStream;
import dev.candlewick.sources.net.Backoff;
import dev.candlewick.sources.net.WakeableSleep;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines of one object. A file system that fails is asked again, and read on from the same line;
 * damage, which no repetition mends, ends the object.
 */
final class ObjectLines implements Closeable {

    /** Far above the largest block; what is longer is no line of the archive. */
    static final int MAX_LINE = 16 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ObjectLines.class);

    private static final int MAX_FAILURES = 8;
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), 0);

    private final Path path;
    private final WakeableSleep retryDelay;
    private final ArchiveProgress progress;
    private Lines lines;
    private byte[] header;
    private final boolean hasHeader;
    private long taken;
    private int failures;
    private String damage;

    ObjectLines(
            String path, boolean hasHeader, WakeableSleep retryDelay, ArchiveProgress progress) {
        this.path = new Path(path);
        this.hasHeader = hasHeader;
        this.retryDelay = retryDelay;
        this.progress = progress;
    }

    /** Null before the first line was asked for, and where there is none. */
    byte[] header() {
        return header;
    }

    /** What is wrong with the object; null as long as nothing is. */
    String damage() {
        return damage;
    }

    /** How many lines have been taken, the header not counted. */
    long taken() {
        return taken;
    }

    /**
     * The next line that is not empty; null at the end, which may be that of what is sound.
     *
     * @throws IOException if the file system fails again and again
     */
    byte[] next() throws IOException {
        while (damage == null) {
            try {
                byte[] line = read();
                failures = 0;
                return line;
            } catch (RawStream.Unreadable e) {
                retry(e);
            } catch (IOException e) {
                damage = "is damaged: " + messageOf(e);
            }
        }
        return null;
    }

    private byte[] read() throws IOException {
        if (lines == null) {
            open();
        }
        byte[] line = nextLine();
        while (line != null && line.length == 0) {
            taken++;
            line = nextLine();
        }
        if (line != null) {
            taken++;
            progress.line();
        }
        return line;
    }

    private void open() throws IOException {
        lines = Lines.open(path, MAX_LINE, progress::addRead);
        if (hasHeader) {
            header = nextLine();
        }
        for (long i = 0; i < taken && nextLine() != null; i++) {
            // Was taken before.
        }
    }

    private byte[] nextLine() throws IOException {
        byte[] line = lines.next();
        if (line != null && line.length >= MAX_LINE) {
            throw new IOException(
                    String.format(Locale.ROOT, "a line without end: over %d bytes", MAX_LINE));
        }
        return line;
    }

    private void retry(RawStream.Unreadable problem) throws IOException {
        close();
        if (problem.getCause() instanceof FileNotFoundException) {
            damage = "is not there any more";
            return;
        }
        failures++;
        if (failures > MAX_FAILURES) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "%s cannot be read, tried %d times: %s",
                            path,
                            failures,
                            messageOf(problem)),
                    problem);
        }
        Duration delay = BACKOFF.delay(failures, 0);
        LOG.warn("{} cannot be read: {}; retrying in {}", path, messageOf(problem), delay);
        retryDelay.sleep(delay);
    }

    private static String messageOf(IOException problem) {
        String message = problem.getMessage();
        return message == null ? problem.getClass().getSimpleName() : message;
    }

    @Override
    public void close() throws IOException {
        if (lines != null) {
            Lines open = lines;
            lines = null;
            open.close();
        }
    }
}
