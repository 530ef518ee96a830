package dev.candlewick.job.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run goes on from what was completed last, whichever run and kind it was of. */
class LastCheckpointTest {

    @TempDir private Path folder;

    @Test
    void thereIsNoneInAnEmptyOrMissingFolder() throws IOException {
        assertThat(LastCheckpoint.below(flink(folder))).isEmpty();
        assertThat(LastCheckpoint.below(flink(folder.resolve("missing")))).isEmpty();
    }

    @Test
    void theNewestOfSeveralRunsIsFound() throws IOException {
        completed("job-a/chk-7", 1_000);
        completed("job-b/chk-2", 3_000);
        completed("job-b/chk-3", 2_000);

        assertThat(LastCheckpoint.below(flink(folder)))
                .contains(flink(folder.resolve("job-b/chk-2")));
    }

    @Test
    void aSavepointCountsAsWell() throws IOException {
        completed("job-a/chk-7", 1_000);
        completed("savepoint-a-123", 2_000);

        assertThat(LastCheckpoint.below(flink(folder)))
                .contains(flink(folder.resolve("savepoint-a-123")));
    }

    @Test
    void aCheckpointThatWasNeverCompletedIsPassedOver() throws IOException {
        completed("job-a/chk-7", 1_000);
        Files.createDirectories(folder.resolve("job-a/chk-8"));
        Files.createDirectories(folder.resolve("job-a/shared"));

        assertThat(LastCheckpoint.below(flink(folder)))
                .contains(flink(folder.resolve("job-a/chk-7")));
    }

    private void completed(String name, long at) throws IOException {
        Path metadata = Files.createDirectories(folder.resolve(name)).resolve("_metadata");
        Files.createFile(metadata);
        Files.setLastModifiedTime(metadata, FileTime.fromMillis(at));
    }

    private static org.apache.flink.core.fs.Path flink(Path path) {
        return new org.apache.flink.core.fs.Path("file:" + path);
    }
}
