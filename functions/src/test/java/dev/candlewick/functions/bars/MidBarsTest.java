package dev.candlewick.functions.bars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.PriceSource;
import dev.candlewick.functions.model.TestingFeed;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bars where order books stand for trades. */
class MidBarsTest {
    private final TestingFeed btc = new TestingFeed("BTC");
    private final List<Bar> bars = new ArrayList<>();
    private final SymbolBars state = new SymbolBars();

    @Test
    void areMadeOfMidPricesAndHaveNoVolume() {
        feed(
                btc.covered("12:00:00"),
                btc.mid("12:00:01", "100.5"),
                btc.mid("12:00:02", "103"),
                btc.mid("12:00:59", "99"),
                btc.time("12:01:02"));

        assertThat(bars).hasSize(1);
        Bar bar = bars.get(0);
        assertThat(bar.open()).isEqualByComparingTo("100.5");
        assertThat(bar.high()).isEqualByComparingTo("103");
        assertThat(bar.low()).isEqualByComparingTo("99");
        assertThat(bar.close()).isEqualByComparingTo("99");
        assertThat(bar.volume()).isZero();
        assertThat(bar.vwap()).isNull();
        assertThat(bar.tradeCount()).isZero();
        assertThat(bar.priceSource()).isEqualTo(PriceSource.MID);
        assertThat(bar.coverage()).isEqualTo(Coverage.COMPLETE);
    }

    @Test
    void giveWayToTheFirstTradeAndAreThenPartial() {
        feed(
                btc.covered("12:00:00"),
                btc.mid("12:00:01", "50"),
                btc.buy("12:00:30", "100", "2"),
                btc.mid("12:00:40", "150"),
                btc.time("12:01:02"));

        assertThat(bars)
                .extracting(Bar::high, Bar::low, Bar::priceSource, Bar::coverage)
                .containsExactly(
                        tuple(
                                new BigDecimal("100"),
                                new BigDecimal("100"),
                                PriceSource.TRADE,
                                Coverage.PARTIAL));
    }

    @Test
    void carryTheirCloseThroughSilenceAsAMidPrice() {
        feed(
                btc.covered("12:00:00"),
                btc.mid("12:00:01", "50"),
                btc.time("12:02:02"),
                btc.buy("12:02:30", "51", "1"),
                btc.time("12:04:02"));

        assertThat(bars)
                .extracting(bar -> bar.close() + " " + bar.priceSource() + " " + bar.coverage())
                .containsExactly(
                        "50 MID COMPLETE", "50 MID QUIET", "51 TRADE COMPLETE", "51 TRADE QUIET");
    }

    @Test
    void arePartialInAGap() {
        feed(
                btc.covered("12:00:00"),
                btc.gap("12:00:30", "12:00:40"),
                btc.mid("12:00:41", "50"),
                btc.time("12:01:02"));

        assertThat(bars).extracting(Bar::coverage).containsExactly(Coverage.PARTIAL);
    }

    private void feed(FeedEvent... events) {
        BarBuilder builder =
                new BarBuilder(
                        new BarRules(
                                List.of(BarInterval.M1),
                                Duration.ofSeconds(2),
                                Duration.ofMinutes(10),
                                Forming.NONE,
                                Origin.ARCHIVE,
                                "run"));
        for (FeedEvent event : events) {
            builder.on(event, event.receivedAt(), state, new EachBar(bars::add));
        }
    }
}
