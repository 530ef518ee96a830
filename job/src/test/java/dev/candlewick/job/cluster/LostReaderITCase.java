package dev.candlewick.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.job.faults.JournalledTrades;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The task manager that holds the socket is killed long after the last checkpoint: another one that
 * sees the folder of the journal takes the lane over, and connects.
 */
@EnabledIfSystemProperty(named = "candlewick.cluster", matches = "true")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LostReaderITCase {
    private static final double SPEED = 10;

    /** Far more than the exchange sends again. */
    private static final int UNCOMMITTED = 500;

    @TempDir private Path folder;

    @Test
    void anotherTaskManagerTakesOverWhatWasJournalled() throws Exception {
        Tape recorded = Tape.recorded();
        Tape tape = recorded.cut(recorded.firstTime(), recorded.firstTime().plusSeconds(1_200));
        try (ExchangeSimulator exchange =
                        ExchangeSimulator.builder()
                                .tape(tape)
                                .speed(SPEED)
                                .stayOpen()
                                .build()
                                .start();
                HaCluster cluster = HaCluster.over(folder, HaCluster.PLAIN)) {
            List<String> settings =
                    new ArrayList<>(
                            ClusterFixture.settings(exchange, cluster, folder, folder.toString()));
            settings.replaceAll(
                    setting ->
                            setting.startsWith("lake.commit-interval=")
                                    ? "lake.commit-interval=20 s"
                                    : setting);
            ClusterFixture running = new ClusterFixture(cluster, settings);
            running.submit("-p", "1");
            running.awaitCheckpoints(1);
            TapeInLake lake = new TapeInLake(folder, tape, folder.resolve("lake"));
            await().atMost(ClusterFixture.PATIENCE).until(() -> uncommitted(lake) > UNCOMMITTED);
            String reader = running.hostsOf("Exchange feed").iterator().next();
            long connections = exchange.counters().connections();
            long killed = System.currentTimeMillis();

            cluster.kill(reader);
            Set<String> journalled = JournalledTrades.in(folder.resolve("journal"));
            assertThat(journalled.size() - lake.trades()).isGreaterThan(UNCOMMITTED);
            running.awaitRunsSince(killed);

            assertThat(running.hostsOf("Exchange feed")).doesNotContain(reader);
            await().atMost(ClusterFixture.PATIENCE)
                    .until(() -> exchange.counters().connections() > connections);
            assertThat(exchange.awaitEnd(Duration.ofMinutes(5))).isTrue();
            running.stop();
            assertThat(lake.rows("SELECT trade_id FROM trades")).containsAll(journalled);
            assertThat(lake.storedTwice()).isEmpty();
            assertThat(lake.unexplained()).isEmpty();
        }
    }

    private long uncommitted(TapeInLake lake) throws Exception {
        return JournalledTrades.in(folder.resolve("journal")).size() - lake.trades();
    }
}
