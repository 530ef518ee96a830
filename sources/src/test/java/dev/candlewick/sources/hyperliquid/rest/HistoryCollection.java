package dev.candlewick.sources.hyperliquid.rest;

import static dev.candlewick.sources.hyperliquid.rest.ExchangeRestFixture.FOUR_MINUTES;
import static dev.candlewick.sources.hyperliquid.rest.ExchangeRestFixture.environment;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.EVENING;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.RULES;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.healing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.CandleRequest.Priority;
import dev.candlewick.functions.model.CandleRequest.Purpose;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Listings;
import dev.candlewick.simulator.RateLimit;
import dev.candlewick.sources.net.Backoff;
import dev.candlewick.sources.net.HttpEnvironment;
import dev.candlewick.sources.net.HttpFetcher;
import dev.candlewick.sources.net.HttpOutcome;
import dev.candlewick.sources.net.HttpQuery;
import dev.candlewick.sources.net.RequestPolicy;
import dev.candlewick.sources.net.RetryPolicy;
import dev.candlewick.sources.net.TimeSource;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * A job that collects the history of many assets; what it sends is noted in the order of sending.
 */
final class HistoryCollection {

    static final Duration WINDOW = Duration.ofSeconds(2);
    static final List<BarInterval> INTERVALS =
            List.of(BarInterval.M1, BarInterval.M15, BarInterval.H1);

