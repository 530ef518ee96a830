package dev.candlewick.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docker/monitoring} gives Prometheus. */
class AlertRulesTest {

    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

    @TempDir private Path folder;

    @Test
    void everyAlertHasAnEntryInTheRunbook() throws IOException {
        String runbook = Files.readString(Path.of("../docs/operations.md"));

        assertThat(TestingPrometheus.alerts()).hasSizeGreaterThan(10);
        for (String alert : TestingPrometheus.alerts()) {
            assertThat(runbook).contains("### " + alert + "\n");
        }
    }

    @Test
    void prometheusTakesTheConfigurationAndEveryAlertFiresAndStopsWhenItShould() throws Exception {
        assumeTrue(Files.isExecutable(PROMTOOL), "Prometheus is not installed here");

        assertThat(promtool("check", "config", "prometheus.yml")).contains("19 rules found");
        assertThat(promtool("test", "rules", "rules.test.yml")).contains("SUCCESS");
        String series = Files.readString(TestingPrometheus.SHIPPED.resolve("rules.test.yml"));
        assertThat(TestingPrometheus.alerts())
                .allSatisfy(alert -> assertThat(series).contains("alertname: " + alert + "\n"));
    }

    /** What it prints; it ends with 0. */
    private String promtool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(PROMTOOL.toString()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("promtool.txt");
        Process process =
                new ProcessBuilder(command)
                        .directory(TestingPrometheus.SHIPPED.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
