package dev.candlewick.sources.replay;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.feed.FrameDecoder;
import dev.candlewick.sources.feed.ScannedFrame;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.recording.LineDecoder;
import dev.candlewick.sources.recording.RecordedLine;
import dev.candlewick.sources.recording.RecordingException;
import dev.candlewick.sources.recording.RecordingFile;
import dev.candlewick.sources.recording.RecordingHead;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a recording as one series: merged by receive time where every file records it, else
 * one after another. A file is opened when its turn comes, so that a month of hours needs few
 * handles.
 */
final class RecordedFiles implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(RecordedFiles.class);

    private final List<LineDecoder> decoders = new ArrayList<>();
    private final Queue<RecordingFile> files;
    private final ReplayProgress progress;
    private long newestExchangeTime;
    private long framesRead;
    private long clock;
    private boolean ended;

    private RecordedFiles(boolean merged, ReplaySplit split, ReplayProgress progress) {
        this.files =
                merged
                        ? new PriorityQueue<>(
                                Comparator.comparingLong(RecordingFile::nextReceivedAt)
                                        .thenComparingInt(RecordingFile::index))
                        : new ArrayDeque<>();
        this.progress = progress;
        this.newestExchangeTime = split.newestExchangeTime();
        this.ended = split.isEnded();
    }

    /**
     * Opens what a split has left of its files.
     *
     * @throws RecordingException if one of them is missing, cannot be read or is not a recording
     */
    static RecordedFiles open(
            ReplaySplit split,
            FrameDecoder.Factory venue,
            BigDecimal maxPrice,
            ReplayProgress progress)
            throws IOException {
        List<RecordingHead> heads = new ArrayList<>();
        for (ReplaySplit.FilePosition position : split.files()) {
            heads.add(RecordingHead.of(position.path()));
        }
        boolean merged = heads.stream().allMatch(RecordingHead::isTimed);
        LOG.info(
                "Reading a recording of {} files, {}",
                heads.size(),
                merged ? "merged by receive time" : "one after another");
        RecordedFiles recording = new RecordedFiles(merged, split, progress);
        for (int i = 0; i < heads.size(); i++) {
            RecordingHead head = heads.get(i);
            FrameDecoder decoder =
                    venue.decoder(head.path(), Origin.TAPE, maxPrice, head.isTimed());
            recording.add(i, head, split.files().get(i), decoder);
        }
        return recording;
    }

    private void add(
            int index, RecordingHead head, ReplaySplit.FilePosition position, FrameDecoder decoder)
            throws IOException {
        progress.addTotal(head.bytes());
        LineDecoder lines = new LineDecoder(head.path(), decoder);
        decoders.add(lines);
        if (position.isEnded()) {
            progress.addRead(head.bytes());
        } else {
            RecordingFile file = new RecordingFile(index, head, progress::addRead);
            file.skip(position.frames(), lines::recall);
            files.add(file);
        }
    }

    /** Adds the next step to a batch; false after the end of the recording. */
    boolean next(ReplayBatch batch) throws IOException {
        if (files.isEmpty()) {
            if (ended) {
                return false;
            }
            ended = true;
            batch.add(ReplayBatch.Kind.END, 0, 0);
            return true;
        }
        // Taken out while it is read, because reading changes its place in the queue.
        RecordingFile file = files.remove();
        RecordedLine line = file.next();
        if (line == null) {
            file.close();
            addEnd(file, batch);
        } else {
            putBack(file);
            addFrame(file, line, batch);
        }
        return true;
    }

    private void putBack(RecordingFile file) {
        if (files instanceof ArrayDeque<RecordingFile> inOrder) {
            inOrder.addFirst(file);
        } else {
            files.add(file);
        }
    }

    private void addFrame(RecordingFile file, RecordedLine line, ReplayBatch batch) {
        LineDecoder decoder = decoders.get(file.index());
        int start = batch.signals().size();
        if (line.isTimed()) {
            decoder.decode(line, line.receivedAt(), batch);
            doubt(file, batch, start);
            batch.add(ReplayBatch.Kind.TIMED_FRAME, file.index(), line.receivedAt());
            read(line.receivedAt());
            return;
        }
        decoder.decode(line, newestExchangeTime, batch);
        for (int i = start; i < batch.signals().size(); i++) {
            newestExchangeTime =
                    Math.max(newestExchangeTime, batch.signals().get(i).exchangeTime());
        }
        doubt(file, batch, start);
        batch.add(ReplayBatch.Kind.UNTIMED_FRAME, file.index(), newestExchangeTime);
        read(newestExchangeTime);
    }

    private void read(long at) {
        framesRead++;
        clock = at;
    }

    /** Says what was read since it was said last. */
    void showProgress() {
        if (framesRead > 0) {
            progress.addFrames(framesRead, clock);
            framesRead = 0;
        }
    }

    /** Trades of a file that is damaged somewhere prove nothing about what else there was. */
    private static void doubt(RecordingFile file, ReplayBatch batch, int start) {
        if (file.isSound()) {
            return;
        }
        batch.signals().subList(start, batch.signals().size()).replaceAll(RecordedFiles::doubted);
        batch.accept(new FeedSignal.Damaged(file.head().path() + " is damaged"));
    }

    private static FeedSignal doubted(FeedSignal signal) {
        if (signal instanceof ScannedFrame scanned) {
            return doubted(scanned.alone(0));
        }
        return signal instanceof FeedSignal.Trades trades
                ? new FeedSignal.Trades(trades.symbol(), trades.trades(), false)
                : signal;
    }

    private void addEnd(RecordingFile file, ReplayBatch batch) {
        if (file.damage() != null) {
            batch.accept(damage(file));
        }
        batch.add(ReplayBatch.Kind.END_OF_FILE, file.index(), 0);
    }

    private FeedSignal damage(RecordingFile file) {
        LOG.warn("{} cannot be read any further: {}", file.head().path(), file.damage());
        DeadLetter letter =
                new DeadLetter(
                        file.head().isTimed() ? file.nextReceivedAt() : newestExchangeTime,
                        file.head().path(),
                        null,
                        Reason.DAMAGED_FILE.label(),
                        "the file can be read no further: " + file.damage() + extent(file),
                        new byte[0]);
        return new FeedSignal.Rejected(null, letter, true);
    }

    private static String extent(RecordingFile file) {
        return file.isSound() ? "" : "; where it is damaged is unknown, so all of it is doubted";
    }

    @Override
    public void close() throws IOException {
        for (RecordingFile file : files) {
            file.close();
        }
    }
}
