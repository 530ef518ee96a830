package dev.candlewick.job.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.sources.tape.TapeSource;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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
                        tape(TestingTape.recorded(folder)), 4_000, 2, folder.toString()),
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
                                "count(*) - count(DISTINCT (symbol, bar_interval, open_time, revision))"))
                .containsExactly("0");
        assertThat(pipeline.hot("SELECT count(*) FROM bars WHERE trade_count > 0 AND is_final"))
                .containsExactly(String.valueOf(ExpectedBar.recorded().size()));
    }

    private static TapeSource tape(Path file) {
        return TapeSource.builder().files(List.of(file.toString())).build();
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
