package dev.candlewick.job.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.job.lock.Holder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Monitoring that looks at the exit code learns of a run that is gone, silent, late or in trouble.
 */
class RunStatusTest {

    private static final Instant NOW = Instant.parse("2026-09-03T12:00:00Z");
    private static final Holder HOLDER =
            new Holder("candlewick live", 4711, "box", NOW.minusSeconds(3_600));

    @TempDir private Path folder;
    private final RunStatus status = new RunStatus(NOW, Duration.ofMinutes(1));

    @Test
    void aRunThatGetsOnIsWell() {
        assertThat(stale(report(Map.of(), List.of()))).isEmpty();
    }

    @Test
    void whatIsStaleIsNamed() {
        long hourAgo = NOW.minusSeconds(3_600).toEpochMilli();

        assertThat(stale(report(Map.of("millisSinceLastFrame", 90_000L), List.of())))
                .containsExactly("stream");
        assertThat(stale(report(Map.of("eventTime", hourAgo), List.of())))
                .containsExactly("freshness");
        assertThat(stale(report(Map.of("checkpointAt", hourAgo), List.of())))
                .containsExactly("checkpoint");
        assertThat(stale(report(Map.of(), List.of("the lake /l: full. Rows wait; free some"))))
                .containsExactly("condition");
    }

    @Test
    void aSymbolThatIsLateAndAStreamThatStopsAreNamed() {
        long now = NOW.toEpochMilli();
        Map<String, Long> numbers =
                Map.of(
                        "symbolEventTime BTC", now - 500,
                        "symbolEventTime ETH", now - 90_000,
                        "symbolEventTime SOL", 0L,
                        "openGapSince ETH", now - 90_000,
                        "streamReceivedAt trades", now - 600_000,
                        "streamReceivedAt books", now - 61_000);

        assertThat(stale(report(numbers, List.of())))
                .containsExactly("stream books", "symbol ETH", "symbol SOL");
        assertThat(status.of(Optional.of(HOLDER), Optional.of(report(numbers, List.of()))))
                .contains(
                        Finding.good("stream trades", "10 min ago"),
                        Finding.good("symbol BTC", "0 s behind the exchange"),
                        Finding.bad(
                                "symbol ETH",
                                "90 s behind the exchange, gap since 2026-09-03T11:58:30Z"),
                        Finding.bad("symbol SOL", "no data yet"));
    }

    @Test
    void ofManySymbolsOnlyTheLateOnesHaveALine() {
        Map<String, Long> numbers = new HashMap<>();
        for (int symbol = 0; symbol < 200; symbol++) {
            numbers.put("symbolEventTime S" + symbol, NOW.toEpochMilli() - symbol * 500L);
        }

        assertThat(status.of(Optional.of(HOLDER), Optional.of(report(numbers, List.of()))))
                .contains(Finding.good("symbols", "120 of 200 are fresh"))
                .filteredOn(finding -> finding.subject().startsWith("symbol "))
                .hasSize(80);
    }

    @Test
    void aRunThatIsGoneOrSaysNothingIsStale() {
        RunReport old =
                new RunReport(
                        HOLDER.toString(),
                        NOW.minusSeconds(60).toEpochMilli(),
                        Map.of(),
                        List.of());

        assertThat(status.of(Optional.empty(), Optional.of(old)))
                .extracting(Finding::good)
                .containsExactly(false);
        assertThat(stale(old)).contains("run");
    }

    @Test
    void aReportIsReadAsItWasWrittenAlsoOverALongerOne() throws Exception {
        Path file = folder.resolve("run.json");
        report(Map.of(), List.of("a ".repeat(2_000))).writeTo(file);
        RunReport shorter = report(Map.of(), List.of("the lake \"/l\": full"));
        shorter.writeTo(file);

        assertThat(RunReport.read(file)).contains(shorter);
        assertThat(RunReport.read(folder.resolve("missing"))).isEmpty();
    }

    @Test
    void aClockThatIsOffIsNamedWithItsOffset() {
        assertThat(Endpoints.judge(10_000, 10_400, 10_500).good()).isTrue();
        assertThat(Endpoints.judge(100_000, 10_000, 10_500))
                .isEqualTo(
                        Finding.bad(
                                "clock",
                                "89 s behind the exchange's; synchronise it (timedatectl set-ntp"
                                        + " true)"));
        assertThat(Endpoints.judge(10_000, 100_000, 100_500).detail())
                .startsWith("89 s ahead of the exchange's");
    }

    private List<String> stale(RunReport report) {
        return status.of(Optional.of(HOLDER), Optional.of(report)).stream()
                .filter(finding -> !finding.good())
                .map(Finding::subject)
                .toList();
    }

    private static RunReport report(Map<String, Long> numbers, List<String> troubles) {
        Map<String, Long> all = new HashMap<>();
        all.put("eventTime", NOW.minusSeconds(1).toEpochMilli());
        all.put("checkpointAt", NOW.minusSeconds(20).toEpochMilli());
        all.putAll(numbers);
        return new RunReport(HOLDER.toString(), NOW.minusSeconds(1).toEpochMilli(), all, troubles);
    }
}
