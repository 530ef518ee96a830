package dev.candlewick.sinks.duckdb;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;

/**
 * The one writer of a hot store. It runs in the task's thread: rows come in by {@link #write}, and
 * a timer brings them to the readers.
 */
final class HotStoreWriter implements StatefulSinkWriter<HotRow, HotStoreState> {

    /** So many rows are worth a write of their own. */
    private static final int BATCH = 20_000;

    /** For each time unit spent on readers, so many go to the stream. */
    private static final long REST = 4;

    private final OpenStore store;
    private final HotStoreOptions options;
    private final ProcessingTimeService time;
    private final Counter written;
    private final List<HotRow> batch = new ArrayList<>();
    private ScheduledFuture<?> timer;
    private long showedInMillis;
    private boolean failed;

    HotStoreWriter(OpenStore store, HotStoreOptions options, WriterInitContext context) {
        this.store = store;
        this.options = options;
        this.time = context.getProcessingTimeService();
        this.written = context.metricGroup().getNumRecordsSendCounter();
        context.metricGroup().setCurrentSendTimeGauge(() -> showedInMillis);
    }

    /** Publishes what the store has and begins to follow the stream. */
    void start() throws IOException {
        run(() -> store.publisher().publish(time.getCurrentProcessingTime()));
        next(options.cadence().flush().toMillis());
    }

    @Override
    public void write(HotRow row, Context context) throws IOException {
        batch.add(row);
        if (batch.size() >= BATCH) {
            run(this::drain);
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
        run(this::drain);
        if (endOfInput) {
            publishRest();
        }
    }

    @Override
    public List<HotStoreState> snapshotState(long checkpointId) throws IOException {
        List<HotStoreState> states = new ArrayList<>();
        run(() -> states.add(store.database().completeEpoch()));
        return states;
    }

    /** Rows that no flush has brought in are left out: whoever restores will send them again. */
    @Override
    public void close() throws IOException {
        try (store) {
            if (timer != null) {
                timer.cancel(false);
            }
            if (!failed) {
                publishRest();
            }
        }
    }

    private void publishRest() throws IOException {
        if (!store.publisher().isFileComplete()) {
            run(() -> store.publisher().publish(time.getCurrentProcessingTime()));
        }
    }

    private void tick(long scheduledFor) throws IOException {
        long now = time.getCurrentProcessingTime();
        run(
                () -> {
                    drain();
                    store.publisher().show(now);
                });
        showedInMillis = time.getCurrentProcessingTime() - now;
        next(
                Math.max(
                        options.cadence().flush().toMillis() - showedInMillis,
                        REST * showedInMillis));
    }

    private void next(long delay) {
        timer = time.registerTimer(time.getCurrentProcessingTime() + delay, this::tick);
    }

    private void drain() throws SQLException, IOException {
        if (!batch.isEmpty()) {
            store.database().write(batch);
            written.inc(batch.size());
            batch.clear();
        }
    }

    private void run(Work work) throws IOException {
        try {
            work.run();
        } catch (SQLException e) {
            failed = true;
            throw new IOException(
                    "Could not write the hot store " + options.path() + ": " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            failed = true;
            throw e;
        }
    }

    /** Work on the store. */
    @FunctionalInterface
    private interface Work {
        void run() throws SQLException, IOException;
    }
}
