package dev.candlewick.sinks.parquet;

import java.io.IOException;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/**
 * Opens the files of a writer so that they wait for room, and knows whether a row has gone into
 * one. The two meet in the thread that writes: a sink makes its files from a factory that it got
 * serialised.
 *
 * @param local whether streams are those of a disk, which do not wait by themselves
 */
record PatientFiles<T>(BulkWriter.Factory<T> files, boolean local)
        implements BulkWriter.Factory<T> {

    private static final ThreadLocal<Turn> TURN = new ThreadLocal<>();

    /** A writer at work. */
    static final class Turn {
        private final Patience patience;
        private boolean rowTaken;

        Turn(Patience patience) {
            this.patience = patience;
        }

        /** Whether a row is on its way into a file, so that it must not be written again. */
        boolean rowTaken() {
            return rowTaken;
        }
    }

    /** Begins to work for a writer. */
    static Turn begin(Patience patience) {
        Turn turn = new Turn(patience);
        TURN.set(turn);
        return turn;
    }

    static void end() {
        TURN.remove();
    }

    @Override
    public BulkWriter<T> create(FSDataOutputStream out) throws IOException {
        Turn turn = TURN.get();
        return turn == null
                ? files.create(out)
                : new Watched<>(files.create(local ? new PatientStream(out, turn.patience) : out));
    }

    /** Notes that a row has come. */
    private static final class Watched<T> implements BulkWriter<T> {
        private final BulkWriter<T> writer;

        Watched(BulkWriter<T> writer) {
            this.writer = writer;
        }

        @Override
        public void addElement(T row) throws IOException {
            Turn turn = TURN.get();
            if (turn != null) {
                turn.rowTaken = true;
            }
            writer.addElement(row);
        }

        @Override
        public void flush() throws IOException {
            writer.flush();
        }

        @Override
        public void finish() throws IOException {
            writer.finish();
        }
    }
}
