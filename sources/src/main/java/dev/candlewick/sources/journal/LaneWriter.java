package dev.candlewick.sources.journal;

import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.recording.RecordedLine;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Appends to a lane of its own, segment after segment. Not thread-safe. */
final class LaneWriter implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(LaneWriter.class);

    private final Lane lane;
    private final LaneLock lock;
    private final long segmentBytes;
    private FileOutputStream segment;
    private long segmentStart;
    private long segments;
    private long offset;
    private boolean unsynced;

    private LaneWriter(Lane lane, LaneLock lock, long segmentBytes) {
        this.lane = lane;
        this.lock = lock;
        this.segmentBytes = segmentBytes;
    }

    static LaneWriter open(Lane lane, long segmentBytes) throws IOException {
        LaneLock lock =
                LaneLock.tryTake(lane.lockFile())
                        .orElseThrow(
                                () ->
                                        new FileSystemException(
                                                lane.lockFile().toString(),
                                                null,
                                                "another process has locked a new lane"));
        return new LaneWriter(lane, lock, segmentBytes);
    }

    Lane lane() {
        return lane;
    }

    JournalPosition position() {
        return new JournalPosition(lane.number(), offset);
    }

    boolean isSegmentFull() {
        return offset - segmentStart >= segmentBytes;
    }

    /** Begins a segment, whose first line says what it belongs to. */
    void beginSegment(long at, String exchange, List<String> symbols, boolean synced)
            throws IOException {
        if (synced) {
            sync();
        }
        closeSegment();
        segmentStart = offset;
        // Not a channel: an interrupt of the thread would close that.
        segment = new FileOutputStream(lane.folder().resolve(Segment.nameOf(offset)).toFile());
        FeedSignal head = new FeedSignal.Recording(exchange, symbols, lane.name(), segments++);
        append(List.of(RecordedLine.ofSignal(at, head)));
        if (synced) {
            syncFolder();
        }
    }

    /** Hands lines to the operating system; returns where each of them ends. */
    List<JournalPosition> append(List<byte[]> lines) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(lines.stream().mapToInt(line -> line.length).sum());
        List<JournalPosition> ends = new ArrayList<>(lines.size());
        for (byte[] line : lines) {
            all.put(line);
            ends.add(new JournalPosition(lane.number(), offset + all.position()));
        }
        write(all.array());
        return ends;
    }

    private void write(byte[] bytes) throws IOException {
        try {
            segment.write(bytes);
        } catch (IOException e) {
            // Lines of a half-written batch would be read without ever having been journalled.
            segment.getChannel().truncate(offset - segmentStart);
            throw e;
        }
        offset += bytes.length;
        unsynced = true;
    }

    void sync() throws IOException {
        if (unsynced) {
            segment.getFD().sync();
            unsynced = false;
        }
    }

    /** Makes the name of a new segment outlive a stop of the machine, as its content does. */
    private void syncFolder() throws IOException {
        for (Path folder : List.of(lane.folder(), lane.folder().getParent())) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private void closeSegment() throws IOException {
        if (segment != null) {
            segment.close();
            segment = null;
        }
    }

    /** What was written stays, whether or not its file can be closed. */
    @Override
    public void close() {
        try (lock) {
            closeSegment();
        } catch (IOException e) {
            LOG.warn("Failed to close {}: {}", lane.folder(), e.toString());
        }
    }
}
