package dev.candlewick.job.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents give to systemd and to containers stops a run as it wants to be stopped. */
class ServiceManagersTest {

    private static final Path DOCUMENT = Path.of("../docs/operations.md");
    private static final Path SYSTEMD = Path.of("/usr/bin/systemd-analyze");
    private static final Path LAUNCHER = Path.of("src/distribution/bin/candlewick");

    @TempDir private Path folder;

    @Test
    void theUnitGivesARunItsTimeAndTellsItsExitCodesApart() throws IOException {
        Map<String, String> unit =
                block("ini")
                        .lines()
                        .filter(line -> line.matches("\\w+=.*"))
                        .map(line -> line.split("=", 2))
                        .collect(Collectors.toMap(line -> line[0], line -> line[1]));

        assertThat(Duration.ofSeconds(Long.parseLong(unit.get("TimeoutStopSec"))))
                .isGreaterThan(StopSignal.ENDS_WITHIN);
        assertThat(unit)
                .containsEntry("KillSignal", "SIGTERM")
                .containsEntry("Restart", "on-failure")
                .containsEntry("SuccessExitStatus", "143")
                .containsEntry("RestartPreventExitStatus", "2");
        assertThat(unit.get("ExecStart")).startsWith("/opt/candlewick/bin/candlewick live ");
    }

    @Test
    void systemdReadsTheUnitWithoutAWarning() throws Exception {
        assumeThat(SYSTEMD).exists();
        Path unit =
                Files.writeString(
                        folder.resolve("candlewick.service"),
                        block("ini").replace("/opt/candlewick/bin/candlewick", "/bin/true"));

        Process verify =
                new ProcessBuilder(SYSTEMD.toString(), "verify", unit.toString())
                        .redirectErrorStream(true)
                        .start();

        byte[] output = verify.getInputStream().readAllBytes();
        assertThat(new String(output, StandardCharsets.UTF_8)).doesNotContain("candlewick.service");
        assertThat(verify.waitFor()).isZero();
    }

    @Test
    void aContainerPassesItsStopSignalToARunThatHasTheTimeToEnd() throws IOException {
        assertThat(block("dockerfile"))
                .contains("STOPSIGNAL SIGTERM")
                // The exec form: no shell of the container's own stands in between.
                .containsPattern("(?m)^ENTRYPOINT \\[\"/opt/candlewick/bin/candlewick\"\\]$");
        assertThat(Files.readString(LAUNCHER)).containsPattern("(?m)^exec \"\\$java\" ");
        for (String compose :
                new String[] {block("yaml"), Files.readString(Path.of("../docker/compose.yaml"))}) {
            Matcher period = Pattern.compile("stop_grace_period: (\\d+)s").matcher(compose);
            assertThat(period.find()).isTrue();
            assertThat(Duration.ofSeconds(Long.parseLong(period.group(1))))
                    .isGreaterThan(StopSignal.ENDS_WITHIN);
        }
    }

    /** Of the section about stopping. */
    private static String block(String language) throws IOException {
        String section = Files.readString(DOCUMENT).split("\n## Stopping\n")[1].split("\n## ")[0];
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(section);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }
}
