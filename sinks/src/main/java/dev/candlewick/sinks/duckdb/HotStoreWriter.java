package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.health.HealthLog;
import dev.candlewick.functions.health.Latency;
import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.Origin;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.IntStream;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * The one writer of a hot store. It runs in the task's thread: rows come in by {@link #write}, and
 * a timer brings them to the readers. A store that refuses holds nothing up: rows are remembered
 * for it, and beyond a bound it is filled from the lake.
 */
final class HotStoreWriter implements StatefulSinkWriter<HotRow, HotStoreState> {

    /** So many rows are worth a write of their own. */
    private static final int BATCH = 50_000;

    /** So many are remembered for a store that cannot be written. */
    static final int REMEMBERED = 100_000;

    /** From when a frame was received to when readers see the bars that it changed. */
    static final String RECEIPT_TO_READER = "receiptToReaderMillis";

    /** What other processes asked, and how long it took: of the newest. */
    static final String QUERIES = "queries";

    static final String QUERY_MILLIS = "queryMillis";
    private static final int NEWEST = 1_000;

    private static final long NOTHING_WAITS = Long.MAX_VALUE;

    /** Rows are in the lake when the checkpoint after the one that held them begins. */
    private static final int CHECKPOINTS_UNTIL_IN_LAKE = 2;

    private final StoreAccess store;
    private final HotStoreOptions options;
    private final ProcessingTimeService time;
    private final Counter written;
    private final Latency sinceReceipt;
    private final QueryLog queryLog;
    private final Counter queries;
    private final Histogram queryMillis;
    private final List<HotRow> batch = new ArrayList<>();
    private int batchRows;
    private ScheduledFuture<?> timer;
    private long showedInMillis;
    private int checkpointsToWaitFor;

    /** The emission of the oldest streamed bar that readers do not see yet. */
    private long oldestUnseen = NOTHING_WAITS;

    HotStoreWriter(HotStoreOptions options, WriterInitContext context) {
        this.options = options;
        this.time = context.getProcessingTimeService();
        this.written = context.metricGroup().getNumRecordsSendCounter();
        context.metricGroup().setCurrentSendTimeGauge(() -> showedInMillis);
        this.sinceReceipt = Latency.shownIn(context.metricGroup(), RECEIPT_TO_READER);
        this.queryLog = HotStoreFiles.of(options.path()).queries();
        this.queries = context.metricGroup().counter(QUERIES);
        this.queryMillis =
                context.metricGroup()
                        .histogram(QUERY_MILLIS, new DescriptiveStatisticsHistogram(NEWEST));
        store = new StoreAccess(options, new HealthLog().shownIn(context.metricGroup()));
    }

    /** Publishes what the store has and begins to follow the stream. */
    void start(Optional<HotStoreState> restored) throws IOException {
        store.begin(restored, now());
        next(options.cadence().flush().toMillis());
    }

    @Override
    public void write(HotRow row, Context context) {
        batch.add(row);
        batchRows += row.rows();
        oldestUnseen = Math.min(oldestUnseen, oldestStreamed(row.row()));
        if (store.isOpen() && batchRows >= BATCH) {
            store.run(this::drain, now());
        } else if (batchRows >= REMEMBERED) {
            clearBatch();
            store.forget();
            checkpointsToWaitFor = CHECKPOINTS_UNTIL_IN_LAKE;
        }
    }

    @Override
    public void flush(boolean endOfInput) {
        if (endOfInput && !store.isOpen()) {
            store.retryNow(this::drain, now());
        }
        store.run(this::drain, now());
        if (endOfInput) {
            publishRest();
        }
    }

    @Override
    public List<HotStoreState> snapshotState(long checkpointId) {
        checkpointsToWaitFor = Math.max(0, checkpointsToWaitFor - 1);
        List<HotStoreState> states = new ArrayList<>();
        store.run(open -> states.add(open.database().completeEpoch()), now());
        return states.isEmpty() ? List.of(store.behind()) : states;
    }

    /** Rows that no flush has stored are left out: a restore sends them again. */
    @Override
    public void close() throws IOException {
        try (store) {
            if (timer != null) {
                timer.cancel(false);
            }
            publishRest();
        }
    }

    private void publishRest() {
        store.run(
                open -> {
                    if (!open.publisher().isFileComplete()) {
                        open.publisher().publish(now());
                    }
                },
                now());
    }

    /** The emission of the oldest streamed bar in a row. */
    private static long oldestStreamed(Object row) {
        if (row instanceof Bar bar && bar.origin() == Origin.STREAM) {
            return bar.emittedAt();
        }
        if (row instanceof BarRun run && run.head().origin() == Origin.STREAM) {
            return IntStream.range(0, run.rows()).mapToLong(run::emittedAt).min().orElseThrow();
        }
        return NOTHING_WAITS;
    }

    private void tick(long scheduledFor) {
        long now = now();
        if (checkpointsToWaitFor == 0) {
            store.retry(this::drain, now);
        }
        store.run(
                open -> {
                    drain(open);
                    open.publisher().show(now);
                    measure();
                },
                now);
        showedInMillis = now() - now;
        queryLog.take().forEach(this::count);
        next(options.cadence().pauseAfter(showedInMillis));
    }

    private void count(long millis) {
        queries.inc();
        queryMillis.update(millis);
    }

    private void measure() {
        if (oldestUnseen != NOTHING_WAITS) {
            sinceReceipt.add(oldestUnseen, now());
            oldestUnseen = NOTHING_WAITS;
        }
    }

    private void next(long delay) {
        timer = time.registerTimer(now() + delay, this::tick);
    }

    private void drain(OpenStore open) throws SQLException, IOException {
        if (!batch.isEmpty()) {
            open.database().write(batch);
            written.inc(batchRows);
            clearBatch();
        }
    }

    private void clearBatch() {
        batch.clear();
        batchRows = 0;
    }

    private long now() {
        return time.getCurrentProcessingTime();
    }
}
