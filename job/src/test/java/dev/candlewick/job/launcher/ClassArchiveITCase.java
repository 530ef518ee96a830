package dev.candlewick.job.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the first run of a distribution leaves for the starts that follow. */
class ClassArchiveITCase {
    private static final Path DISTRIBUTION = Path.of("target/candlewick").toAbsolutePath();
    private static final String TAPE = "clocks-change.tape.gz";
    private static final String ARCHIVE = "shared objects file";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir private Path folder;

    @Test
    void theSecondStartMapsCandlewickFlinkAndItsActors() throws Exception {
        Path script = linkedDistribution().resolve("bin/candlewick");
        try (InputStream tape = ClassArchiveITCase.class.getResourceAsStream(TAPE)) {
            Files.copy(tape, folder.resolve(TAPE));
        }

        replay(script);
        List<String> loaded = replay(script);

        assertThat(sourceOf("dev.candlewick.job.Candlewick", loaded)).startsWith(ARCHIVE);
        assertThat(sourceOf("org.apache.flink.runtime.minicluster.MiniCluster", loaded))
                .startsWith(ARCHIVE);
        assertThat(sourceOf("org.apache.flink.runtime.rpc.pekko.PekkoRpcService", loaded))
                .startsWith(ARCHIVE);
        assertThat(loaded)
                .as("out of the jar, or of the copy that Flink's own loader unpacks")
                .noneMatch(line -> line.contains("flink-rpc-akka"));
    }

    /** Its cache is empty, and no other test fills it. */
    private Path linkedDistribution() throws Exception {
        Path home = Files.createDirectory(folder.resolve("candlewick"));
        try (Stream<Path> parts = Files.list(DISTRIBUTION)) {
            for (Path part : parts.filter(Files::isDirectory).toList()) {
                String name = part.getFileName().toString();
                if (!name.equals("cache") && !name.equals("bin")) {
                    Files.createSymbolicLink(home.resolve(name), part);
                }
            }
        }
        Files.createDirectory(home.resolve("bin"));
        // With its permissions.
        Files.copy(
                DISTRIBUTION.resolve("bin/candlewick"),
                home.resolve("bin/candlewick"),
                StandardCopyOption.COPY_ATTRIBUTES);
        return home;
    }

    /** What Java says of each class that it loads. */
    private List<String> replay(Path script) throws Exception {
        Path log = folder.resolve("classes.txt");
        String options = "-XX:TieredStopAtLevel=1 -Xlog:class+load:file=" + log;
        try (RunningCandlewick run =
                RunningCandlewick.start(
                        folder,
                        Map.of("CANDLEWICK_JAVA_OPTS", options),
                        List.of(script.toString()),
                        "replay",
                        TAPE,
                        "--set",
                        "web-ui.port=0",
                        "--set",
                        "sentiment.enabled=off")) {
            assertThat(run.exitCode(PATIENCE)).as(run.output()).isZero();
        }
        return Files.readAllLines(log);
    }

    private static String sourceOf(String type, List<String> loaded) {
        String before = " " + type + " source: ";
        return loaded.stream()
                .filter(line -> line.contains(before))
                .map(line -> line.substring(line.indexOf(before) + before.length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type + " was not loaded"));
    }
}
