package dev.candlewick.sources.recording;

import dev.candlewick.sources.feed.FrameDecoder;
import dev.candlewick.sources.lines.Lines;
import dev.candlewick.sources.lines.RawStream;
import dev.candlewick.sources.lines.Soundness;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.flink.core.fs.Path;

/**
 * A recording that is being read. Damage ends it like the end of the file does; a failure of the
 * file system does not.
 */
public final class RecordingFile implements Closeable {

    /** Just above what the decoder refuses. */
    private static final int MAX_LINE = FrameDecoder.MAX_FRAME_BYTES + 64;

    private final int index;
    private final RecordingHead head;
    private final LongConsumer bytesRead;
    private Lines lines;
    private RecordedLine current;
    private RecordedLine upcoming;
    private long receivedAt;
    private String fault;
    private String damage;

    public RecordingFile(int index, RecordingHead head, LongConsumer bytesRead) {
        this.index = index;
        this.head = head;
        this.bytesRead = bytesRead;
        this.receivedAt = head.firstReceivedAt();
    }

    static Lines open(String path, LongConsumer bytesRead) throws IOException {
        return Lines.open(new Path(path), MAX_LINE, bytesRead);
    }

    public int index() {
        return index;
    }

    public RecordingHead head() {
        return head;
    }

    /** The receive time of the next frame; at the end, that of the last. */
    public long nextReceivedAt() {
        return receivedAt;
    }

    /** Whether what it holds can be trusted, up to where it may be cut off. */
    public boolean isSound() {
        return fault == null;
    }

    /** What is wrong with the file; null as long as nothing is. */
    public String damage() {
        return damage;
    }

    /** Skips frames that were read before, and hands each of them over. */
    public void skip(long frames, Consumer<RecordedLine> passed) throws IOException {
        for (long i = 0; i < frames; i++) {
            RecordedLine line = next();
            if (line == null) {
                return;
            }
            passed.accept(line);
        }
    }

    /**
     * The next frame, whose bytes stay until the frame after it is asked for; in a timed file one
     * without a receive time has that of the one before.
     */
    public RecordedLine next() throws IOException {
        if (lines == null && damage == null) {
            upcoming = read();
        }
        current = upcoming;
        upcoming = current == null ? null : read();
        return current;
    }

    private RecordedLine read() throws IOException {
        boolean isThere = nextLine();
        while (isThere && lines.length() == 0) {
            // Its bytes stay for one line more, and blank lines may be many.
            current = current == null ? null : current.detached();
            isThere = nextLine();
        }
        if (!isThere) {
            return null;
        }
        RecordedLine parsed = RecordedLine.parse(lines.bytes(), lines.offset(), lines.length());
        if (!head.isTimed()) {
            return parsed.receivedAt(RecordedLine.UNTIMED);
        }
        receivedAt = parsed.isTimed() ? parsed.receivedAt() : receivedAt;
        return parsed.receivedAt(receivedAt);
    }

    private boolean nextLine() throws IOException {
        try {
            if (lines == null) {
                fault = Soundness.faultOf(new Path(head.path()));
                lines = open(head.path(), bytesRead);
            }
            return lines.advance();
        } catch (RawStream.Unreadable e) {
            throw new IOException(
                    "%s cannot be read on: %s".formatted(head.path(), e.getMessage()), e);
        } catch (IOException e) {
            damage = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (lines != null) {
            lines.close();
        }
    }
}
