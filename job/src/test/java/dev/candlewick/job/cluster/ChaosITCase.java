package dev.candlewick.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.job.faults.ProcessClocks;
import dev.candlewick.job.faults.SmallDisk;
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
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster whose processes are killed, at any time and at chosen calls, stopped for longer than
 * its time-outs, and have their clocks set, and whose disks fill up, while the exchange drops,
 * stalls, repeats and damages, and refuses to answer; all of it by a seed. Afterwards each trade is
 * stored once or lies in a gap, and {@code verify} passes. {@code -Dcandlewick.chaos-seconds=600}
 * and {@code -Dcandlewick.seed=…} make more of it.
 */
@EnabledIfSystemProperty(named = "candlewick.cluster", matches = "true")
@Timeout(value = 4, unit = TimeUnit.HOURS)
class ChaosITCase {
    private static final long SEED = Long.getLong("candlewick.seed", 1);
    private static final long SECONDS = Long.getLong("candlewick.chaos-seconds", 60);
    private static final double SPEED = Math.min(10, 2_000.0 / SECONDS);

    @TempDir private Path folder;
    private final List<SmallDisk> disks = new ArrayList<>();
    private final Random random = new Random(SEED);
    private final Tape tape = tape();

    private static Tape tape() {
        Tape recorded = Tape.recorded();
        long length = Math.round(SECONDS * SPEED) + 200;
        return recorded.cut(recorded.firstTime(), recorded.firstTime().plusSeconds(length));
    }

    @Test
    void eachTradeIsStoredOnceOrLiesInAGapWhateverHappens() throws Exception {
        for (String disk : List.of("lake", "checkpoints", "journal")) {
            disks.add(SmallDisk.mount(folder.resolve(disk), 512));
        }
        ProcessClocks clocks = new ProcessClocks(folder);
        ClusterTroubles troubles = new ClusterTroubles(folder, disks, clocks, random);
        try (ExchangeSimulator exchange = exchange();
                HaCluster cluster = HaCluster.over(folder, clocks::environment)) {
            List<String> settings =
                    ClusterFixture.settings(exchange, cluster, folder, folder.toString());
            ClusterFixture running = new ClusterFixture(cluster, settings);
            running.submit("-p", "2");
            running.awaitCheckpoints(1);
            long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
            while (System.nanoTime() < end) {
                troubles.next(running);
            }
            troubles.times.write(Path.of("target/chaos-recovery-times.md"));
            System.out.println("Seed " + SEED + ": " + troubles.story);
            running.awaitRunsSince(0);
            running.awaitCheckpoints(2);
            assertThat(exchange.awaitEnd(Duration.ofMinutes(20)))
                    .as(troubles.story.toString())
                    .isTrue();
            TapeInLake lake = new TapeInLake(folder, tape, folder.resolve("lake"));
            await(troubles.story.toString())
                    .atMost(ClusterFixture.PATIENCE)
                    .until(() -> lake.unexplained().isEmpty());
            running.stop();
            assertThat(lake.storedTwice()).as("stored twice: %s", troubles.story).isEmpty();
            assertThat(lake.unexplained()).as("lost: %s", troubles.story).isEmpty();
            assertThat(lake.wrongBars()).as("wrong: %s", troubles.story).isEmpty();
            ClusterFixture.verify(folder, settings);
        }
    }

    @AfterEach
    void unmount() throws Exception {
        for (SmallDisk disk : disks) {
            disk.close();
        }
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
}
