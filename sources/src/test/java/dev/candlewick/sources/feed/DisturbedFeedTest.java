package dev.candlewick.sources.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Trade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever is lost on the way: each bar afterwards is the whole truth, or the exchange's, or says
 * that it is neither, and the ledger has exactly the gaps that the script tore.
 */
class DisturbedFeedTest {

    private static final int SEEDS = Integer.getInteger("candlewick.test.seeds", 60);

    private final Map<Coverage, Integer> seen = new EnumMap<>(Coverage.class);
    private final Map<String, Integer> healed = new TreeMap<>();
    private TestingBarPipeline pipeline;

    @BeforeEach
    void open() throws Exception {
        pipeline = new TestingBarPipeline();
    }

    @AfterEach
    void close() throws Exception {
        pipeline.close();
    }

    @Test
    void noLossIsSilent() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            pipeline.begin();
            DisturbedExchange exchange = new DisturbedExchange(seed, pipeline);
            exchange.play();
            try {
                check(exchange);
            } catch (AssertionError e) {
                throw new AssertionError("with seed " + seed, e);
            }
        }
        assertThat(seen).as("every kind of bar").containsOnlyKeys(Coverage.values());
        assertThat(healed).as("every fate of a gap").containsOnlyKeys("candles", "none", "resend");
    }

    private void check(DisturbedExchange exchange) {
        assertThat(pipeline.gaps).hasSize(exchange.tornGaps);
        pipeline.gaps.values().forEach(gap -> healed.merge("" + gap.healedBy(), 1, Integer::sum));
        if (healed.containsKey("null")) {
            healed.merge("none", healed.remove("null"), Integer::sum);
        }
        for (BarInterval interval : TestingBarPipeline.INTERVALS) {
            long last =
                    interval.openTimeOf(
                            exchange.trades.get(exchange.trades.size() - 1).tradeTime());
            long first = interval.openTimeOf(exchange.trades.get(0).tradeTime());
            for (long open = first; open <= last; open += interval.micros()) {
                Bar bar = pipeline.bars.get(interval).get(open);
                check(bar, exchange, interval, open, open == first || open == last);
            }
        }
    }

    private void check(
            Bar bar, DisturbedExchange exchange, BarInterval interval, long open, boolean atEdge) {
        if (bar == null || bar.coverage() == Coverage.PARTIAL) {
            assertThat(atEdge || isInUnhealedGap(open, interval))
                    .as("why there is only %s of %s at %d", bar, interval, open)
                    .isTrue();
        } else {
            isTheTruth(bar, exchange);
        }
        if (bar != null) {
            seen.merge(bar.coverage(), 1, Integer::sum);
        }
    }

    private boolean isInUnhealedGap(long open, BarInterval interval) {
        return pipeline.gaps.values().stream()
                .filter(gap -> !Gap.BY_RESEND.equals(gap.healedBy()))
                // The candles of the finest interval heal a gap; a longer one may lack its candle.
                .filter(gap -> !gap.isHealed() || interval != BarInterval.M1)
                .anyMatch(gap -> gap.gapStart() < open + interval.micros() && !gap.endsBy(open));
    }

    private static void isTheTruth(Bar bar, DisturbedExchange exchange) {
        List<Trade> trades = exchange.tradesOf(bar.interval(), bar.openTime());
        ExchangeCandle candle = exchange.candle(bar.interval(), bar.openTime());
        assertThat(bar.tradeCount()).as("%s", bar).isEqualTo(trades.size());
        BigDecimal volume =
                trades.stream().map(Trade::size).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(bar.volume().setScale(3, RoundingMode.UNNECESSARY))
                .as("%s", bar)
                .isEqualByComparingTo(volume);
        if (bar.coverage() == Coverage.QUIET) {
            assertThat(bar.close()).as("%s", bar).isEqualByComparingTo(lastBefore(bar, exchange));
        } else if (!trades.isEmpty()) {
            assertThat(List.of(bar.open(), bar.high(), bar.low(), bar.close()))
                    .as("%s", bar)
                    .containsExactly(candle.open(), candle.high(), candle.low(), candle.close());
        }
    }

    private static BigDecimal lastBefore(Bar bar, DisturbedExchange exchange) {
        return exchange.trades.stream()
                .filter(trade -> trade.tradeTime() < bar.openTime())
                .reduce((first, second) -> second)
                .orElseThrow()
                .price();
    }
}
