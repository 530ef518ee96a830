package dev.candlewick.sources.hyperliquid.rest;

import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.checking;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.healing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.InfoFault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The operator in a job, against an exchange that fails in every known way. */
@Timeout(180)
class ExchangeRestITCase extends ExchangeRestFixture {

    @Test
    void everyRequestIsAnsweredInTheEndWhateverHappensOnTheWay() throws Exception {
        try (ExchangeSimulator exchange =
                        played(
                                InfoFault.refuseConnections(Duration.ofSeconds(1)),
                                InfoFault.limit(3),
                                InfoFault.fail(1),
                                InfoFault.badGateway(2),
                                InfoFault.truncate(1),
                                InfoFault.slow(Duration.ofMinutes(10), 1));
                CapturedLog log = new CapturedLog()) {
            List<CandleAnswer> answers =
                    run(
                            exchange.restUrl(),
                            QUICK,
                            checking("BTC", 0, 2),
                            healing("NONE", 0, 3),
                            healing("BTC", 0, 3),
                            healing("ETH", 1, 3),
                            checking("WLFI", 0, 1),
                            checking("SOL", -9_000, -8_990));

            assertThat(answers).as("%s", log.lines()).hasSize(5);
            answers.forEach(ExchangeRestFixture::assertVolumes);
            assertThat(answerTo("BTC", answers).sizeDecimals()).isEqualTo(5);
            assertThat(answerTo("SOL", answers).candles()).isEmpty();
            assertThat(said(log, "WARN Exchange REST: circuit breaker open")).isEqualTo(1);
            assertThat(said(log, "INFO Exchange REST: circuit breaker closed")).isEqualTo(1);
            assertThat(said(log, "WARN Exchange REST: HTTP 429, too many requests"))
                    .as(() -> log.lines().toString())
                    .isEqualTo(1);
            assertThat(said(log, "WARN Gave up 1m candles of NONE")).isEqualTo(1);
            assertThat(log.lines()).hasSize(4);
        }
    }

    @Test
    void aBoundedRunEndsWithoutAnyAnswer() throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            List<CandleAnswer> answers =
                    run(
                            URI.create("http://127.0.0.1:" + unusedPort()),
                            QUICK.withPatienceAtEnd(Duration.ofMillis(500)),
                            healing("BTC", 0, 3),
                            checking("ETH", 0, 3));

            assertThat(answers).isEmpty();
            assertThat(said(log, "WARN Gave up 2 requests to the exchange: the input has ended"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aCheckpointDoesNotWaitForAnExchangeThatHangsAndARestoreAsksAgain(@TempDir Path folder)
            throws Exception {
        RestPolicy patient = QUICK.withTimeout(Duration.ofMinutes(10));
        try (ExchangeSimulator exchange = played(InfoFault.slow(Duration.ofMinutes(10), 1))) {
            StreamExecutionEnvironment env = environment(new Configuration());
            ask(endless(env), exchange.restUrl(), patient);
            JobClient first = env.executeAsync();
            await(() -> !exchange.counters().infoRequests().isEmpty());
            String savepoint =
                    first.stopWithSavepoint(
                                    false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                            .get(1, TimeUnit.MINUTES);

            Configuration restore = new Configuration();
            restore.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
            env = environment(restore);
            DataStream<CandleAnswer> answers = ask(endless(env), exchange.restUrl(), patient);
            try (CloseableIterator<CandleAnswer> collected = answers.collectAsync()) {
                JobClient second = env.executeAsync();
                assertVolumes(collected.next());
                second.cancel().get(1, TimeUnit.MINUTES);
            }
        }
    }
}
