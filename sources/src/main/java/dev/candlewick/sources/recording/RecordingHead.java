package dev.candlewick.sources.recording;

import dev.candlewick.sources.lines.Lines;
import dev.candlewick.sources.lines.RawStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/**
 * What the beginning of a recording shows before it is read.
 *
 * @param firstReceivedAt of its first frame, if it records them
 */
public record RecordingHead(String path, long bytes, boolean isTimed, long firstReceivedAt) {

    private static final int LINES_TO_JUDGE_BY = 20;
    private static final long EARLIEST =
            Instant.parse("2018-01-01T00:00:00Z").toEpochMilli() * 1_000;

    /**
     * Looks at the beginning of a recording.
     *
     * @throws RecordingException if the file is missing, cannot be read or is not a recording
     */
    public static RecordingHead of(String path) throws RecordingException {
        long bytes = sizeOf(path);
        try (Lines lines = RecordingFile.open(path, ignored -> {})) {
            return judged(path, bytes, lines);
        } catch (RecordingException e) {
            throw e;
        } catch (RawStream.Unreadable e) {
            throw unreadable(path, e);
        } catch (IOException e) {
            throw new RecordingException(
                    "%s is damaged at its very start: %s".formatted(path, e.getMessage()), e);
        }
    }

    private static long sizeOf(String path) throws RecordingException {
        try {
            Path file = new Path(path);
            FileStatus status = file.getFileSystem().getFileStatus(file);
            if (status.isDir()) {
                throw new RecordingException(
                        "%s is a folder: name its files".formatted(path), null);
            }
            return status.getLen();
        } catch (FileNotFoundException e) {
            throw new RecordingException("There is no file %s".formatted(path), e);
        } catch (RecordingException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static RecordingException unreadable(String path, IOException e) {
        return new RecordingException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
    }

    private static RecordingHead judged(String path, long bytes, Lines lines) throws IOException {
        byte[] odd = null;
        for (int i = 0; i < LINES_TO_JUDGE_BY; i++) {
            byte[] line = lines.next();
            if (line == null) {
                break;
            }
            RecordedLine parsed = RecordedLine.parse(line);
            if (looksLikeAFrame(parsed.frame())) {
                return of(path, bytes, parsed);
            }
            odd = odd == null && line.length > 0 ? line : odd;
        }
        if (odd != null) {
            throw new RecordingException(
                    ("%s is not a recording, it begins '%s': a recording has a JSON frame on each line, perhaps"
                                    + " after its receive time in ns")
                            .formatted(path, shown(odd)),
                    null);
        }
        return new RecordingHead(path, bytes, false, RecordedLine.UNTIMED);
    }

    private static RecordingHead of(String path, long bytes, RecordedLine first)
            throws RecordingException {
        if (first.isTimed() && first.receivedAt() < EARLIEST) {
            throw new RecordingException(
                    "%s is not a recording: its first receive time would be %s; they are in nanoseconds"
                            .formatted(path, Instant.ofEpochMilli(first.receivedAt() / 1_000)),
                    null);
        }
        return new RecordingHead(path, bytes, first.isTimed(), first.receivedAt());
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
