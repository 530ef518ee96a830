package dev.candlewick.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.job.s3.S3Store;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of task managers and job managers of a cluster, a stop with a savepoint, and a restore at
 * another parallelism: afterwards the lake holds each trade once, and {@code verify} passes. {@code
 * -Dcandlewick.kills=5} kills each kind so often.
 */
@EnabledIfSystemProperty(named = "candlewick.cluster", matches = "true")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class LostProcessesITCase {
    private static final int KILLS = Integer.getInteger("candlewick.kills", 2);
    private static final double SPEED = 10;

    @TempDir private Path folder;
    private final Tape tape = tape();

    /** As much as is played meanwhile. */
    private static Tape tape() {
        Tape recorded = Tape.recorded();
        return KILLS > 2
                ? recorded
                : recorded.cut(recorded.firstTime(), recorded.firstTime().plusSeconds(600));
    }

    @Test
    void theLakeHoldsEachTradeOnceWhateverProcessIsKilled() throws Exception {
        String storage = folder.toUri().toString().replaceAll("/+$", "");
        try (ExchangeSimulator exchange = exchange();
                HaCluster cluster =
                        new HaCluster(folder.resolve("cluster"), storage, Map.of(), Map.of())) {
            List<String> settings =
                    ClusterFixture.settings(exchange, cluster, folder, folder.toString());
            ClusterFixture running = new ClusterFixture(cluster, settings);
            running.submit("-p", "2");
            running.awaitCheckpoints(3);
            for (int kill = 0; kill < KILLS; kill++) {
                loseTheHostOfTheHotStore(running);
                running.lose("the leading job manager", cluster.leader());
            }
            running.lose(
                    "the leading job manager and a task manager",
                    cluster.leader(),
                    running.hostOfHotStore());
            running.submit("-s", running.stop(), "-p", "1");
            assertThat(exchange.awaitEnd(Duration.ofMinutes(10))).isTrue();
            TapeInLake lake = new TapeInLake(folder, tape, folder.resolve("lake"));
            await().atMost(ClusterFixture.PATIENCE).until(() -> lake.unexplained().isEmpty());
            running.stop();
            running.times.write(Path.of("target/recovery-times.md"));
            assertEverythingIsThereOnce(lake);
            ClusterFixture.verify(folder, settings);
        }
    }

    /** Rows of the hot store from before are on the other host, where its file was not. */
    private static void loseTheHostOfTheHotStore(ClusterFixture running) throws Exception {
        String host = running.hostOfHotStore();
        String other =
                HaCluster.TASK_MANAGERS.stream().filter(it -> !it.equals(host)).findAny().get();
        await().atMost(ClusterFixture.PATIENCE).until(() -> !hotBars(running, host).isEmpty());
        List<String> before = hotBars(running, host);
        running.lose("the task manager with the hot store", host);
        await().atMost(ClusterFixture.PATIENCE)
                .untilAsserted(() -> assertThat(hotBars(running, other)).containsAll(before));
    }

    /** What a reader on that host sees; nothing where no file is. */
    private static List<String> hotBars(ClusterFixture running, String host) throws Exception {
        if (!Files.exists(running.cluster.host(host).resolve("hot/candlewick.duckdb"))) {
            return List.of();
        }
        String hot = running.cluster.host().resolve("hot/candlewick.duckdb").toString();
        return running.cluster
                .runOn(
                        host,
                        FlinkProcesses.DISTRIBUTION.resolve("bin/candlewick").toString(),
                        "query",
                        "SELECT symbol || bar_interval || open_time || close FROM bars"
                                + " WHERE is_final AND coverage = 'complete'",
                        "--format",
                        "csv",
                        "--set",
                        "hot-store.path=" + hot,
                        "--set",
                        "lake.path=" + running.cluster.host().resolve("no-lake"))
                .lines()
                .skip(1)
                .toList();
    }

    @Test
    void theSameInAnObjectStore() throws Exception {
        try (S3Store store = S3Store.start(Files.createDirectories(folder.resolve("s3")));
                ExchangeSimulator exchange = exchange()) {
            Path bucket = store.bucket("market");
            Map<String, String> keys =
                    Map.of(
                            "AWS_ACCESS_KEY_ID", S3Store.ACCESS_KEY,
                            "AWS_SECRET_ACCESS_KEY", S3Store.SECRET_KEY);
            try (HaCluster cluster =
                    new HaCluster(
                            folder.resolve("cluster"),
                            "s3://market",
                            store.flinkSettings(),
                            keys)) {
                List<String> settings =
                        ClusterFixture.settings(exchange, cluster, folder, "s3://market");
                ClusterFixture running = new ClusterFixture(cluster, settings);
                running.submit("-p", "2");
                running.awaitCheckpoints(3);
                running.lose("a task manager, all in an object store", running.hostOfHotStore());
                running.lose("the leading job manager, all in an object store", cluster.leader());
                running.submit("-s", running.stop(), "-p", "1");
                assertThat(exchange.awaitEnd(Duration.ofMinutes(10))).isTrue();
                TapeInLake lake = new TapeInLake(folder, tape, bucket.resolve("lake"));
                await().atMost(ClusterFixture.PATIENCE).until(() -> lake.unexplained().isEmpty());
                running.stop();
                running.times.write(Path.of("target/recovery-times-s3.md"));
                assertEverythingIsThereOnce(lake);
            }
            ClusterFixture.verify(folder, List.of("lake.path=" + bucket.resolve("lake")));
        }
    }

    private ExchangeSimulator exchange() throws InterruptedException {
        return ExchangeSimulator.builder().tape(tape).speed(SPEED).stayOpen().build().start();
    }

    private static void assertEverythingIsThereOnce(TapeInLake lake) throws SQLException {
        assertThat(lake.storedTwice()).as("stored twice").isEmpty();
        assertThat(lake.unexplained()).as("neither stored nor in a gap").isEmpty();
        assertThat(lake.completeBars()).isGreaterThan(20);
        assertThat(lake.wrongBars()).as("bars that are not what was traded").isEmpty();
    }
}
