package dev.candlewick.sinks.compaction;

import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.Pauses;
import java.nio.file.Path;
import java.time.Duration;

/** A compaction of a test's lake, without checkpoints. */
public final class TestingCompaction {

    private TestingCompaction() {}

    /**
     * Keeps what it replaces for an hour.
     *
     * @param pause what it does instead of waiting
     */
    public static LakeCompaction of(Path lake, Runnable pause) {
        return new LakeCompaction(
                Lake.at(lake.toString()),
                new RetainedCheckpoints(
                        new org.apache.flink.core.fs.Path(
                                lake.resolveSibling("checkpoints").toString())),
                Duration.ofHours(1),
                new Pauses() {
                    @Override
                    public long now() {
                        return System.currentTimeMillis();
                    }

                    @Override
                    public void pause(Duration duration) {
                        pause.run();
                    }
                });
    }
}
