package dev.candlewick.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.job.faults.KillPoint;
import dev.candlewick.job.faults.KillPoints;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The task manager with all tasks is killed before, in and after each step of a lake commit and of
 * a publication of the hot store, and the leading job manager around the checkpoint between the two
 * halves of a commit, in an order by {@code -Dcandlewick.seed}. {@code -Dcandlewick.kill-points=4}
 * takes so many.
 */
@EnabledIfSystemProperty(named = "candlewick.cluster", matches = "true")
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class KillPointsOnClusterITCase {
    private static final int POINTS = Integer.getInteger("candlewick.kill-points", 100);
    private static final long SEED = Long.getLong("candlewick.seed", 7);

    @TempDir private Path folder;
    private final Tape tape = Tape.recorded();

    @Test
    void eachTradeIsStoredOnceWhereverAProcessIsKilled() throws Exception {
        String storage = folder.toUri().toString().replaceAll("/+$", "");
        try (ExchangeSimulator exchange =
                        ExchangeSimulator.builder().tape(tape).speed(5).stayOpen().build().start();
                HaCluster cluster =
                        new HaCluster(
                                folder.resolve("cluster"),
                                storage,
                                Map.of(),
                                Map.of(),
                                HaCluster.PLAIN)) {
            List<String> settings =
                    ClusterFixture.settings(exchange, cluster, folder, folder.toString());
            ClusterFixture running = new ClusterFixture(cluster, settings);
            running.submit("-p", "2");
            running.awaitCheckpoints(2);
            for (Kill kill : kills()) {
                kill(kill, running);
            }
            assertThat(exchange.awaitEnd(ClusterFixture.PATIENCE.multipliedBy(10))).isTrue();
            TapeInLake lake = new TapeInLake(folder, tape, folder.resolve("lake"));
            await().atMost(ClusterFixture.PATIENCE).until(() -> lake.unexplained().isEmpty());
            running.stop();
            lake.assertEverythingIsThereOnce();
            ClusterFixture.verify(folder, settings);
        }
    }

    private static List<Kill> kills() {
        List<Kill> all = new ArrayList<>();
        KillPoints.ofARun().stream()
                .filter(point -> !KillPoints.ofACheckpoint().contains(point))
                .filter(point -> !point.path().contains("journal"))
                .forEach(point -> all.add(new Kill(HaCluster.TASK_MANAGERS, point)));
        KillPoints.ofACheckpoint()
                .forEach(point -> all.add(new Kill(HaCluster.JOB_MANAGERS, point)));
        Collections.shuffle(all, new Random(SEED));
        return all.subList(0, Math.min(POINTS, all.size()));
    }

    /** The other one of its kind is killed first, so that this one has all the work. */
    private void kill(Kill kill, ClusterFixture running) throws Exception {
        HaCluster cluster = running.cluster;
        String victim = kill.kind().get(0);
        String other = kill.kind().get(1);
        cluster.kill(victim);
        cluster.start(victim, kill.point().environment(folder));
        cluster.kill(other);
        await(kill.point().toString())
                .atMost(ClusterFixture.PATIENCE)
                .until(() -> !cluster.isRunning(victim));
        System.out.println("Killed at " + kill.point() + ": " + kill.point().reached(folder));
        assertThat(kill.point().reached(folder)).as(kill.point().toString()).isNotEmpty();
        cluster.start(other);
        cluster.start(victim);
        running.awaitCheckpoints(2);
    }

    private record Kill(List<String> kind, KillPoint point) {}
}
