package dev.candlewick.job.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.SimulatorBuilder;
import dev.candlewick.simulator.Tape;
import dev.candlewick.simulator.TapeTrade;
import dev.candlewick.sources.feed.FeedClock;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.hyperliquid.wire.Channel;
import dev.candlewick.sources.websocket.WebSocketSource;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The recorded tape, with its real reconnect, over a socket against an independent computation. */
@Execution(ExecutionMode.CONCURRENT)
class RecordedTapeITCase {
    private static final String EVERYTHING = "true";
    private static final Instant RECONNECT = Instant.ofEpochSecond(1_757_015_909L);

    @TempDir private Path folder;

    @Test
    void givesTheRecordedBarsAtFullSpeed() throws Exception {
        assertRecordedBars(1, exchange().maxSpeed());
    }

    @Test
    void givesTheRecordedBarsAtFullSpeedInParallel() throws Exception {
        assertRecordedBars(2, exchange().maxSpeed());
    }

    @Test
    void givesTheRecordedBarsAtSixtyTimesTheSpeed() throws Exception {
        assertRecordedBars(1, exchange().speed(60));
    }

    @Test
    void givesTheRecordedBarsAtSixtyTimesTheSpeedInParallel() throws Exception {
        assertRecordedBars(2, exchange().speed(60));
    }

    @Test
    void givesTheBarsAroundTheReconnectAtTheRecordedSpeed() throws Exception {
        Tape cut = Tape.recorded().cut(RECONNECT.minusSeconds(32), RECONNECT.plusSeconds(12));
        TestingPipeline pipeline = new TestingPipeline(folder, 1);
        try (ExchangeSimulator simulator =
                ExchangeSimulator.builder().tape(cut).speed(1).build().start()) {
            pipeline.run(feed(simulator), "run");
        }

        assertThat(pipeline.bars("bar_interval = '1m'"))
                .containsExactlyInAnyOrderElementsOf(minutesOf(cut));
        assertOnlyBitcoinLostTrades(pipeline);
    }

    private void assertRecordedBars(int parallelism, SimulatorBuilder exchange) throws Exception {
        TestingPipeline pipeline = new TestingPipeline(folder, parallelism);
        try (ExchangeSimulator simulator = exchange.build().start()) {
            pipeline.run(feed(simulator), "run");
        }

        assertThat(pipeline.bars(EVERYTHING))
                .containsExactlyInAnyOrderElementsOf(ExpectedBar.recorded());
        assertOnlyBitcoinLostTrades(pipeline);
        assertThat(pipeline.lake("dead_letters", "reason")).isEmpty();
        assertThat(pipeline.hot("SELECT count(*) FROM bars WHERE NOT is_final"))
                .containsExactly("0");
    }

    /** What the others were sent again after the reconnect overlapped what was seen. */
    private static void assertOnlyBitcoinLostTrades(TestingPipeline pipeline) throws SQLException {
        assertThat(
                        pipeline.hot(
                                "SELECT symbol || ' ' || coalesce(healed_by, 'open')"
                                        + " FROM gaps ORDER BY symbol"))
                .containsExactly("BTC open", "ETH resend", "SOL resend", "WLFI resend");
    }

    private static List<ExpectedBar> minutesOf(Tape tape) {
        Map<String, List<TapeTrade>> minutes =
                tape.trades().stream()
                        .sorted(Comparator.comparingLong(TapeTrade::time))
                        .collect(
                                Collectors.groupingBy(
                                        trade -> trade.coin() + "/" + trade.time() / 60_000));
        return minutes.values().stream().map(RecordedTapeITCase::minute).toList();
    }

    private static ExpectedBar minute(List<TapeTrade> trades) {
        TapeTrade first = trades.get(0);
        double[] prices = trades.stream().mapToDouble(t -> t.price().doubleValue()).toArray();
        return new ExpectedBar(
                first.coin(),
                "1m",
                first.time() / 60_000 * 60,
                prices[0],
                DoubleStream.of(prices).max().orElseThrow(),
                DoubleStream.of(prices).min().orElseThrow(),
                prices[prices.length - 1],
                sum(trades, TapeTrade::size),
                sum(trades, trade -> trade.price().multiply(trade.size())),
                trades.size(),
                sum(trades, trade -> trade.side().equals("B") ? trade.size() : BigDecimal.ZERO),
                sum(trades, trade -> trade.side().equals("A") ? trade.size() : BigDecimal.ZERO));
    }

    private static double sum(List<TapeTrade> trades, Function<TapeTrade, BigDecimal> summand) {
        return trades.stream().map(summand).reduce(BigDecimal.ZERO, BigDecimal::add).doubleValue();
    }

    private static SimulatorBuilder exchange() {
        return ExchangeSimulator.builder().tape(Tape.recorded());
    }

    private static WebSocketSource feed(ExchangeSimulator simulator) {
        return WebSocketSource.builder(HyperliquidFeed.of(Channel.BBO, Channel.BOOK))
                .url(simulator.url().toString())
                .symbols(simulator.tape().coins())
                .clock(FeedClock.EXCHANGE)
                .endsOnCloseReason("end of tape")
                .build();
    }
}
