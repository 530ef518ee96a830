package dev.candlewick.sources.tape;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.hyperliquid.Message;
import dev.candlewick.sources.hyperliquid.MessageDecoder;
import dev.candlewick.sources.hyperliquid.Reason;
import dev.candlewick.sources.hyperliquid.ValidationRules;
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
 * The files of a tape as one series: merged by receive time where every file records it, else one
 * after another. A file is opened when its turn comes, so that a month of hours needs few handles.
 */
final class Tape implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Tape.class);

    private final List<MessageDecoder> decoders = new ArrayList<>();
    private final Queue<TapeFile> files;
    private final TapeProgress progress;
    private long newestExchangeTime;
    private boolean ended;

    private Tape(boolean merged, TapeSplit split, TapeProgress progress) {
        this.files =
                merged
                        ? new PriorityQueue<>(
                                Comparator.comparingLong(TapeFile::nextReceivedAt)
                                        .thenComparingInt(TapeFile::index))
                        : new ArrayDeque<>();
        this.progress = progress;
        this.newestExchangeTime = split.newestExchangeTime();
        this.ended = split.isEnded();
    }

    /**
     * Opens what a split has left of its files.
     *
     * @throws TapeException if one of them is missing, cannot be read or is no tape
     */
    static Tape open(TapeSplit split, BigDecimal maxPrice, TapeProgress progress)
            throws IOException {
        List<TapeHead> heads = new ArrayList<>();
        for (TapeSplit.FilePosition position : split.files()) {
            heads.add(TapeHead.of(position.path()));
        }
        boolean merged = heads.stream().allMatch(TapeHead::isTimed);
        LOG.info(
                "Reading a tape of {} files, {}",
                heads.size(),
                merged ? "merged by receive time" : "one after another");
        Tape tape = new Tape(merged, split, progress);
        for (int i = 0; i < heads.size(); i++) {
            tape.add(i, heads.get(i), split.files().get(i), maxPrice);
        }
        return tape;
    }

    private void add(int index, TapeHead head, TapeSplit.FilePosition position, BigDecimal maxPrice)
            throws IOException {
        progress.addTotal(head.bytes());
        MessageDecoder decoder =
                new MessageDecoder(
                        head.path(), Origin.TAPE, new ValidationRules(maxPrice, head.isTimed()));
        decoders.add(decoder);
        if (position.isEnded()) {
            progress.addRead(head.bytes());
        } else {
            TapeFile file = new TapeFile(index, head, progress::addRead);
            file.skip(position.frames(), line -> decoder.recall(line.frame()));
            files.add(file);
        }
    }

    /** The next step; null after the end of the tape. */
    TapeRecord next() throws IOException {
        if (files.isEmpty()) {
            TapeRecord last = ended ? null : new TapeRecord.EndOfTape();
            ended = true;
            return last;
        }
        // Taken out while it is read, because reading changes its place in the queue.
        TapeFile file = files.remove();
        TapeLine line = file.next();
        if (line == null) {
            file.close();
            return endOf(file);
        }
        putBack(file);
        return decoded(file, line);
    }

    private void putBack(TapeFile file) {
        if (files instanceof ArrayDeque<TapeFile> inOrder) {
            inOrder.addFirst(file);
        } else {
            files.add(file);
        }
    }

    private TapeRecord decoded(TapeFile file, TapeLine line) {
        long receivedAt = line.isTimed() ? line.receivedAt() : newestExchangeTime;
        List<Message> messages = decoders.get(file.index()).decode(line.frame(), receivedAt);
        if (!line.isTimed()) {
            for (Message message : messages) {
                newestExchangeTime = Math.max(newestExchangeTime, message.exchangeTime());
            }
            receivedAt = newestExchangeTime;
        }
        progress.frame(receivedAt);
        return new TapeRecord.Frame(file.index(), receivedAt, line.isTimed(), messages);
    }

    private TapeRecord endOf(TapeFile file) {
        if (file.damage() == null) {
            return new TapeRecord.EndOfFile(file.index(), List.of());
        }
        LOG.warn("{} can be read no further: {}", file.head().path(), file.damage());
        DeadLetter letter =
                new DeadLetter(
                        file.head().isTimed() ? file.nextReceivedAt() : newestExchangeTime,
                        file.head().path(),
                        null,
                        Reason.DAMAGED_FILE.label(),
                        "the file can be read no further: " + file.damage(),
                        new byte[0]);
        return new TapeRecord.EndOfFile(file.index(), List.of(new Message.Rejected(null, letter)));
    }

    @Override
    public void close() throws IOException {
        for (TapeFile file : files) {
            file.close();
        }
    }
}
