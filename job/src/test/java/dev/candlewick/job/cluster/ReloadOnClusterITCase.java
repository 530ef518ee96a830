package dev.candlewick.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A settings file that one task manager watches, and readers in the processes of others. */
@EnabledIfSystemProperty(named = "candlewick.cluster", matches = "true")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ReloadOnClusterITCase {
    private static final String REFUSED =
            "SELECT DISTINCT regexp_extract(decode(payload), '\"coin\":\"(\\w+)\"', 1) FROM %s"
                    + " WHERE reason = 'price_out_of_range' ORDER BY 1";

    @TempDir private Path folder;

    @Test
    void aChangedFileTakesEffectInEveryProcess() throws Exception {
        Path config = Files.writeString(folder.resolve("settings.yaml"), "log.level: info\n");
        try (ExchangeSimulator exchange =
                        ExchangeSimulator.builder()
                                .tape(Tape.recorded())
                                .speed(10)
                                .stayOpen()
                                .build()
                                .start();
                HaCluster cluster =
                        new HaCluster(
                                folder.resolve("cluster"),
                                folder.toUri().toString().replaceAll("/+$", ""),
                                Map.of(),
                                Map.of())) {
            List<String> settings =
                    ClusterFixture.settings(exchange, cluster, folder, folder.toString());
            ClusterFixture running =
                    new ClusterFixture(cluster, settings, List.of("--config", config.toString()));
            running.submit("-p", "4");
            running.awaitCheckpoints(1);
            assertThat(running.hostsOf("Settings file")).hasSize(1);
            assertThat(running.hostsOf("Exchange feed"))
                    .containsExactlyInAnyOrderElementsOf(HaCluster.TASK_MANAGERS);

            Files.writeString(config, "quality.max-price: nothing\n");
            await().atMost(ClusterFixture.PATIENCE).until(() -> isRefused(cluster));
            Files.writeString(config, "quality.max-price: 0.01\n");

            await().atMost(ClusterFixture.PATIENCE)
                    .until(() -> lake("dead_letters").equals(List.of("BTC", "ETH", "SOL", "WLFI")));
            running.stop();
        }
        TapeInLake lake = new TapeInLake(folder, Tape.recorded(), folder.resolve("lake"));
        assertThat(
                        lake.rows(
                                "SELECT version, key, new_value FROM read_parquet('%s')"
                                        .formatted(files("settings_changes"))))
                .contains("2 quality.max-price 0.01");
    }

    private static boolean isRefused(HaCluster cluster) throws Exception {
        for (String taskManager : HaCluster.TASK_MANAGERS) {
            if (cluster.log(taskManager).contains("The changed settings are refused")) {
                return true;
            }
        }
        return false;
    }

    private List<String> lake(String table) throws Exception {
        try {
            return new TapeInLake(folder, Tape.recorded(), folder.resolve("lake"))
                    .rows(REFUSED.formatted("read_parquet('%s')".formatted(files(table))));
        } catch (SQLException notYet) {
            return List.of();
        }
    }

    private String files(String table) {
        return folder.resolve("lake").resolve(table) + "/**/[!.]*.parquet";
    }
}
