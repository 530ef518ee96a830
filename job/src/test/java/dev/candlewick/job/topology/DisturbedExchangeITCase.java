package dev.candlewick.job.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Fault;
import dev.candlewick.simulator.Script;
import dev.candlewick.simulator.Tape;
import dev.candlewick.sources.feed.FeedClock;
import dev.candlewick.sources.hyperliquid.rest.ExchangeRestOperatorFactory;
import dev.candlewick.sources.hyperliquid.rest.RestPolicy;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.hyperliquid.wire.Channel;
import dev.candlewick.sources.json.ValidationRules;
import dev.candlewick.sources.websocket.WebSocketSource;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An exchange that fails at moments that a seed chooses. Afterwards every bar is right, or says
 * that it may not be, and the ledger tells what happened.
 *
 * <p>{@code -Dcandlewick.seeds=N} plays N scripts instead of 2.
 */
class DisturbedExchangeITCase {

    /** Between the faults there is time to come back; the recorded reconnect is the fourth. */
    private static final List<Instant> MOMENTS =
            List.of(
                    Instant.parse("2025-09-04T19:49:00Z"),
                    Instant.parse("2025-09-04T19:52:00Z"),
                    Instant.parse("2025-09-04T19:55:00Z"),
                    Instant.parse("2025-09-04T20:02:00Z"),
                    Instant.parse("2025-09-04T20:06:00Z"),
                    Instant.parse("2025-09-04T20:10:00Z"));

    private static final int LOSSES = 3;

    /** Days whose quality is not what the stored bars, their revisions and the gaps tell. */
    private static final String OTHER_QUALITY =
            """
            WITH told AS (
                SELECT
                    symbol,
                    bar_interval,
                    (open_time AT TIME ZONE 'UTC')::DATE AS day,
                    count(*) AS bars,
                    count(*) FILTER (coverage = 'complete') AS complete,
                    count(*) FILTER (coverage = 'quiet') AS quiet,
                    count(*) FILTER (coverage = 'partial') AS partial,
                    count(*) FILTER (coverage = 'repaired') AS repaired,
                    epoch_us(max(close_time)) - epoch_us(min(open_time)) AS span,
                    any_value(epoch_us(close_time) - epoch_us(open_time)) AS length,
                    sum(revision) AS revisions,
                    (SELECT count(*) FROM gaps
                        WHERE gaps.symbol = bars.symbol AND healed_by IS DISTINCT FROM 'resend')
                        AS gap_count
                FROM bars
                WHERE is_final
                GROUP BY symbol, bar_interval, day
            )
            SELECT symbol || ' ' || bar_interval || ': ' || told || ' is not ' || stored
            FROM told
            FULL JOIN data_quality AS stored USING (symbol, bar_interval, day)
            WHERE
                (told.bars, told.complete, told.quiet, told.partial, told.repaired)
                IS DISTINCT FROM
                (stored.bars, stored.complete, stored.quiet, stored.partial, stored.repaired)
                OR told.span // told.length - told.bars <> stored.missing
                OR told.revisions <> stored.revisions
                OR told.gap_count <> stored.gap_count
            """;

    @TempDir private Path folder;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("candlewick.seeds", 2));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyBarIsRightOrSaysThatItMayNotBe(long seed) throws Exception {
        TestingPipeline pipeline = new TestingPipeline(folder, 2);
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder()
                        .tape(Tape.recorded())
                        .maxSpeed()
                        .script(script(new Random(seed)))
                        .seed(seed)
                        .build()
                        .start()) {
            pipeline.run(inputs(exchange), "run");
        }

        assertBarsAreRight(pipeline);
        assertThat(pipeline.hot(OTHER_QUALITY)).isEmpty();
        assertThat(pipeline.hot("SELECT DISTINCT symbol FROM data_quality")).hasSize(4);
        assertThat(pipeline.hot("SELECT count(*) FROM bars WHERE coverage = 'repaired'"))
                .doesNotContain("0");
        assertThat(
                        pipeline.hot(
                                "SELECT symbol || ': ' || reason FROM gaps WHERE healed_at IS NULL"))
                .isEmpty();
        assertThat(
                        pipeline.hot(
                                "SELECT count(*) FROM gaps WHERE reason LIKE 'closed%'"
                                        + " GROUP BY symbol"))
                .containsOnly(Integer.toString(LOSSES + 1))
                .hasSize(4);
    }

    /** Two losses of what was traded meanwhile, one of nothing, and three of other kinds. */
    private Script script(Random random) {
        List<Fault> faults =
                new ArrayList<>(
                        List.of(
                                Fault.dropAll(),
                                Fault.outage(Duration.ofSeconds(10 + random.nextInt(90))),
                                Fault.outage(Duration.ofSeconds(10 + random.nextInt(90))),
                                Fault.damage(1 + random.nextInt(3)),
                                Fault.repeat(1 + random.nextInt(50)),
                                Fault.delay(Duration.ofMillis(random.nextInt(500)))));
        Collections.shuffle(faults, random);
        Script.Builder script = Script.builder();
        for (int i = 0; i < MOMENTS.size(); i++) {
            script.at(MOMENTS.get(i).plusSeconds(random.nextInt(60)), faults.get(i));
        }
        return script.build();
    }

    private static void assertBarsAreRight(TestingPipeline pipeline) throws Exception {
        Map<List<Object>, ExpectedBar> right =
                ExpectedBar.recorded().stream()
                        .collect(
                                Collectors.toMap(
                                        DisturbedExchangeITCase::key, Function.identity()));
        List<ExpectedBar> whole = pipeline.newest("coverage IN ('complete', 'quiet')");
        assertThat(whole).hasSizeGreaterThan(right.size() / 2);
        assertThat(whole)
                .allSatisfy(
                        bar -> {
                            if (bar.tradeCount() > 0) {
                                assertThat(bar).isEqualTo(right.get(key(bar)));
                            } else {
                                assertThat(right).doesNotContainKey(key(bar));
                            }
                        });
        assertThat(pipeline.newest("coverage = 'repaired' AND trade_count > 0"))
                .allSatisfy(bar -> assertThat(candle(bar)).isEqualTo(candle(right.get(key(bar)))));
        assertThat(pipeline.newest("coverage = 'partial'"))
                .allSatisfy(
                        bar ->
                                assertThat(bar.tradeCount())
                                        .isLessThanOrEqualTo(right.get(key(bar)).tradeCount()));
    }

    private static List<Object> key(ExpectedBar bar) {
        return List.of(bar.symbol(), bar.interval(), bar.openSecond());
    }

    /** What an exchange's candle tells. */
    private static List<Object> candle(ExpectedBar bar) {
        return List.of(
                bar.open(), bar.high(), bar.low(), bar.close(), bar.volume(), bar.tradeCount());
    }

    private static Inputs inputs(ExchangeSimulator exchange) {
        WebSocketSource feed =
                WebSocketSource.builder(HyperliquidFeed.of(Channel.BBO, Channel.BOOK))
                        .url(exchange.url().toString())
                        .symbols(exchange.tape().coins())
                        .clock(FeedClock.EXCHANGE)
                        .endsOnCloseReason("end of tape")
                        .build();
        return new Inputs(feed, Optional.empty())
                .withCandles(
                        new ExchangeRestOperatorFactory(
                                exchange.restUrl(),
                                RestPolicy.of(100_000),
                                new ValidationRules(new BigDecimal("1e9"), false)));
    }
}
