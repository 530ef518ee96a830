package dev.candlewick.sources.hyperliquid.rest;

import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.RULES;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.healing;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.minute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Fault;
import dev.candlewick.simulator.Script;
import dev.candlewick.simulator.Tape;
import dev.candlewick.sources.net.Backoff;
import dev.candlewick.sources.net.RequestPolicy;
import dev.candlewick.sources.net.RetryPolicy;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A simulated exchange, and jobs that request candles of it. */
abstract class ExchangeRestFixture {

    static final Tape FOUR_MINUTES =
            Tape.recorded()
                    .cut(
                            Instant.parse("2025-09-04T20:00:00Z"),
                            Instant.parse("2025-09-04T20:04:00Z"));

    static final RestPolicy QUICK =
            RestPolicy.of(12_000)
                    .withTimeout(Duration.ofSeconds(2))
                    .withRequests(
                            new RequestPolicy(
                                    new RequestPolicy.Limit(12_000, Duration.ofMinutes(1)),
                                    new RetryPolicy(
                                            new Backoff(
                                                    Duration.ofMillis(20),
                                                    Duration.ofMillis(100),
                                                    0.5),
                                            3),
                                    new RequestPolicy.Breaker(6, Duration.ofMillis(100))))
                    .withPatienceAtEnd(Duration.ofSeconds(30));

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    /** An exchange that has played its tape, after which these happen to its next requests. */
    static ExchangeSimulator played(Fault... faults) throws InterruptedException {
        Script.Builder script = Script.builder();
        for (Fault fault : faults) {
            script.afterFrames(FOUR_MINUTES.frameCount() / 2, fault);
        }
        ExchangeSimulator exchange =
                ExchangeSimulator.builder()
                        .tape(FOUR_MINUTES)
                        .maxSpeed()
                        .startAtOnce()
                        .script(script.build())
                        .build()
                        .start();
        assertThat(exchange.awaitEnd(Duration.ofMinutes(1))).isTrue();
        return exchange;
    }

    static List<CandleAnswer> run(URI restUrl, RestPolicy policy, CandleRequest... requests)
            throws Exception {
        StreamExecutionEnvironment env = environment(new Configuration());
        DataStream<CandleRequest> asked =
                env.fromData(TypeInformation.of(CandleRequest.class), requests);
        List<CandleAnswer> answers = new ArrayList<>();
        try (CloseableIterator<CandleAnswer> collected =
                ask(asked, restUrl, policy).executeAndCollect()) {
            collected.forEachRemaining(answers::add);
        }
        return answers;
    }

    /** One request, and then nothing for ever. */
    static DataStream<CandleRequest> endless(StreamExecutionEnvironment env) {
        DataGeneratorSource<Long> numbers =
                new DataGeneratorSource<>(
                        number -> number,
                        Long.MAX_VALUE,
                        RateLimiterStrategy.perSecond(2),
                        TypeInformation.of(Long.class));
        return env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
                .uid("numbers")
                .filter(number -> number == 0)
                .uid("first")
                .map(number -> healing("BTC", 0, 3))
                .returns(CandleRequest.class)
                .uid("requests");
    }

    static SingleOutputStreamOperator<CandleAnswer> ask(
            DataStream<CandleRequest> requests, URI restUrl, RestPolicy policy) {
        return requests.transform(
                        "exchange",
                        TypeInformation.of(CandleAnswer.class),
                        new ExchangeRestOperatorFactory(restUrl, policy, RULES))
                .uid("exchange")
                .forceNonParallel();
    }

    static StreamExecutionEnvironment environment(Configuration settings) {
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(settings);
        env.setParallelism(1);
        return env;
    }

    /** Every minute asked for holds what was traded in it on the tape. */
    static void assertVolumes(CandleAnswer answer) {
        CandleRequest request = answer.request();
        List<ExchangeCandle> candles =
                answer.candles().stream()
                        .sorted(Comparator.comparingLong(ExchangeCandle::openTime))
                        .toList();
        for (int n = 0; n < candles.size(); n++) {
            ExchangeCandle candle = candles.get(n);
            assertThat(candle.openTime()).isEqualTo(request.from() + (minute(1) - minute(0)) * n);
            assertThat(candle.volume())
                    .isEqualByComparingTo(
                            traded(request.symbol(), candle.openTime(), candle.closeTime()));
        }
        if (request.from() >= minute(0)) {
            assertThat(candles).hasSize((int) ((request.to() - request.from()) / 60_000_000));
        }
    }

    static BigDecimal traded(String coin, long from, long to) {
        return FOUR_MINUTES.trades().stream()
                .filter(trade -> trade.coin().equals(coin))
                .filter(trade -> trade.time() * 1_000 >= from && trade.time() * 1_000 < to)
                .map(trade -> trade.size())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static CandleAnswer answerTo(String symbol, List<CandleAnswer> answers) {
        return answers.stream()
                .filter(answer -> answer.request().symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
    }

    static long said(CapturedLog log, String beginning) {
        return log.lines().stream().filter(line -> line.startsWith(beginning)).count();
    }

    static int unusedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
