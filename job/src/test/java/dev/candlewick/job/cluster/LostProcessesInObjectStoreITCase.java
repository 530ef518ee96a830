package dev.candlewick.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.job.s3.S3Store;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * As {@link LostProcessesITCase}, with lake, checkpoints and what job managers hand to each other
 * in an object store. With {@code -Dcandlewick.kills=1} a task manager and the leader are killed at
 * once, else one after the other too.
 */
@EnabledIfSystemProperty(named = "candlewick.cluster", matches = "true")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class LostProcessesInObjectStoreITCase {
    private static final Map<String, String> KEYS =
            Map.of(
                    "AWS_ACCESS_KEY_ID", S3Store.ACCESS_KEY,
                    "AWS_SECRET_ACCESS_KEY", S3Store.SECRET_KEY);

    @TempDir private Path folder;

    @Test
    void theLakeHoldsEachTradeOnceWhateverProcessIsKilled() throws Exception {
        Tape tape = LostProcessesITCase.tape();
        try (S3Store store = S3Store.start(Files.createDirectories(folder.resolve("s3")));
                ExchangeSimulator exchange = LostProcessesITCase.exchange(tape)) {
            Path bucket = store.bucket("market");
            try (HaCluster cluster =
                    new HaCluster(
                            folder.resolve("cluster"),
                            "s3://market",
                            store.flinkSettings(),
                            KEYS,
                            HaCluster.PLAIN)) {
                ClusterFixture running =
                        new ClusterFixture(
                                cluster,
                                ClusterFixture.settings(exchange, cluster, folder, "s3://market"));
                running.submit("-p", "2");
                running.awaitCheckpoints(3);
                if (LostProcessesITCase.KILLS > 1) {
                    running.lose(
                            "a task manager, all in an object store", running.hostOfHotStore());
                    running.lose(
                            "the leading job manager, all in an object store", cluster.leader());
                }
                running.lose(
                        "both at once, all in an object store",
                        cluster.leader(),
                        running.hostOfHotStore());
                running.submit("-s", running.stop(), "-p", "1");
                assertThat(exchange.awaitEnd(Duration.ofMinutes(10))).isTrue();
                TapeInLake lake = new TapeInLake(folder, tape, bucket.resolve("lake"));
                await().atMost(ClusterFixture.PATIENCE).until(() -> lake.unexplained().isEmpty());
                running.stop();
                running.times.write(Path.of("target/recovery-times-s3.md"));
                lake.assertEverythingIsThereOnce();
            }
            ClusterFixture.verify(folder, List.of("lake.path=" + bucket.resolve("lake")));
        }
    }
}
