package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.tables.Table;
import java.io.IOException;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Conflates the rows of a table of which the hot store keeps the newest of each key: what a later
 * row supersedes before readers could have seen it goes no further. Rows wait for {@link
 * #LONGEST_WAIT_MILLIS} at most, and are passed on before a checkpoint and at the end of the input,
 * so that nothing has to be kept as state.
 *
 * @param <T> the row type of the table, which must say which of two rows is newer
 */
public final class ConflateRows<T> extends AbstractStreamOperator<HotRow>
        implements OneInputStreamOperator<T, HotRow>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    /** Of processing time: quotes change far more often than readers look. */
    static final long LONGEST_WAIT_MILLIS = 500;

    private final Table<T> table;
    private transient NewestRows<T> newest;

    /** Null while nothing waits for it. */
    private transient ScheduledFuture<?> timer;

    public ConflateRows(Table<T> table) {
        this.table = table;
    }

    @Override
    public void open() throws Exception {
        super.open();
        newest = new NewestRows<>(table);
    }

    @Override
    public void processElement(StreamRecord<T> element) throws IOException {
        newest.add(element.getValue());
        if (timer == null) {
            long now = getProcessingTimeService().getCurrentProcessingTime();
            timer =
                    getProcessingTimeService()
                            .registerTimer(now + LONGEST_WAIT_MILLIS, this::onTimer);
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        passOn();
    }

    @Override
    public void endInput() {
        passOn();
    }

    private void onTimer(long scheduledFor) {
        timer = null;
        passOn();
    }

    private void passOn() {
        for (T row : newest.rows()) {
            output.collect(new StreamRecord<>(HotRow.of(table, row)));
        }
        newest = new NewestRows<>(table);
    }
}
