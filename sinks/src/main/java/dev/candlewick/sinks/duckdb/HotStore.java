package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.model.BarInterval;
import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The sink that keeps the newest rows in a DuckDB file; set its parallelism to 1.
 *
 * <p>A row is visible a second after it came, whether or not a checkpoint holds it. After a restore
 * the rows that came after the checkpoint are gone again, and what they had overwritten is back.
 */
public final class HotStore implements Sink<HotRow>, SupportsWriterState<HotRow, HotStoreState> {

    private final HotStoreOptions options;

    HotStore(HotStoreOptions options) {
        this.options = options;
    }

    public static HotStoreBuilder builder() {
        return new HotStoreBuilder();
    }

    /** The intervals whose bars it keeps; it leaves out the others. */
    public Set<BarInterval> intervals() {
        return options.intervals();
    }

    @Override
    public StatefulSinkWriter<HotRow, HotStoreState> createWriter(WriterInitContext context)
            throws IOException {
        return open(context, Optional.empty());
    }

    @Override
    public StatefulSinkWriter<HotRow, HotStoreState> restoreWriter(
            WriterInitContext context, Collection<HotStoreState> recovered) throws IOException {
        return open(context, recovered.stream().findFirst());
    }

    @Override
    public SimpleVersionedSerializer<HotStoreState> getWriterStateSerializer() {
        return new HotStoreStateSerializer();
    }

    private HotStoreWriter open(WriterInitContext context, Optional<HotStoreState> restored)
            throws IOException {
        int writers = context.getTaskInfo().getNumberOfParallelSubtasks();
        if (writers != 1) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "The hot store %s is one file and takes one writer, not %d: set the parallelism of this sink to 1",
                            options.path(),
                            writers));
        }
        HotStoreWriter writer = new HotStoreWriter(options, context);
        try {
            writer.start(restored);
        } catch (IOException | RuntimeException e) {
            writer.close();
            throw e;
        }
        return writer;
    }
}
