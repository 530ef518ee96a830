package dev.candlewick.job.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.simulator.ExchangeSimulator;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * kill -9 while frames flow, then the same command again. {@code -Dcandlewick.kills=20} and {@code
 * -Dcandlewick.seed=…} make more of it.
 */
class KilledCandlewickITCase extends KilledProcessFixture {

    @Test
    void whatWasReceivedIsInTheLakeOnceHoweverOftenTheProcessIsKilled() throws Exception {
        Random random = new Random(SEED);
        Set<String> received = new TreeSet<>();
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder().tape(tape).speed(SPEED).stayOpen().build().start()) {
            writeSettings(exchange);
            for (int kill = 1; kill <= KILLS; kill++) {
                double part = (kill - 0.8 + 0.6 * random.nextDouble()) / (KILLS + 1);
                killOnceThePartIsPlayed(part, exchange);
                received.addAll(tradeIdsInTheJournal());
            }
            try (RunningCandlewick last = live()) {
                assertThat(exchange.awaitEnd(PATIENCE.multipliedBy(KILLS))).isTrue();
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> unexplained().isEmpty());
                assertThat(last.stop(PATIENCE)).as(last.output()).isZero();
            }
        }

        assertThat(received).as("received before some kill").hasSizeGreaterThan(200);
        assertThat(rows("SELECT DISTINCT trade_id FROM trades")).containsAll(received);
        assertThat(rows("SELECT symbol, trade_id FROM trades GROUP BY ALL HAVING count(*) > 1"))
                .as("stored twice")
                .isEmpty();
        assertThat(unexplained()).as("neither stored nor in a gap").isEmpty();
        assertThat(rows("SELECT * FROM complete_bars")).hasSizeGreaterThan(5);
        assertThat(rows("SELECT * FROM complete_bars EXCEPT SELECT * FROM true_bars")).isEmpty();
        assertTheTapesGiveTheSameBars();
    }
}
