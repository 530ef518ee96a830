package dev.candlewick.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Fault;
import dev.candlewick.simulator.InfoFault;
import dev.candlewick.simulator.Script;
import dev.candlewick.simulator.Tape;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster whose processes are killed and stopped for longer than its time-outs, while the
 * exchange drops, stalls, repeats and damages, and refuses to answer; all of it by a seed.
 * Afterwards each trade is stored once or lies in a gap, and {@code verify} passes. {@code
 * -Dcandlewick.chaos-seconds=600} and {@code -Dcandlewick.seed=…} make more of it.
 */
@EnabledIfSystemProperty(named = "candlewick.cluster", matches = "true")
@Timeout(value = 4, unit = TimeUnit.HOURS)
class ChaosITCase {
    private static final long SEED = Long.getLong("candlewick.seed", 1);
    private static final long SECONDS = Long.getLong("candlewick.chaos-seconds", 60);
    private static final double SPEED = Math.min(10, 2_000.0 / SECONDS);
    private static final List<String> PROCESSES =
            Stream.concat(HaCluster.JOB_MANAGERS.stream(), HaCluster.TASK_MANAGERS.stream())
                    .toList();

    @TempDir private Path folder;
    private final Random random = new Random(SEED);
    private final Tape tape = tape();
    private final List<String> story = new ArrayList<>();

    private static Tape tape() {
        Tape recorded = Tape.recorded();
        long length = Math.round(SECONDS * SPEED) + 200;
        return recorded.cut(recorded.firstTime(), recorded.firstTime().plusSeconds(length));
    }

    @Test
    void eachTradeIsStoredOnceOrLiesInAGapWhateverHappens() throws Exception {
        String storage = folder.toUri().toString().replaceAll("/+$", "");
        try (ExchangeSimulator exchange = exchange();
                HaCluster cluster =
                        new HaCluster(folder.resolve("cluster"), storage, Map.of(), Map.of())) {
            List<String> settings =
                    ClusterFixture.settings(exchange, cluster, folder, folder.toString());
            ClusterFixture running = new ClusterFixture(cluster, settings);
            running.submit("-p", "2");
            running.awaitCheckpoints(1);
            long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
            while (System.nanoTime() < end) {
                disturb(cluster);
            }
            System.out.println("Seed " + SEED + ": " + story);
            running.awaitRunsSince(0);
            running.awaitCheckpoints(2);
            assertThat(exchange.awaitEnd(Duration.ofMinutes(20))).as(story.toString()).isTrue();
            TapeInLake lake = new TapeInLake(folder, tape, folder.resolve("lake"));
            await(story.toString())
                    .atMost(ClusterFixture.PATIENCE)
                    .until(() -> lake.unexplained().isEmpty());
            running.stop();
            assertThat(lake.storedTwice()).as("stored twice: %s", story).isEmpty();
            assertThat(lake.unexplained()).as("lost: %s", story).isEmpty();
            assertThat(lake.wrongBars()).as("wrong: %s", story).isEmpty();
            ClusterFixture.verify(folder, settings);
        }
    }

    private void disturb(HaCluster cluster) throws Exception {
        List<String> victims = new ArrayList<>(List.of(any(PROCESSES)));
        if (random.nextInt(4) == 0) {
            victims.add(any(PROCESSES));
        }
        boolean isKill = random.nextInt(3) > 0;
        long seconds = isKill ? random.nextInt(6) : 8 + random.nextInt(8);
        story.add((isKill ? "kill " : "stop for " + seconds + " s ") + victims);
        for (String victim : victims) {
            if (isKill) {
                cluster.kill(victim);
            } else {
                cluster.signal(victim, "STOP");
            }
        }
        pass(seconds);
        for (String victim : victims) {
            if (isKill) {
                cluster.start(victim);
            } else {
                cluster.signal(victim, "CONT");
            }
        }
        pass(5 + random.nextInt(15));
        // A task manager ends itself when it was cut off from its cluster for too long.
        for (String process : PROCESSES) {
            cluster.start(process);
        }
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private ExchangeSimulator exchange() throws InterruptedException {
        Script.Builder script = Script.builder();
        Instant time = tape.firstTime().plusSeconds(60);
        while (time.isBefore(tape.lastTime().minusSeconds(150))) {
            script.at(time, fault());
            time = time.plusSeconds(30 + random.nextInt(120));
        }
        return ExchangeSimulator.builder()
                .tape(tape)
                .speed(SPEED)
                .script(script.build())
                .seed(SEED)
                .stayOpen()
                .build()
                .start();
    }

    private Fault fault() {
        return switch (random.nextInt(8)) {
            case 0 -> Fault.dropAll();
            case 1 -> Fault.stall(Duration.ofSeconds(random.nextInt(15)));
            case 2 -> Fault.stallWithoutPongs(Duration.ofSeconds(random.nextInt(15)));
            case 3 -> Fault.damage(1 + random.nextInt(3));
            case 4 -> Fault.repeat(1 + random.nextInt(50));
            case 5 -> InfoFault.limit(20 + random.nextInt(50));
            case 6 -> InfoFault.slow(Duration.ofSeconds(3), 5);
            default -> InfoFault.refuseConnections(Duration.ofSeconds(random.nextInt(10)));
        };
    }

    private static void pass(long seconds) {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