    private static final String LISTED = "/listings/metaAndAssetCtxs_20250822.json";
    private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]+)\"");

    /** Those have trades on the tape, which is shorter than their history. */
    private static final List<String> ON_THE_TAPE = List.of("BTC", "ETH", "SOL");

    private static final List<String> SENT = Collections.synchronizedList(new ArrayList<>());
    private static final List<Integer> HEALING_TAKEN =
            Collections.synchronizedList(new ArrayList<>());
    private static final AtomicInteger ANSWERED = new AtomicInteger();
    private static IntConsumer onAnswer;
    private static volatile long collectedAt;

    private final int assets;
    private final int windows;
    private final int seconds;

    /**
     * @param windows of each request
     * @param seconds in which all can be collected within the limit
     */
    HistoryCollection(int assets, int windows, int seconds) {
        this.assets = assets;
        this.windows = windows;
        this.seconds = seconds;
        SENT.clear();
        HEALING_TAKEN.clear();
        ANSWERED.set(0);
    }

    int requests() {
        return assets * INTERVALS.size();
    }

    /** The weight that a window may hold. */
    int limit() {
        double weight = (double) requests() * (20 + windows / 60);
        return (int) (weight / 0.9 / (1 + (double) seconds / WINDOW.toSeconds()));
    }

    ExchangeSimulator exchange() throws Exception {
        ExchangeSimulator exchange =
                ExchangeSimulator.builder()
                        .tape(FOUR_MINUTES)
                        .listings(Listings.recorded())
                        .maxWeight(limit(), WINDOW)
                        .startAtOnce()
                        .maxSpeed()
                        .stayOpen()
                        .build()
                        .start();
        assertThat(exchange.awaitEnd(Duration.ofMinutes(1))).isTrue();
        return exchange;
    }

    /** Requests all history at once, and meanwhile, every other second, what heals. */
    void run(ExchangeSimulator exchange, IntConsumer newOnAnswer) throws Exception {
        onAnswer = newOnAnswer;
        StreamExecutionEnvironment env = environment(new Configuration());
        env.setBufferTimeout(0);
        DataStream<CandleRequest> requests =
                env.fromData(TypeInformation.of(CandleRequest.class), history())
                        .union(whatHeals(env));
        ExchangeRestOperatorFactory operator =
                new ExchangeRestOperatorFactory(
                        exchange.restUrl(), policy(), RULES, new NotedEnvironment());
        requests.map(HistoryCollection::noteTaken)
                .returns(CandleRequest.class)
                .transform("exchange", TypeInformation.of(CandleAnswer.class), operator)
                .map(HistoryCollection::noteAnswer)
                .returns(Boolean.class)
                .sinkTo(new DiscardingSink<>());
        env.execute();
    }

    private RestPolicy policy() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2), 0.5);
        return RestPolicy.of(limit())
                .withRequests(
                        new RequestPolicy(
                                new RequestPolicy.Limit(limit(), WINDOW),
                                new RetryPolicy(backoff, 3),
                                new RequestPolicy.Breaker(5, Duration.ofSeconds(2))));
    }

    private CandleRequest[] history() throws Exception {
        List<CandleRequest> requests = new ArrayList<>();
        List<String> names = names();
        for (String asset : names) {
            for (BarInterval interval : INTERVALS) {
                long end = interval.openTimeOf(EVENING);
                Priority priority = new Priority(Purpose.NEW_MEMBER, 1 + names.indexOf(asset));
                long from = end - windows * interval.micros();
                requests.add(CandleRequest.history(asset, interval, from, end, EVENING, priority));
            }
        }
        return requests.toArray(CandleRequest[]::new);
    }

    private List<String> names() throws Exception {
        try (InputStream body = Listings.class.getResourceAsStream(LISTED)) {
            return NAME.matcher(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .map(found -> found.group(1))
                    .filter(name -> !ON_THE_TAPE.contains(name))
                    .limit(assets)
                    .toList();
        }
    }

    private DataStream<CandleRequest> whatHeals(StreamExecutionEnvironment env) {
        DataGeneratorSource<CandleRequest> gaps =
                new DataGeneratorSource<>(
                        number -> healing("BTC", number % 3, number % 3 + 1),
                        seconds / 2,
                        RateLimiterStrategy.perSecond(0.5),
                        TypeInformation.of(CandleRequest.class));
        return env.fromSource(gaps, WatermarkStrategy.noWatermarks(), "gaps");
    }

    /** Runs in the thread of the operator, just before it takes the request. */
    private static CandleRequest noteTaken(CandleRequest request) {
        if (request.heals()) {
            HEALING_TAKEN.add(SENT.size());
        }
        return request;
    }

    private static boolean noteAnswer(CandleAnswer answer) {
        if (answer.request().isOfHistory()) {
            collectedAt = System.nanoTime();
            onAnswer.accept(ANSWERED.incrementAndGet());
        }
        return true;
    }

    /** The log up to the last answer of history. */
    List<RateLimit.Asked> log(ExchangeSimulator exchange) {
        return exchange.rateLimit().log().stream()
                .filter(asked -> asked.atNanos() <= collectedAt)
                .toList();
    }

    int answers() {
        return ANSWERED.get();
    }

    /** Of each request that heals, how many requests of history were sent since it was there. */
    List<Long> sentBeforeHealing() {
        return HEALING_TAKEN.stream()
                .map(
                        taken ->
                                SENT.subList(taken, SENT.size()).stream()
                                        .takeWhile(sent -> !sent.contains("\"BTC\""))
                                        .filter(sent -> sent.contains("candleSnapshot"))
                                        .count())
                .toList();
    }

    /** HTTP over the network. */
    private record NotedEnvironment() implements HttpEnvironment {
        private static final HttpEnvironment REAL =
                HttpEnvironment.real(Duration.ofSeconds(10), 8 << 20);

        @Override
        public HttpFetcher fetcher() {
            HttpFetcher real = REAL.fetcher();
            return new HttpFetcher() {
                @Override
                public CompletableFuture<HttpOutcome> send(HttpQuery query) {
                    SENT.add(query.json());
                    return real.send(query);
                }

                @Override
                public void close() {
                    real.close();
                }
            };
        }

        @Override
        public TimeSource time() {
            return REAL.time();
        }

        @Override
        public double chance() {
            return REAL.chance();
        }
    }
}
