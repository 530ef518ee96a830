package dev.candlewick.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.job.faults.SmallDisk;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Fault;
import dev.candlewick.simulator.InfoFault;
import dev.candlewick.simulator.Tape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prometheus scrapes a cluster whose reporter is turned on as {@code flink-conf/config.yaml} says:
 * every expression of the rules and of the dashboard has series, and every alert fires when what it
 * is for happens, and stops afterwards.
 */
@EnabledIfSystemProperty(named = "candlewick.prometheus", matches = "true")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class AlertsITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String GARBAGE = "x".repeat(1_000_000);

    /** As in the shipped file. */
    private static final String RESTARTS =
            """
            execution.checkpointing.tolerable-failed-checkpoints: 3
            restart-strategy.type: exponential-delay
            restart-strategy.exponential-delay.initial-backoff: 500 ms
            """;

    @TempDir private Path folder;
    private final Set<String> fired = new TreeSet<>();
    private ExchangeSimulator exchange;
    private TestingPrometheus prometheus;

    @Test
    void everyAlertFiresWhileItsFaultLastsAndEveryPanelHasSeries() throws Exception {
        List<Integer> ports = List.of(FlinkProcesses.freePort(), FlinkProcesses.freePort());
        try (SmallDisk lake = SmallDisk.mount(folder.resolve("lake"), 128);
                SmallDisk checkpoints = SmallDisk.mount(folder.resolve("checkpoints"), 128);
                ExchangeSimulator simulator = exchange();
                StandaloneCluster cluster = StandaloneCluster.start(folder, reporter(ports));
                TestingPrometheus watching =
                        TestingPrometheus.start(folder.resolve("prometheus"), ports)) {
            exchange = simulator;
            prometheus = watching;
            submit(cluster);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(
                                                    prometheus.withoutSeries(
                                                            TestingPrometheus.expressions()))
                                            .isEmpty());
            await("nothing is wrong").atMost(PATIENCE).until(() -> prometheus.firing().isEmpty());
            breakTheConnections();
            breakTheLake(lake);
            breakTheCheckpoints(checkpoints);
            exchange.inject(InfoFault.raiseHighs(100));
            expect(() -> {}, "CandlewickBarsDiffer");
            assertThat(fired).isEqualTo(TestingPrometheus.alerts());
            await().atMost(PATIENCE.multipliedBy(2))
                    .untilAsserted(() -> assertThat(prometheus.firing()).isEmpty());
        }
    }

    private void breakTheConnections() throws Exception {
        exchange.inject(InfoFault.refuseConnections(Duration.ofSeconds(30)));
        exchange.inject(Fault.damage(300));
        expect(
                () -> exchange.inject(Fault.outage(Duration.ofMinutes(1))),
                "CandlewickSentimentDegraded",
                "CandlewickInputRefused",
                "CandlewickGapsStayOpen",
                "CandlewickReconnecting",
                "CandlewickRestBreakerOpen");
        exchange.inject(Fault.refuseHandshakes(Duration.ofSeconds(15)));
        exchange.inject(Fault.dropAll());
        expect(() -> {}, "CandlewickFeedSilent");
    }

    private void breakTheLake(SmallDisk lake) throws Exception {
        lake.fill();
        expect(() -> {}, "CandlewickTrouble", "CandlewickBehind");
        lake.free();
    }

    /** No checkpoint completes, so the journal cannot drop what has been read. */
    private void breakTheCheckpoints(SmallDisk checkpoints) throws Exception {
        checkpoints.fill();
        expect(
                () -> {
                    for (int frame = 0; frame < 4; frame++) {
                        exchange.inject(Fault.send(GARBAGE));
                    }
                },
                "CandlewickCheckpointsFail",
                "CandlewickRestarting",
                "CandlewickJournalLost");
        checkpoints.free();
    }

    /** Lets something happen again and again until all of these have fired. */
    private void expect(Runnable fault, String... alerts) {
        await(String.join(", ", alerts))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> {
                            fault.run();
                            fired.addAll(prometheus.firing());
                            return fired.containsAll(List.of(alerts));
                        });
    }

    private static ExchangeSimulator exchange() throws InterruptedException {
        return ExchangeSimulator.builder()
                .tape(Tape.recorded())
                .speed(10)
                .loop(true)
                .build()
                .start();
    }

    /** The lines of the shipped file, with other ports. */
    private static String reporter(List<Integer> ports) throws Exception {
        Matcher lines =
                Pattern.compile("(?m)^  # reporter:\n(?:  #   .*\n)+")
                        .matcher(Files.readString(Path.of("../flink-conf/config.yaml")));
        assertThat(lines.find()).isTrue();
        String free = ports.get(0) + "," + ports.get(1);
        return RESTARTS
                + "metrics:\n"
                + lines.group()
                        .replaceAll("(?m)^  # ", "  ")
                        .replaceAll("port: .*", "port: " + free);
    }

    private void submit(StandaloneCluster cluster) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("run", "-d", FlinkProcesses.JOB_JAR.toString(), "live"));
        for (String setting :
                List.of(
                        "exchange.websocket-url=" + exchange.url(),
                        "exchange.rest-url=" + exchange.restUrl(),
                        "exchange.subscriptions=trades,bbo,l2Book",
                        "exchange.journal=" + folder.resolve("journal"),
                        "exchange.journal-size=16 MiB",
                        "sentiment.url=" + exchange.sentimentUrl(),
                        "sentiment.poll-interval=1 s",
                        "sentiment.use-cache=off",
                        "universe.symbols=BTC,ETH,SOL,WLFI",
                        "bars.intervals=1m",
                        "lake.path=" + folder.resolve("lake"),
                        "lake.commit-interval=1 s",
                        "hot-store.path=" + folder.resolve("hot/candlewick.duckdb"),
                        "checkpoints.path=" + folder.resolve("checkpoints"))) {
            arguments.addAll(List.of("--set", setting));
        }
        cluster.flink(arguments.toArray(String[]::new));
    }
}
