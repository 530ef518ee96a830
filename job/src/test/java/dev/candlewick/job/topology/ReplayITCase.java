package dev.candlewick.job.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.job.lakereplay.LakeReplaySource;
import dev.candlewick.job.lakereplay.LakeSpan;
import dev.candlewick.simulator.Tape;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.replay.ReplaySource;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tapes from files, against what others say of the same trades. */
class ReplayITCase {
    @TempDir private Path folder;

    @Test
    void givesTheSameBarsFromAFileAsOverASocket() throws Exception {
        TestingPipeline pipeline = new TestingPipeline(folder, 2);
        pipeline.run(tape(TestingTape.recorded(folder)), "run");

        assertThat(pipeline.bars("true"))
                .containsExactlyInAnyOrderElementsOf(ExpectedBar.recorded());
        assertThat(pipeline.hot("SELECT symbol FROM gaps WHERE healed_at IS NULL"))
                .containsExactly("BTC");
    }

    @Test
    void reproducesTheMinutesOfAnotherExchange() throws Exception {
        TestingPipeline pipeline = new TestingPipeline(folder, 1);
        pipeline.run(tape(TestingTape.spot(folder)), "run");

        assertThat(pipeline.bars("bar_interval = '1m' AND coverage = 'complete'"))
                .extracting(ReplayITCase::kline)
                .containsExactlyInAnyOrderElementsOf(klines());
    }

    @Test
    void losesAndDoublesNothingWhenTheJobFailsAfterACheckpoint() throws Exception {
        TestingPipeline pipeline = new TestingPipeline(folder, 2);
        pipeline.run(
                new FailingOnceSource<>(
                        tape(TestingTape.recorded(folder)), 5, 2, folder.toString()),
                "run");

        assertThat(FailingOnceSource.failuresLeft(folder.toString())).isZero();
        assertThat(pipeline.bars("true"))
                .containsExactlyInAnyOrderElementsOf(ExpectedBar.recorded());
        assertThat(
                        pipeline.lake(
                                "trades",
                                "count(*) || ' of ' || count(DISTINCT (symbol, trade_id))"))
                .containsExactly("20524 of 20524");
        assertThat(
                        pipeline.lake(
                                "bars",
                                "count(*) - count(DISTINCT (symbol, bar_interval, open_time,"
                                        + " revision))"))
                .containsExactly("0");
        assertThat(pipeline.hot("SELECT count(*) FROM bars WHERE trade_count > 0 AND is_final"))
                .containsExactly(String.valueOf(ExpectedBar.recorded().size()));
    }

    @Test
    void theLakesOwnTradesGiveTheSameBarsAlsoWhenTheJobFails() throws Exception {
        TestingPipeline pipeline = new TestingPipeline(folder, 2);
        pipeline.run(tape(TestingTape.recorded(folder)), "run-1");
        String id = folder + " again";

        pipeline.run(
                new Inputs(
                                new FailingOnceSource<>(lake(pipeline.lake()), 1, 1, id),
                                Optional.empty())
                        .ofStoredTrades(),
                "run-2");

        assertThat(FailingOnceSource.failuresLeft(id)).isZero();
        assertThat(pipeline.bars("run_id = 'run-2'"))
                .containsExactlyInAnyOrderElementsOf(ExpectedBar.recorded());
        assertThat(pipeline.lake("trades", "count(*)")).containsExactly("20524");
    }

    private static LakeReplaySource lake(String folder) {
        long day = Instant.parse("2025-09-04T00:00:00Z").toEpochMilli() * 1_000;
        return new LakeReplaySource(
                new LakeSpan(
                        folder,
                        day,
                        day + 86_400_000_000L,
                        List.copyOf(Tape.recorded().tradedCoins()),
                        Duration.ofSeconds(2)));
    }

    private static ReplaySource tape(Path file) {
        return ReplaySource.builder(HyperliquidFeed.of()).files(List.of(file.toString())).build();
    }

    private static String kline(ExpectedBar bar) {
        return "%d,%s,%s,%s,%s,%s"
                .formatted(
                        bar.openSecond() * 1_000,
                        bar.open(),
                        bar.high(),
                        bar.low(),
                        bar.close(),
                        bar.volume());
    }

    private static List<String> klines() throws Exception {
        try (InputStream file =
                        ReplayITCase.class.getResourceAsStream(
                                "/oracle/spot_BTCUSDT_klines_1m.csv");
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).toList();
        }
    }
}
