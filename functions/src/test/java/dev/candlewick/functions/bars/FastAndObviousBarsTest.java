package dev.candlewick.functions.bars;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.MidPrice;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.functions.model.TradeRunBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random feeds, clean and dirty, in runs of any length, against one trade at a time. */
class FastAndObviousBarsTest {
    private static final long START = 1_757_000_000_000_000L;
    private static final long SECOND = 1_000_000L;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
    void sayTheSameInTheSameOrder(long seed) {
        Random random = new Random(seed);
        List<BarInterval> intervals =
                seed % 2 == 0
                        ? List.of(BarInterval.S1, BarInterval.M1, BarInterval.M5, BarInterval.H1)
                        : List.of(BarInterval.M3, BarInterval.M5);
        BarRules rules =
                new BarRules(
                        intervals,
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(10),
                        Forming.NONE,
                        Origin.STREAM,
                        "run");
        List<FeedEvent> events = events(random, seed % 3 == 0);

        assertThat(fast(inRuns(events, random), rules))
                .hasSizeGreaterThan(100)
                .isEqualTo(obvious(events, rules));
    }

    private static List<String> fast(List<FeedEvent> events, BarRules rules) {
        List<String> bars = new ArrayList<>();
        SymbolBars state = new SymbolBars();
        BarBuilder builder = new BarBuilder(rules);
        events.forEach(
                event -> builder.on(event, 0, state, new EachBar(bar -> bars.add(text(bar)))));
        return byInterval(bars);
    }

    /** Each interval by itself: the fast path tells the bars of an interval together. */
    private static List<String> byInterval(List<String> bars) {
        return bars.stream()
                .sorted(Comparator.comparing(bar -> bar.substring(0, bar.indexOf(' '))))
                .toList();
    }

    private static List<String> obvious(List<FeedEvent> events, BarRules rules) {
        List<String> bars = new ArrayList<>();
        ObviousSymbolBars state = new ObviousSymbolBars();
        ObviousBars builder = new ObviousBars(rules);
        events.forEach(event -> builder.on(event, 0, state, bar -> bars.add(text(bar))));
        return byInterval(bars);
    }

    /** Two hours of one symbol: trades, some late, and now and then something else. */
    private static List<FeedEvent> events(Random random, boolean oddDigits) {
        List<FeedEvent> events = new ArrayList<>();
        events.add(FeedEvent.of(FeedEvent.Kind.COVERED, "BTC", START, START));
        long clock = START;
        for (long id = 1; id <= 6_000; id++) {
            clock +=
                    random.nextInt(20) == 0 ? random.nextInt(20) * SECOND : random.nextInt(900_000);
            long late = random.nextInt(15) == 0 ? random.nextInt(300) * SECOND : 0;
            long time = Math.max(START, clock - late) / 1_000 * 1_000;
            events.add(FeedEvent.trade(trade(id, time, clock, random, oddDigits)));
            if (random.nextInt(150) == 0) {
                events.add(other(random, clock));
            }
        }
        events.add(FeedEvent.of(FeedEvent.Kind.ENDED, "BTC", Long.MIN_VALUE, clock));
        return events;
    }

    private static FeedEvent other(Random random, long clock) {
        long start = (clock - random.nextInt(500) * SECOND) / 1_000 * 1_000;
        return switch (random.nextInt(3)) {
            case 0 -> FeedEvent.time("BTC", clock + random.nextInt(90) * SECOND, clock);
            case 1 ->
                    FeedEvent.mid(
                            new MidPrice(
                                    "BTC", BigDecimal.valueOf(100_123, 2), clock, Origin.ARCHIVE),
                            clock);
            default -> {
                Gap gap =
                        new Gap(
                                "BTC",
                                start,
                                random.nextBoolean() ? null : start + random.nextInt(90) * SECOND,
                                "test",
                                clock,
                                null,
                                null);
                boolean heals = gap.gapEnd() != null && random.nextBoolean();
                yield FeedEvent.gap(heals ? gap.healed(clock, Gap.BY_RESEND) : gap, clock);
            }
        };
    }

    private static Trade trade(
            long id, long time, long receivedAt, Random random, boolean oddDigits) {
        BigDecimal price = BigDecimal.valueOf(10_000 + random.nextInt(100), 1 + random.nextInt(2));
        BigDecimal size = BigDecimal.valueOf(1 + random.nextInt(1_000), random.nextInt(6));
        if (oddDigits && random.nextInt(10) == 0) {
            price = new BigDecimal("100." + (100_000_000_000_000_000L + random.nextInt(1_000)));
        }
        if (oddDigits && random.nextInt(10) == 0) {
            size = new BigDecimal("123456789012345678." + (1_000 + random.nextInt(1_000)));
        }
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        return new Trade("BTC", time, price, size, side, id, receivedAt, Origin.STREAM);
    }

    private static List<FeedEvent> inRuns(List<FeedEvent> events, Random random) {
        List<FeedEvent> inRuns = new ArrayList<>();
        TradeRunBuilder run = new TradeRunBuilder();
        for (FeedEvent event : events) {
            boolean isTrade = event instanceof FeedEvent.Trades;
            boolean goesOn = isTrade && run.accepts(event.run(), 0) && random.nextInt(40) > 0;
            if (!goesOn && !run.isEmpty()) {
                inRuns.add(FeedEvent.trades(run.build()));
            }
            if (isTrade) {
                run.append(event.run(), 0);
            } else {
                inRuns.add(event);
            }
        }
        return inRuns;
    }

    private static String text(Bar bar) {
        return String.join(
                " ",
                bar.interval().label(),
                Long.toString(bar.openTime()),
                plain(bar.open()),
                plain(bar.high()),
                plain(bar.low()),
                plain(bar.close()),
                plain(bar.volume()),
                plain(bar.quoteVolume()),
                plain(bar.buyVolume()),
                plain(bar.sellVolume()),
                Long.toString(bar.tradeCount()),
                bar.coverage().label(),
                bar.priceSource().label(),
                Long.toString(bar.emittedAt()));
    }

    private static String plain(BigDecimal decimal) {
        return decimal.stripTrailingZeros().toPlainString();
    }
}
