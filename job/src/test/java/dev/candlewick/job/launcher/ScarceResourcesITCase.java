package dev.candlewick.job.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that may use too little ends with a clear line, whatever it was to do. */
class ScarceResourcesITCase {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir private Path folder;

    @Test
    void tooLittleMemoryIsRefused() throws Exception {
        try (RunningCandlewick live =
                RunningCandlewick.start(
                        folder, Map.of("CANDLEWICK_JAVA_OPTS", "-Xms32m -Xmx56m"), "live")) {
            assertThat(live.exitCode(PATIENCE)).as(live.output()).isEqualTo(2);
            assertThat(lines(live))
                    .containsExactly(
                            "candlewick: Java may use 56 MB of memory, and a run takes 192 MB at"
                                    + " least; set CANDLEWICK_JAVA_OPTS=-Xmx512m or more");
        }
    }

    @Test
    void tooFewOpenFilesAreRefused() throws Exception {
        try (RunningCandlewick live = RunningCandlewick.startWithOpenFiles(85, folder, "live")) {
            // So few may not suffice for Java's own files before any of ours is looked at.
            assertThat(live.exitCode(PATIENCE)).as(live.output()).isIn(1, 2);
            assertThat(lines(live))
                    .singleElement()
                    .asString()
                    .startsWith("candlewick: ")
                    .containsAnyOf("may open 85 files", "or open files");
        }
    }

    private static List<String> lines(RunningCandlewick run) throws Exception {
        return run.output().lines().toList();
    }
}
