package dev.candlewick.sources.journal;

import dev.candlewick.sources.tape.ControlFrames;
import dev.candlewick.sources.tape.TapeLine;
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

/** Appends to a lane of its own, segment after segment. Not thread-safe. */
final class LaneWriter implements Closeable {

    private final Lane lane;
    private final LaneLock lock;
    private final long segmentBytes;
    private FileOutputStream segment;
    private long segmentStart;
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
                                                "somebody else has locked a new lane"));
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
    void beginSegment(long at, String exchange, List<String> symbols) throws IOException {
        closeSegment();
        segmentStart = offset;
        // Not a channel: that would be closed by whoever interrupts the thread.
        segment = new FileOutputStream(lane.folder().resolve(Segment.nameOf(offset)).toFile());
        append(List.of(TapeLine.ofControl(at, ControlFrames.recording(exchange, symbols))));
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
    void syncFolder() throws IOException {
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

    @Override
    public void close() throws IOException {
        try (lock) {
            closeSegment();
        }
    }
}
