package dev.candlewick.job.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.job.s3.S3FileSystem;
import dev.candlewick.job.s3.S3Store;
import dev.candlewick.sinks.cache.FetchProgress;
import dev.candlewick.sinks.cache.LakeCopy;
import dev.candlewick.sinks.cache.Need;
import dev.candlewick.sinks.cache.Wanted;
import dev.candlewick.sinks.compaction.CompactionReport;
import dev.candlewick.sinks.compaction.Days;
import dev.candlewick.sinks.compaction.LakeCompaction;
import dev.candlewick.sinks.duckdb.HotStoreQuery;
import dev.candlewick.sinks.tables.Tables;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.replay.ReplaySource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A hot store of five minutes over a lake in an object store that is compacted meanwhile. */
@EnabledIfSystemProperty(named = "candlewick.sql", matches = "true")
class S3UnionITCase {
    private static final String LAKE = "s3://market/lake";
    private static final String CHECKPOINTS = "s3://market/checkpoints";
    private static final LocalDate DAY_AFTER = LocalDate.of(2025, 9, 5);

    @TempDir private Path folder;

    @Test
    void everyLookShowsEachBarOnceWhileTheLakeIsCompacted() throws Exception {
        try (S3Store store = S3Store.start(folder);
                S3FileSystem files = S3FileSystem.use(store.clientSettings())) {
            Path bucket = store.bucket("market");
            files.upload(TestingTape.recorded(folder), "s3://market/recorded.jsonl");
            TestingPipeline pipeline =
                    new TestingPipeline(bucket, 2)
                            .writing(LAKE, checkpoints())
                            .keepingHot(Duration.ofMinutes(5));
            pipeline.run(tape("s3://market/recorded.jsonl"), "run");
            assertThat(pipeline.hot("SELECT count(*) FROM bars WHERE trade_count > 0"))
                    .as("hot alone")
                    .isNotEqualTo(List.of(String.valueOf(ExpectedBar.recorded().size())));

            int looks = 1;
            Future<CompactionReport> compaction = compact();
            for (; !compaction.isDone(); looks++) {
                assertUnion(pipeline.hotStore(), "look " + looks);
            }
            assertThat(compaction.get().folders()).as("compacted folders").isNotEmpty();
            assertUnion(pipeline.hotStore(), "after the compaction");
            assertThat(looks).isGreaterThan(3);
        }
    }

    private static Future<CompactionReport> compact() {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(
                    () ->
                            LakeCompaction.of(LAKE, CHECKPOINTS)
                                    .run(Days.before(DAY_AFTER), done -> {}));
        } finally {
            thread.shutdown();
        }
    }

    /** As {@code query} reads: a copy of what the lake has, and the hot store. */
    private void assertUnion(String hotStore, String when) throws Exception {
        List<ExpectedBar> bars = new ArrayList<>();
        try (LakeCopy copy =
                LakeCopy.of(LAKE, folder.resolve("cache"), 1L << 30, FetchProgress.NONE)) {
            copy.bring(List.of(Need.of(Tables.BARS, Wanted.ALL)));
            HotStoreQuery.over(hotStore, LAKE, Duration.ofMinutes(10))
                    .readingLakeAt(copy.path())
                    .run(
                            "SELECT %s FROM bars WHERE is_final AND trade_count > 0"
                                    .formatted(ExpectedBar.COLUMNS),
                            result -> {
                                while (result.next()) {
                                    bars.add(ExpectedBar.of(result));
                                }
                            });
        }
        assertThat(bars).as(when).containsExactlyInAnyOrderElementsOf(ExpectedBar.recorded());
    }

    private static Configuration checkpoints() {
        Configuration checkpoints = new Configuration();
        checkpoints.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, CHECKPOINTS);
        return checkpoints;
    }

    private static ReplaySource tape(String file) {
        return ReplaySource.builder(HyperliquidFeed.of()).files(List.of(file)).build();
    }
}
