package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.sinks.TestingDuckDb;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** A hot store in the operator that runs it, with a clock and checkpoints by hand. */
final class TestingHotStore implements AutoCloseable {

    private final Path folder;
    private final OneInputStreamOperatorTestHarness<HotRow, ?> operator;
    private long now;
    private long checkpoints;

    private TestingHotStore(
            Path folder, OneInputStreamOperatorTestHarness<HotRow, ?> operator, long now) {
        this.folder = folder;
        this.operator = operator;
        this.now = now;
    }

    /** Settings for tests: the store and the lake of a folder. */
    static HotStoreBuilder settings(Path folder) {
        return HotStore.builder()
                .path(published(folder).toString())
                .lakePath(folder.resolve("lake").toString())
                .runId("run-1");
    }

    static Path published(Path folder) {
        return folder.resolve("hot/candlewick.duckdb");
    }

    static TestingHotStore start(Path folder) throws Exception {
        return start(folder, settings(folder).build(), null);
    }

    static TestingHotStore restore(Path folder, OperatorSubtaskState checkpoint) throws Exception {
        return start(folder, settings(folder).build(), checkpoint);
    }

    static TestingHotStore start(Path folder, HotStore store, OperatorSubtaskState checkpoint)
            throws Exception {
        OneInputStreamOperatorTestHarness<HotRow, ?> operator =
                new OneInputStreamOperatorTestHarness<>(new SinkWriterOperatorFactory<>(store));
        operator.setProcessingTime(1_700_000_000_000L);
        if (checkpoint != null) {
            operator.initializeState(checkpoint);
        }
        operator.open();
        return new TestingHotStore(folder, operator, 1_700_000_000_000L);
    }

    /** A row of the hot table whose rows are of its type; a final bar comes as a run, as ever. */
    static HotRow hot(Object row) {
        if (row instanceof Bar bar && bar.isFinal()) {
            return HotRow.of(BarRun.of(bar));
        }
        Table<?> table =
                Tables.hot().stream()
                        .filter(each -> each.rowType().isInstance(row))
                        .findFirst()
                        .orElseThrow();
        return new HotRow(table.name(), row);
    }

    void write(Bar... bars) throws Exception {
        for (Bar bar : bars) {
            operator.processElement(hot(bar), 0);
        }
    }

    void write(Gap gap) throws Exception {
        operator.processElement(hot(gap), 0);
    }

    void write(HotRow... rows) throws Exception {
        for (HotRow row : rows) {
            operator.processElement(row, 0);
        }
    }

    /** Lets time pass, in which the store does what it does by itself. */
    void pass(Duration duration) throws Exception {
        long end = now + duration.toMillis();
        while (now < end) {
            now = Math.min(end, now + 1_000);
            operator.setProcessingTime(now);
        }
    }

    /** Writes and lets readers see it. */
    void show(Bar... bars) throws Exception {
        write(bars);
        pass(Duration.ofSeconds(1));
    }

    OperatorSubtaskState checkpoint() throws Exception {
        checkpoints++;
        operator.prepareSnapshotPreBarrier(checkpoints);
        OperatorSubtaskState state = operator.snapshot(checkpoints, now);
        operator.notifyOfCompletedCheckpoint(checkpoints);
        return state;
    }

    void endInput() throws Exception {
        operator.endInput();
    }

    /** Opens the published file as anybody may. */
    TestingDuckDb reader() throws SQLException {
        return TestingDuckDb.readOnly(published(folder));
    }

    List<String> rows(String sql) throws SQLException {
        try (TestingDuckDb reader = reader()) {
            return reader.rows(sql);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            operator.close();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
