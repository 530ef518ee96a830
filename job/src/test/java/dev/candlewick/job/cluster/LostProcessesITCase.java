package dev.candlewick.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of task managers and job managers of a cluster, a stop with a savepoint, and a restore at
 * another parallelism: afterwards the lake holds each trade once, and {@code verify} passes. {@code
 * -Dcandlewick.kills=5} kills each kind so often; with 1, both at once are left to the test with an
 * object store.
 *
 * <p>On the same cluster, a settings file that one task manager watches is changed.
 */
@EnabledIfSystemProperty(named = "candlewick.cluster", matches = "true")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class LostProcessesITCase {
    static final int KILLS = Integer.getInteger("candlewick.kills", 2);

    private static final String REFUSED =
            "SELECT DISTINCT regexp_extract(decode(payload), '\"coin\":\"(\\w+)\"', 1)"
                    + " FROM read_parquet('%s') WHERE reason = 'price_out_of_range' ORDER BY 1";

    @TempDir private static Path shared;
    private static HaCluster cluster;
    @TempDir private Path folder;

    @BeforeAll
    static void start() throws Exception {
        cluster = new HaCluster(shared, uri(shared), Map.of(), Map.of(), HaCluster.PLAIN);
    }

    @AfterAll
    static void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    /** As much as is played meanwhile. */
    static Tape tape() {
        Tape recorded = Tape.recorded();
        return KILLS > 2
                ? recorded
                : recorded.cut(recorded.firstTime(), recorded.firstTime().plusSeconds(600));
    }

    @Test
    void theLakeHoldsEachTradeOnceWhateverProcessIsKilled() throws Exception {
        Tape tape = tape();
        try (ExchangeSimulator exchange = exchange(tape)) {
            List<String> settings = ClusterFixture.settings(exchange, cluster, folder, uri(folder));
            ClusterFixture running = new ClusterFixture(cluster, settings);
            running.submit("-p", "2");
            running.awaitCheckpoints(3);
            for (int kill = 0; kill < KILLS; kill++) {
                loseTheHostOfTheHotStore(running);
                running.lose("the leading job manager", cluster.leader());
            }
            if (KILLS > 1) {
                running.lose("both at once", cluster.leader(), running.hostOfHotStore());
            }
            running.submit("-s", running.stop(), "-p", "1");
            assertThat(exchange.awaitEnd(Duration.ofMinutes(10))).isTrue();
            TapeInLake lake = new TapeInLake(folder, tape, folder.resolve("lake"));
            await().atMost(ClusterFixture.PATIENCE).until(() -> lake.unexplained().isEmpty());
            running.stop();
            running.times.write(Path.of("target/recovery-times.md"));
            lake.assertEverythingIsThereOnce();
            ClusterFixture.verify(folder, settings);
        }
    }

    /** Rows of the hot store from before are on the other host, where its file was not. */
    private void loseTheHostOfTheHotStore(ClusterFixture running) throws Exception {
        String host = running.hostOfHotStore();
        String other =
                HaCluster.TASK_MANAGERS.stream().filter(it -> !it.equals(host)).findAny().get();
        await().atMost(ClusterFixture.PATIENCE).until(() -> !hotBars(host).isEmpty());
        List<String> before = hotBars(host);
        running.lose("the task manager with the hot store", host);
        await().atMost(ClusterFixture.PATIENCE)
                .untilAsserted(() -> assertThat(hotBars(other)).containsAll(before));
    }

    /** What a reader on that host sees; nothing where no file is. */
    private List<String> hotBars(String host) throws Exception {
        Path hot = ClusterFixture.hotStore(cluster, folder);
        if (!Files.exists(cluster.host(host).resolve(cluster.host().relativize(hot)))) {
            return List.of();
        }
        return cluster.runOn(
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
                        "lake.path=" + cluster.host().resolve("no-lake"))
                .lines()
                .skip(1)
                .toList();
    }

    @Test
    void aChangedSettingsFileTakesEffectInEveryProcess() throws Exception {
        Path config = Files.writeString(folder.resolve("settings.yaml"), "log.level: info\n");
        try (ExchangeSimulator exchange = exchange(Tape.recorded())) {
            ClusterFixture running =
                    new ClusterFixture(
                            cluster,
                            ClusterFixture.settings(exchange, cluster, folder, uri(folder)),
                            List.of("--config", config.toString()));
            running.submit("-p", "4");
            running.awaitCheckpoints(1);
            assertThat(running.hostsOf("Settings file")).hasSize(1);
            assertThat(running.hostsOf("Exchange feed"))
                    .containsExactlyInAnyOrderElementsOf(HaCluster.TASK_MANAGERS);

            Files.writeString(config, "quality.max-price: nothing\n");
            await().atMost(ClusterFixture.PATIENCE).until(() -> isRefused());
            Files.writeString(config, "quality.max-price: 0.01\n");

            await().atMost(ClusterFixture.PATIENCE)
                    .until(
                            () ->
                                    lake("dead_letters", REFUSED)
                                            .equals(List.of("BTC", "ETH", "SOL", "WLFI")));
            running.stop();
        }
        assertThat(
                        lake(
                                "settings_changes",
                                "SELECT version, key, new_value FROM read_parquet('%s')"))
                .contains("2 quality.max-price 0.01");
    }

    private static boolean isRefused() throws Exception {
        for (String taskManager : HaCluster.TASK_MANAGERS) {
            if (cluster.log(taskManager).contains("The changed settings are refused")) {
                return true;
            }
        }
        return false;
    }

    private List<String> lake(String table, String sql) throws Exception {
        Path lake = folder.resolve("lake");
        try {
            return new TapeInLake(folder, Tape.recorded(), lake)
                    .rows(sql.formatted(lake.resolve(table) + "/**/[!.]*.parquet"));
        } catch (SQLException notYet) {
            return List.of();
        }
    }

    static ExchangeSimulator exchange(Tape tape) throws InterruptedException {
        return ExchangeSimulator.builder().tape(tape).speed(10).stayOpen().build().start();
    }

    private static String uri(Path folder) {
        return folder.toUri().toString().replaceAll("/+$", "");
    }
}
