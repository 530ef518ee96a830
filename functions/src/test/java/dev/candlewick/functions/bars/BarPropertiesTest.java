package dev.candlewick.functions.bars;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random feeds against a bar builder that sorts everything first and then just looks. */
class BarPropertiesTest {
    private static final long START = 1_757_000_000_000_000L;
    private static final long SECOND = 1_000_000L;
    private static final List<BarInterval> INTERVALS =
            List.of(BarInterval.S1, BarInterval.M1, BarInterval.M5);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void newestBarsHoldWhatASortOfAllTradesGives(long seed) {
        List<Trade> arrivals = shuffledFeed(new Random(seed));

        for (BarInterval interval : INTERVALS) {
            assertThat(newestTraded(arrivals, interval)).isEqualTo(sortedFirst(arrivals, interval));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void quietBarsStandAtTheCloseBeforeThemAfterAllCorrections(long seed) {
        Map<Long, Bar> newest = newest(shuffledFeed(new Random(seed)), BarInterval.S1);

        BigDecimal close = null;
        for (Bar bar : newest.values()) {
            if (bar.tradeCount() == 0) {
                assertThat(bar.close()).isEqualByComparingTo(close);
            }
            close = bar.close();
        }
    }

    /** Trades of ten minutes, displaced by up to a minute, some in the same millisecond. */
    private static List<Trade> shuffledFeed(Random random) {
        record Arrival(Trade trade, long at) {}
        List<Arrival> arrivals = new ArrayList<>();
        for (long id = 0; id < 1_500; id++) {
            long time = START + random.nextInt(600) * SECOND + random.nextInt(3) * 1_000L;
            long delay = random.nextInt(10) == 0 ? random.nextInt(60) * SECOND : 0;
            arrivals.add(new Arrival(trade(id, time, random), time + delay));
        }
        arrivals.sort(Comparator.comparingLong(Arrival::at));
        return arrivals.stream().map(Arrival::trade).toList();
    }

    private static Trade trade(long id, long time, Random random) {
        BigDecimal price = BigDecimal.valueOf(1_000 + random.nextInt(100), 1);
        BigDecimal size = BigDecimal.valueOf(1 + random.nextInt(1_000), random.nextInt(6));
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        return new Trade("BTC", time, price, size, side, id, time, Origin.STREAM);
    }

    private static Map<Long, Bar> newest(List<Trade> arrivals, BarInterval interval) {
        BarRules rules =
                new BarRules(
                        INTERVALS,
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(10),
                        Forming.NONE,
                        Origin.STREAM,
                        "run");
        BarBuilder builder = new BarBuilder(rules);
        SymbolBars state = new SymbolBars();
        Map<Long, Bar> newest = new TreeMap<>();
        builder.on(event(FeedEvent.Kind.COVERED, START), START, state, new EachBar(bar -> {}));
        arrivals.forEach(
                trade ->
                        builder.on(
                                FeedEvent.trade(trade),
                                trade.receivedAt(),
                                state,
                                new EachBar(bar -> keep(newest, bar, interval))));
        builder.on(
                event(FeedEvent.Kind.TIME, START + 1_200 * SECOND),
                START,
                state,
                new EachBar(bar -> keep(newest, bar, interval)));
        return newest;
    }

    private static FeedEvent event(FeedEvent.Kind kind, long time) {
        return FeedEvent.of(kind, "BTC", time, time);
    }

    private static void keep(Map<Long, Bar> newest, Bar bar, BarInterval interval) {
        if (bar.interval() != interval) {
            return;
        }
        newest.put(bar.openTime(), bar);
    }

    private static Map<Long, String> newestTraded(List<Trade> arrivals, BarInterval interval) {
        Map<Long, String> traded = new TreeMap<>();
        newest(arrivals, interval)
                .forEach(
                        (openTime, bar) -> {
                            if (bar.tradeCount() > 0) {
                                traded.put(
                                        openTime,
                                        "%s %s %s %s %s %s %d"
                                                .formatted(
                                                        bar.open(),
                                                        bar.high(),
                                                        bar.low(),
                                                        bar.close(),
                                                        plain(bar.volume()),
                                                        plain(bar.quoteVolume()),
                                                        bar.tradeCount()));
                            }
                        });
        return traded;
    }

    private static Map<Long, String> sortedFirst(List<Trade> arrivals, BarInterval interval) {
        List<Trade> sorted = new ArrayList<>(arrivals);
        sorted.sort(Comparator.comparingLong(Trade::tradeTime));
        Map<Long, List<Trade>> windows =
                sorted.stream()
                        .collect(
                                Collectors.groupingBy(
                                        trade ->
                                                trade.tradeTime()
                                                        - trade.tradeTime() % interval.micros()));
        Map<Long, String> bars = new TreeMap<>();
        windows.forEach((openTime, trades) -> bars.put(openTime, look(trades)));
        return bars;
    }

    private static String look(List<Trade> trades) {
        List<BigDecimal> prices = trades.stream().map(Trade::price).sorted().toList();
        BigDecimal volume =
                trades.stream().map(Trade::size).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal quote =
                trades.stream()
                        .map(trade -> trade.price().multiply(trade.size()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return "%s %s %s %s %s %s %d"
                .formatted(
                        trades.get(0).price(),
                        prices.get(prices.size() - 1),
                        prices.get(0),
                        trades.get(trades.size() - 1).price(),
                        plain(volume),
                        plain(quote),
                        trades.size());
    }

    private static String plain(BigDecimal decimal) {
        return decimal.stripTrailingZeros().toPlainString();
    }
}
