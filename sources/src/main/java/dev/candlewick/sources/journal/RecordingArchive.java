package dev.candlewick.sources.journal;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps finished segments as compressed tapes, beside the reader's own work: a segment takes some
 * tenths of a second. A tape is there whole or not at all.
 */
final class RecordingArchive implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingArchive.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int BUFFER = 64 * 1024;

    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    task -> {
                        Thread thread = new Thread(task, "tape-archive");
                        thread.setDaemon(true);
                        return thread;
                    });

    /** The tape of a segment. */
    static Path tapeOf(Lane lane, Segment segment, Path tapes) {
        return tapes.resolve(lane.name() + "-" + segment.file().getFileName() + ".gz");
    }

    /** Keeps what a lane has finished and what is not kept yet, if it is to be kept at all. */
    void keep(Lane lane, boolean isLaneFinished) {
        worker.execute(
                () -> {
                    try {
                        keepAll(lane, isLaneFinished);
                    } catch (IOException e) {
                        LOG.error(
                                "Segments of {} were not archived: {}; they stay in the"
                                        + " journal, and the next start tries again",
                                lane.folder(),
                                e.toString());
                    }
                });
    }

    private static void keepAll(Lane lane, boolean isLaneFinished) throws IOException {
        Path tapes = lane.tapes().orElse(null);
        if (tapes == null) {
            return;
        }
        List<Segment> segments = lane.segments();
        int finished = isLaneFinished ? segments.size() : segments.size() - 1;
        for (Segment segment : segments.subList(0, Math.max(0, finished))) {
            Path tape = tapeOf(lane, segment, tapes);
            if (!Files.exists(tape)) {
                keep(segment, tape);
            }
        }
    }

    private static void keep(Segment segment, Path tape) throws IOException {
        Files.createDirectories(tape.getParent());
        Path unfinished = Files.createTempFile(tape.getParent(), ".unfinished", ".gz");
        try {
            compress(segment, unfinished);
            Files.move(unfinished, tape, StandardCopyOption.ATOMIC_MOVE);
            LOG.info("Archived a recording: {}", tape);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void compress(Segment segment, Path target) throws IOException {
        try (SegmentLines lines = new SegmentLines(segment.file(), 0);
                FileOutputStream file = new FileOutputStream(target.toFile());
                GZIPOutputStream out = new GZIPOutputStream(file, BUFFER)) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                out.write(line);
                out.write('\n');
            }
            out.finish();
            // The segment may be dropped from now on, so the tape has to outlive the machine.
            file.getFD().sync();
        }
    }

    /**
     * Waits for what is under way, also in a thread that Flink interrupts as it cancels a job: what
     * is not archived when the process ends would wait for the next start.
     */
    @Override
    public void close() {
        worker.shutdown();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean isInterrupted = false;
        boolean isDone = false;
        while (!isDone && System.nanoTime() < deadline) {
            try {
                isDone = worker.awaitTermination(deadline - System.nanoTime(), NANOSECONDS);
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (!isDone) {
            LOG.warn("Recordings are still being archived; the next start finishes them");
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
