package dev.candlewick.sources.tape;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;

/** Reads and decodes, in the fetcher thread. */
final class TapeSplitReader implements SplitReader<TapeRecord, TapeSplit> {

    private static final int MAX_RECORDS = 500;
    private static final int MAX_MESSAGES = 5_000;

    private final BigDecimal maxPrice;
    private final TapeProgress progress;
    private final Queue<TapeSplit> waiting = new ArrayDeque<>();
    private String splitId;
    private Tape tape;

    TapeSplitReader(BigDecimal maxPrice, TapeProgress progress) {
        this.maxPrice = maxPrice;
        this.progress = progress;
    }

    @Override
    public void handleSplitsChanges(SplitsChange<TapeSplit> change) {
        if (!(change instanceof SplitsAddition)) {
            throw new UnsupportedOperationException("tapes are only ever added: " + change);
        }
        waiting.addAll(change.splits());
    }

    @Override
    public RecordsWithSplitIds<TapeRecord> fetch() throws IOException {
        if (tape == null) {
            TapeSplit split = waiting.remove();
            tape = Tape.open(split, maxPrice, progress);
            splitId = split.splitId();
        }
        List<TapeRecord> records = new ArrayList<>(MAX_RECORDS);
        int messages = 0;
        while (records.size() < MAX_RECORDS && messages < MAX_MESSAGES) {
            TapeRecord record = tape.next();
            if (record == null) {
                close();
                return new TapeBatch(splitId, records, true);
            }
            records.add(record);
            messages += record instanceof TapeRecord.Frame frame ? frame.messages().size() : 1;
        }
        return new TapeBatch(splitId, records, false);
    }

    @Override
    public void wakeUp() {
        // A batch is read in milliseconds, so there is nobody to wake.
    }

    @Override
    public void close() throws IOException {
        if (tape != null) {
            tape.close();
            tape = null;
        }
    }
}
