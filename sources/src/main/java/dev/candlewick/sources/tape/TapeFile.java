package dev.candlewick.sources.tape;

import dev.candlewick.sources.hyperliquid.MessageDecoder;
import dev.candlewick.sources.lines.Lines;
import dev.candlewick.sources.lines.RawStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.flink.core.fs.Path;

/**
 * A tape that is being read. Damage ends it like the end of the file does; a failure of the file
 * system does not.
 */
final class TapeFile implements Closeable {

    /** Just above what the decoder refuses. */
    private static final int MAX_LINE = MessageDecoder.MAX_FRAME_BYTES + 64;

    private final int index;
    private final TapeHead head;
    private final LongConsumer bytesRead;
    private Lines lines;
    private TapeLine upcoming;
    private long receivedAt;
    private String damage;

    TapeFile(int index, TapeHead head, LongConsumer bytesRead) {
        this.index = index;
        this.head = head;
        this.bytesRead = bytesRead;
        this.receivedAt = head.firstReceivedAt();
    }

    static Lines open(String path, LongConsumer bytesRead) throws IOException {
        return Lines.open(new Path(path), MAX_LINE, bytesRead);
    }

    int index() {
        return index;
    }

    TapeHead head() {
        return head;
    }

    /** The receive time of the next frame; at the end, that of the last. */
    long nextReceivedAt() {
        return receivedAt;
    }

    /** What is wrong with the file; null as long as nothing is. */
    String damage() {
        return damage;
    }

    /**
     * Passes over frames that were read before.
     *
     * @param passed given each of them
     */
    void skip(long frames, Consumer<TapeLine> passed) throws IOException {
        for (long i = 0; i < frames; i++) {
            TapeLine line = next();
            if (line == null) {
                return;
            }
            passed.accept(line);
        }
    }

    /** The next frame; in a timed file one without a receive time has that of the one before. */
    TapeLine next() throws IOException {
        if (lines == null && damage == null) {
            upcoming = read();
        }
        TapeLine next = upcoming;
        upcoming = next == null ? null : read();
        return next;
    }

    private TapeLine read() throws IOException {
        byte[] line = nextLine();
        while (line != null && line.length == 0) {
            line = nextLine();
        }
        if (line == null) {
            return null;
        }
        TapeLine parsed = TapeLine.parse(line);
        if (!head.isTimed()) {
            return new TapeLine(TapeLine.UNTIMED, parsed.frame(), parsed.isControl());
        }
        receivedAt = parsed.isTimed() ? parsed.receivedAt() : receivedAt;
        return new TapeLine(receivedAt, parsed.frame(), parsed.isControl());
    }

    private byte[] nextLine() throws IOException {
        try {
            if (lines == null) {
                lines = open(head.path(), bytesRead);
            }
            return lines.next();
        } catch (RawStream.Unreadable e) {
            throw new IOException(
                    "%s cannot be read on: %s".formatted(head.path(), e.getMessage()), e);
        } catch (IOException e) {
            damage = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        if (lines != null) {
            lines.close();
        }
    }
}
