package dev.candlewick.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.job.faults.KillPoint;
import dev.candlewick.job.faults.KillPoints;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Fault;
import dev.candlewick.simulator.Tape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The processes of a cluster are killed before, in and after each step of a lake commit, a
 * publication of the hot store and a rotation of the journal, in an order by a seed: whichever task
 * manager gets there, and whichever job manager. {@code -Dcandlewick.kill-points=4} takes so many.
 */
@EnabledIfSystemProperty(named = "candlewick.cluster", matches = "true")
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class KillPointsOnClusterITCase {
    private static final int POINTS = Integer.getInteger("candlewick.kill-points", 100);
    private static final long SEED = Long.getLong("candlewick.seed", 1);
    private static final double SPEED = 5;

    /** Some of these fill a segment of the journal. */
    private static final String GARBAGE = "x".repeat(1_000_000);

    @TempDir private Path folder;
    private final Tape tape = Tape.recorded();

    @Test
    void nothingIsLostOrDoubledWhereverAProcessOfAClusterIsKilled() throws Exception {
        List<String> settings;
        try (ExchangeSimulator exchange =
                        ExchangeSimulator.builder()
                                .tape(tape)
                                .speed(SPEED)
                                .stayOpen()
                                .build()
                                .start();
                HaCluster cluster = HaCluster.over(folder, HaCluster.PLAIN)) {
            settings =
                    new ArrayList<>(
                            ClusterFixture.settings(exchange, cluster, folder, folder.toString()));
            settings.add("exchange.journal-size=16 MiB");
            ClusterFixture running = new ClusterFixture(cluster, settings);
            running.submit("-p", "2");
            running.awaitCheckpoints(1);
            for (KillPoint point : chosen()) {
                dieAt(point, running, exchange);
            }
            running.stop();
        }
        Path lakeFolder = folder.resolve("lake");
        // Everything before the newest trade was on its way before it.
        String newest =
                new TapeInLake(folder, tape, lakeFolder)
                        .rows("SELECT max(epoch_ms(trade_time)) FROM trades")
                        .get(0);
        Tape played = tape.cut(tape.firstTime(), Instant.ofEpochMilli(Long.parseLong(newest)));
        TapeInLake lake = new TapeInLake(folder, played, lakeFolder);
        assertThat(lake.storedTwice()).as("stored twice").isEmpty();
        assertThat(lake.unexplained()).as("neither stored nor in a gap").isEmpty();
        assertThat(lake.completeBars()).isPositive();
        assertThat(lake.wrongBars()).as("bars that are not what was traded").isEmpty();
        ClusterFixture.verify(folder, settings);
    }

    private void dieAt(KillPoint point, ClusterFixture running, ExchangeSimulator exchange)
            throws Exception {
        HaCluster cluster = running.cluster;
        List<String> victims =
                KillPoints.ofACheckpoint().contains(point)
                        ? HaCluster.JOB_MANAGERS
                        : HaCluster.TASK_MANAGERS;
        for (String victim : victims) {
            cluster.kill(victim);
            cluster.start(victim, point.environment(folder));
        }
        await(point.toString())
                .atMost(ClusterFixture.PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> {
                            if (point.path().contains("journal")) {
                                exchange.inject(Fault.send(GARBAGE));
                            }
                            return isReached(point, cluster, victims);
                        });
        long killed = System.currentTimeMillis();
        long since = System.nanoTime();
        List<String> dead = victims.stream().filter(name -> !cluster.isRunning(name)).toList();
        for (String victim : victims) {
            cluster.kill(victim);
            cluster.start(victim);
        }
        running.awaitRunsSince(killed);
        running.awaitCheckpoints(2);
        System.out.printf(
                "Killed %s at %s: %s; back after %.1f s%n",
                dead,
                point,
                point.reached(folder).strip(),
                Duration.ofNanos(System.nanoTime() - since).toMillis() / 1e3);
    }

    private boolean isReached(KillPoint point, HaCluster cluster, List<String> victims)
            throws IOException {
        return !point.reached(folder).isEmpty()
                && victims.stream().anyMatch(name -> !cluster.isRunning(name));
    }

    private static List<KillPoint> chosen() {
        List<KillPoint> all = new ArrayList<>(KillPoints.ofARun());
        Collections.shuffle(all, new Random(SEED));
        return all.subList(0, Math.min(POINTS, all.size()));
    }
}
