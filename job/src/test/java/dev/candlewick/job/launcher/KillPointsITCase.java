package dev.candlewick.job.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.job.faults.KillPoint;
import dev.candlewick.job.faults.KillPoints;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Fault;
import dev.candlewick.simulator.Tape;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * {@code live} and {@code compact} are killed before, in and after each step of a lake commit, a
 * publication of the hot store, a rotation of the journal and a compaction, in an order by a seed.
 * {@code -Dcandlewick.kill-points=4} takes so many of either.
 */
@EnabledIfSystemProperty(named = "candlewick.cluster", matches = "true")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class KillPointsITCase extends KilledProcessFixture {
    private static final int POINTS = Integer.getInteger("candlewick.kill-points", 100);
    private static final int RATE = 10;
    private static final long FRAMES_AFTERWARDS = 1_000;
    private static final long BAR_AND_DELAY = 65;
    private static final String GARBAGE = "x".repeat(1_000_000);
    private static final String ROWS =
            "SELECT count(*), sum((price * size)::DECIMAL(30, 8)), count(DISTINCT trade_id)"
                    + " FROM trades";

    KillPointsITCase() {
        tape = Tape.recorded();
    }

    @Test
    void nothingIsLostOrDoubledWhereverAProcessIsKilled() throws Exception {
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder().tape(tape).speed(RATE).stayOpen().build().start()) {
            writeSettings(exchange);
            String all = Files.readString(settings);
            Files.writeString(
                    settings,
                    all.replace("interval: 4 s", "interval: 1 s")
                            + "exchange.journal-size: 16 MiB\n");
            for (KillPoint point : chosen(KillPoints.ofARun())) {
                dieAt(point, exchange);
            }
            try (RunningCandlewick last = live()) {
                long frames = exchange.counters().framesPlayed() + FRAMES_AFTERWARDS;
                await().atMost(PATIENCE).until(() -> exchange.counters().framesPlayed() > frames);
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> rows("SELECT * FROM complete_bars").size() > 5);
                assertThat(last.stop(PATIENCE)).as(last.output()).isZero();
            }
        }
        long newest = newestTrade();
        // Everything before it was on its way before it.
        tape = tape.cut(tape.firstTime(), Instant.ofEpochMilli(newest));
        writeTheTape();
        assertThat(rows("SELECT symbol, trade_id FROM trades GROUP BY ALL HAVING count(*) > 1"))
                .as("stored twice")
                .isEmpty();
        assertThat(unexplained()).as("neither stored nor in a gap").isEmpty();
        assertThat(
                        rows(
                                "SELECT * FROM complete_bars WHERE open_second < %d EXCEPT FROM true_bars"
                                        .formatted(newest / 1_000 - BAR_AND_DELAY)))
                .isEmpty();
        compact();
        run(Map.of(), "verify");
    }

    private long newestTrade() throws Exception {
        String files = folder.resolve("data/lake/trades") + "/**/[!.]*.parquet";
        String sql = "SELECT max(epoch_ms(trade_time)) FROM read_parquet('%s')";
        return Long.parseLong(rows(sql.formatted(files)).get(0));
    }

    private void dieAt(KillPoint point, ExchangeSimulator exchange) throws Exception {
        try (RunningCandlewick running = start(point.environment(folder), "live")) {
            await(point.toString())
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(
                            () -> {
                                if (point.path().contains("journal")) {
                                    exchange.inject(Fault.send(GARBAGE));
                                }
                                return !running.isRunning();
                            });
            assertThat(running.exitCode(PATIENCE))
                    .as(point + ": " + running.output())
                    .isEqualTo(137);
        }
        System.out.println("Killed at " + point + ": " + point.reached(folder));
        assertThat(point.reached(folder)).as(point.toString()).isNotEmpty();
    }

    private void compact() throws Exception {
        String rows = run(Map.of(), "query", ROWS, "--format", "csv");
        for (KillPoint point : chosen(KillPoints.ofACompaction())) {
            try (RunningCandlewick compact =
                    start(point.environment(folder), "compact", "--keep-minutes", "0")) {
                assertThat(compact.exitCode(PATIENCE))
                        .as(point + ": " + compact.output())
                        .isEqualTo(137);
            }
            System.out.println("Killed at " + point + ": " + point.reached(folder));
            assertThat(run(Map.of(), "query", ROWS, "--format", "csv"))
                    .as(point.toString())
                    .isEqualTo(rows);
        }
        run(Map.of(), "compact", "--keep-minutes", "0");
        assertThat(run(Map.of(), "query", ROWS, "--format", "csv")).isEqualTo(rows);
    }

    private String run(Map<String, String> environment, String... command) throws Exception {
        try (RunningCandlewick running = start(environment, command)) {
            assertThat(running.exitCode(PATIENCE)).as(running.output()).isZero();
            return running.output();
        }
    }

    private RunningCandlewick start(Map<String, String> environment, String... command)
            throws Exception {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--config", settings.toString()));
        if (command[0].equals("compact")) {
            // No run goes on, so no checkpoint claims files that were merged.
            all.addAll(List.of("--set", "checkpoints.path=" + folder.resolve("none")));
        }
        return RunningCandlewick.start(folder, environment, all.toArray(String[]::new));
    }

    private static List<KillPoint> chosen(List<KillPoint> points) {
        List<KillPoint> all = new ArrayList<>(points);
        Collections.shuffle(all, new Random(SEED));
        return all.subList(0, Math.min(POINTS, all.size()));
    }
}
