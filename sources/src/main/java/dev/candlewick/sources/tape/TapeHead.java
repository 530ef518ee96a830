package dev.candlewick.sources.tape;

import dev.candlewick.sources.lines.Lines;
import dev.candlewick.sources.lines.RawStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/**
 * What can be told of a tape before it is read.
 *
 * @param bytes the size of the file as it is stored
 * @param isTimed whether it records receive times
 * @param firstReceivedAt of its first frame, if it records them
 */
public record TapeHead(String path, long bytes, boolean isTimed, long firstReceivedAt) {

    private static final int LINES_TO_JUDGE_BY = 20;
    private static final long EARLIEST =
            Instant.parse("2018-01-01T00:00:00Z").toEpochMilli() * 1_000;

    /**
     * Looks at the beginning of a tape.
     *
     * @throws TapeException if the file is missing, cannot be read or is no tape
     */
    public static TapeHead of(String path) throws TapeException {
        long bytes = sizeOf(path);
        try (Lines lines = TapeFile.open(path, ignored -> {})) {
            return judged(path, bytes, lines);
        } catch (TapeException e) {
            throw e;
        } catch (RawStream.Unreadable e) {
            throw unreadable(path, e);
        } catch (IOException e) {
            throw new TapeException(
                    "%s is damaged at its very start: %s".formatted(path, e.getMessage()), e);
        }
    }

    private static long sizeOf(String path) throws TapeException {
        try {
            Path file = new Path(path);
            FileStatus status = file.getFileSystem().getFileStatus(file);
            if (status.isDir()) {
                throw new TapeException("%s is a folder: name its files".formatted(path), null);
            }
            return status.getLen();
        } catch (FileNotFoundException e) {
            throw new TapeException("There is no file %s".formatted(path), e);
        } catch (TapeException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static TapeException unreadable(String path, IOException e) {
        return new TapeException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
    }

    private static TapeHead judged(String path, long bytes, Lines lines) throws IOException {
        byte[] odd = null;
        for (int i = 0; i < LINES_TO_JUDGE_BY; i++) {
            byte[] line = lines.next();
            if (line == null) {
                break;
            }
            TapeLine parsed = TapeLine.parse(line);
            if (looksLikeAFrame(parsed.frame())) {
                return of(path, bytes, parsed);
            }
            odd = odd == null && line.length > 0 ? line : odd;
        }
        if (odd != null) {
            throw new TapeException(
                    ("%s is no tape, it begins '%s': a tape has a JSON frame on each line, perhaps"
                                    + " after its receive time in ns")
                            .formatted(path, shown(odd)),
                    null);
        }
        return new TapeHead(path, bytes, false, TapeLine.UNTIMED);
    }

    private static TapeHead of(String path, long bytes, TapeLine first) throws TapeException {
        if (first.isTimed() && first.receivedAt() < EARLIEST) {
            throw new TapeException(
                    "%s is no tape: its first receive time would be %s; they are in nanoseconds"
                            .formatted(path, Instant.ofEpochMilli(first.receivedAt() / 1_000)),
                    null);
        }
        return new TapeHead(path, bytes, first.isTimed(), first.receivedAt());
    }

    private static boolean looksLikeAFrame(byte[] frame) {
        int start = 0;
        while (start < frame.length && frame[start] == ' ') {
            start++;
        }
        return start < frame.length && frame[start] == '{';
    }

    private static String shown(byte[] line) {
        return new String(line, 0, Math.min(line.length, 60), StandardCharsets.UTF_8);
    }
}
