package dev.candlewick.sources.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Trade;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares what is stored with what was traded, and counts what it saw. Thread-safe. */
final class Verdict {

    /** What is traded at the end may still be on its way, and its windows may be open. */
    private static final long MARGIN = 70_000_000;

    private final Map<Coverage, Integer> bars = new EnumMap<>(Coverage.class);
    private int missing;

    synchronized void on(Stored stored, Market market) {
        eachTradeOnce(stored, market);
        assertThat(stored.conflicts).as("trades under the id of another").isEmpty();
        for (String coin : Market.COINS) {
            for (BarInterval interval : KeyedPipeline.INTERVALS) {
                eachBar(stored, market, coin, interval);
            }
        }
    }

    double shareOfWholeBars() {
        int all = missing + bars.values().stream().mapToInt(Integer::intValue).sum();
        return 1 - (double) (missing + bars.getOrDefault(Coverage.PARTIAL, 0)) / all;
    }

    private static void eachTradeOnce(Stored stored, Market market) {
        Map<Long, Trade> traded =
                Market.COINS.stream()
                        .flatMap(coin -> market.tradesOf(coin).stream())
                        .collect(Collectors.toMap(Trade::tradeId, Function.identity()));
        Map<Long, Trade> seen = new HashMap<>();
        for (List<Trade> rows : List.of(stored.trades, stored.late)) {
            for (Trade trade : rows) {
                assertThat(seen.put(trade.tradeId(), trade)).as("stored before").isNull();
                Trade truth = traded.get(trade.tradeId());
                assertThat(List.of(trade.price(), trade.size(), trade.tradeTime()))
                        .isEqualTo(List.of(truth.price(), truth.size(), truth.tradeTime()));
            }
        }
        assertThat(seen).isNotEmpty();
    }

    private void eachBar(Stored stored, Market market, String coin, BarInterval interval) {
        List<Trade> trades = stored.trades.stream().filter(t -> t.symbol().equals(coin)).toList();
        long first = interval.openTimeOf(trades.get(0).tradeTime());
        Map<Long, List<Trade>> traded =
                market.tradesOf(coin).stream()
                        .collect(Collectors.groupingBy(t -> interval.openTimeOf(t.tradeTime())));
        long open = first;
        while (open + interval.micros() <= SimulatedRun.END - MARGIN) {
            Bar bar = stored.bars.get(List.of(coin, interval, open));
            if (bar == null || bar.coverage() == Coverage.PARTIAL) {
                assertThat(open == first || isInGap(stored, coin, interval, open))
                        .as("why %s of %s at %d is %s", interval, coin, open, bar)
                        .isTrue();
            } else {
                isTheTruth(bar, traded.getOrDefault(open, List.of()), market);
            }
            count(bar);
            open += interval.micros();
        }
    }

    private void count(Bar bar) {
        if (bar == null) {
            missing++;
        } else {
            bars.merge(bar.coverage(), 1, Integer::sum);
        }
    }

    private static boolean isInGap(Stored stored, String coin, BarInterval interval, long open) {
        return stored.gaps.values().stream()
                .filter(gap -> gap.symbol().equals(coin))
                .filter(gap -> !Gap.BY_RESEND.equals(gap.healedBy()))
                // The candles of the finest interval heal a gap; another may lack its candle.
                .filter(gap -> !gap.isHealed() || interval != BarInterval.M1)
                .anyMatch(gap -> startsBefore(gap, open + interval.micros()) && !gap.endsBy(open));
    }

    /** While the feed is away, event time stands still, and with it the last windows before. */
    private static boolean startsBefore(Gap gap, long close) {
        long open = gap.gapEnd() == null ? 2_000_000 : 0;
        return gap.gapStart() - open < close;
    }

    private static void isTheTruth(Bar bar, List<Trade> trades, Market market) {
        assertThat(bar.tradeCount()).as("%s", bar).isEqualTo(trades.size());
        assertThat(bar.volume())
                .as("%s", bar)
                .isEqualByComparingTo(sum(trades.stream().map(Trade::size).toList()));
        if (trades.isEmpty()) {
            assertThat(bar.close()).as("%s", bar).isEqualByComparingTo(lastBefore(bar, market));
            return;
        }
        List<BigDecimal> prices = trades.stream().map(Trade::price).toList();
        assertThat(List.of(bar.open(), bar.high(), bar.low(), bar.close()))
                .as("%s", bar)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(
                        prices.get(0),
                        Collections.max(prices),
                        Collections.min(prices),
                        prices.get(prices.size() - 1));
        if (bar.quoteVolume() != null) {
            assertThat(bar.quoteVolume())
                    .as("%s", bar)
                    .isEqualByComparingTo(
                            sum(trades.stream().map(t -> t.price().multiply(t.size())).toList()));
        }
    }

    private static BigDecimal sum(List<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal lastBefore(Bar bar, Market market) {
        return market.tradesOf(bar.symbol()).stream()
                .filter(trade -> trade.tradeTime() < bar.openTime())
                .reduce((first, second) -> second)
                .orElseThrow()
                .price();
    }

    @Override
    public String toString() {
        return bars + ", and " + missing + " windows without a bar";
    }
}
