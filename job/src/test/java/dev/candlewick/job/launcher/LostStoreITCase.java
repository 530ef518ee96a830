package dev.candlewick.job.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.job.cluster.TapeInLake;
import dev.candlewick.job.s3.S3Store;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The object store that holds the lake goes away under a run, for {@code
 * -Dcandlewick.full-seconds}: the run waits for it, and receives meanwhile.
 */
@EnabledIfSystemProperty(named = "candlewick.faults", matches = "true")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class LostStoreITCase {

    private static final Duration AWAY =
            Duration.ofSeconds(Integer.getInteger("candlewick.full-seconds", 12));
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int SPEED = 10;

    @TempDir private Path folder;

    @Test
    void everyTradeIsInTheLakeOnceHoweverLongItsObjectStoreIsAway() throws Exception {
        Tape tape = LongTape.of(AWAY.plusSeconds(18).multipliedBy(SPEED));
        try (S3Store store = S3Store.start(folder);
                ExchangeSimulator exchange =
                        ExchangeSimulator.builder()
                                .tape(tape)
                                .speed(SPEED)
                                .stayOpen()
                                .build()
                                .start()) {
            Path stored = store.bucket("market").resolve("lake");
            TapeInLake lake = new TapeInLake(folder, tape, stored);
            try (RunningCandlewick live = live(exchange, store)) {
                awaitOf(live, () -> lake.trades() > 0 || !live.isRunning());
                long connections = exchange.counters().connections();
                store.kill();
                Instant back = Instant.now().plus(AWAY);
                await().atMost(AWAY.plus(PATIENCE)).until(() -> Instant.now().isAfter(back));
                awaitOf(live, () -> live.output().contains("! the lake s3://market/lake: "));
                store.startAgain();
                Instant there = Instant.now();

                assertThat(exchange.awaitEnd(PATIENCE)).isTrue();
                awaitOf(live, () -> lake.trades() >= tape.trades().size());
                System.out.printf(
                        "Store away for %d s: all %d trades are in the lake %d s after it was"
                                + " back%n",
                        AWAY.toSeconds(),
                        tape.trades().size(),
                        Duration.between(there, Instant.now()).toSeconds());
                assertThat(live.stop(PATIENCE)).as(live.output()).isZero();
                assertThat(live.output())
                        .doesNotContain("is being restarted")
                        .containsOnlyOnce("! the lake s3://market/lake: ")
                        .contains("Over: the lake s3://market/lake: ");
                assertThat(exchange.counters().connections()).isEqualTo(connections);
            }
            assertThat(lake.unexplained()).isEmpty();
            assertThat(lake.storedTwice()).isEmpty();
        }
    }

    private static void awaitOf(RunningCandlewick live, Callable<Boolean> condition)
            throws Exception {
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(condition);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(live.output(), e);
        }
    }

    private RunningCandlewick live(ExchangeSimulator exchange, S3Store store) throws Exception {
        Path settings =
                Files.writeString(
                        folder.resolve("settings.yaml"),
                        """
                        web-ui.port: 0
                        universe.symbols: [BTC, ETH, SOL, WLFI]
                        exchange.websocket-url: %s
                        exchange.rest-url: %s
                        exchange.subscriptions: []
                        sentiment.enabled: off
                        bars.intervals: [1m]
                        lake.path: s3://market/lake
                        lake.commit-interval: 4 s
                        """
                                .formatted(exchange.url(), exchange.restUrl()));
        return RunningCandlewick.start(
                folder,
                Map.of(
                        "FLINK_CONF_DIR",
                        store.configuration(folder).toString(),
                        "AWS_ACCESS_KEY_ID",
                        S3Store.ACCESS_KEY,
                        "AWS_SECRET_ACCESS_KEY",
                        S3Store.SECRET_KEY),
                "live",
                "--config",
                settings.toString());
    }
}
