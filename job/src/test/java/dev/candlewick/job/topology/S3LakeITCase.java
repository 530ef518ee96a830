package dev.candlewick.job.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.job.s3.S3FileSystem;
import dev.candlewick.job.s3.S3Store;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.replay.ReplaySource;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tape, a lake and checkpoints in an object store, through Flink's S3 plugin. */
class S3LakeITCase {
    private static final String BUCKET = "s3://market";

    @TempDir private Path folder;

    @Test
    void losesAndDoublesNothingWhenTheJobFailsAfterACheckpoint() throws Exception {
        try (S3Store store = S3Store.start(folder);
                S3FileSystem files = S3FileSystem.use(store.clientSettings())) {
            Path bucket = store.bucket("market");
            files.upload(TestingTape.recorded(folder), BUCKET + "/tapes/recorded.jsonl");
            Configuration checkpoints = new Configuration();
            checkpoints.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, BUCKET + "/checkpoints");
            TestingPipeline pipeline =
                    new TestingPipeline(bucket, 2).writing(BUCKET + "/lake", checkpoints);

            pipeline.run(
                    new FailingOnceSource<>(
                            tape(BUCKET + "/tapes/recorded.jsonl"), 5, 2, folder.toString()),
                    "run");

            assertThat(FailingOnceSource.failuresLeft(folder.toString())).isZero();
            assertThat(
                            pipeline.lake(
                                    "trades",
                                    "count(*) || ' of ' || count(DISTINCT (symbol, trade_id))"))
                    .containsExactly("20524 of 20524");
            assertThat(pipeline.bars("true"))
                    .containsExactlyInAnyOrderElementsOf(ExpectedBar.recorded());
            // DuckDB cannot read the object store: the views of the hot store are its own rows.
            assertThat(pipeline.hot("SELECT count(*) FROM bars WHERE trade_count > 0 AND is_final"))
                    .containsExactly(String.valueOf(ExpectedBar.recorded().size()));
        }
    }

    private static ReplaySource tape(String file) {
        return ReplaySource.builder(HyperliquidFeed.of()).files(List.of(file)).build();
    }
}
