package dev.candlewick.functions.bars;

import static dev.candlewick.functions.model.TestingFeed.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarBuilderTest extends BarBuilderFixture {

    @Test
    void closesAWindowOnlyWhenEventTimeHasPassedItsEndByTheOutOfOrderness() {
        feed(btc.covered("12:00:00"), btc.buy("12:00:10", "100", "1"), btc.time("12:01:01.999"));
        assertThat(bars).isEmpty();

        feed(btc.time("12:01:02"));
        assertThat(bars).extracting(Bar::openTime).containsExactly(at("12:00:00"));
    }

    @Test
    void givesATradeOnTheBoundaryToTheNewBar() {
        feed(
                btc.covered("12:00:00"),
                btc.buy("12:00:59.999", "100", "1"),
                btc.buy("12:01:00", "200", "3"),
                btc.time("12:02:02"));

        assertThat(bars).extracting(Bar::close).containsExactly(decimal("100"), decimal("200"));
        assertThat(bars).extracting(Bar::volume).containsExactly(decimal("1"), decimal("3"));
    }

    @Test
    void ordersPricesByExchangeTimeAndThenByArrival() {
        feed(
                btc.covered("12:00:00"),
                btc.buy("12:00:10", "100", "1"),
                btc.buy("12:00:10", "104", "1"),
                btc.buy("12:00:09", "99", "1"),
                btc.buy("12:00:10", "101", "1"),
                btc.time("12:01:02"));

        assertThat(bars.get(0))
                .extracting(Bar::open, Bar::high, Bar::low, Bar::close)
                .containsExactly(decimal("99"), decimal("104"), decimal("99"), decimal("101"));
    }

    @Test
    void sumsVolumesExactlyAndByAggressor() {
        feed(
                btc.covered("12:00:00"),
                btc.buy("12:00:10", "0.1", "0.1"),
                btc.buy("12:00:11", "0.1", "0.2"),
                btc.sell("12:00:12", "0.3", "0.3"),
                btc.time("12:01:02"));

        Bar bar = bars.get(0);
        assertThat(bar.volume()).isEqualByComparingTo("0.6");
        assertThat(bar.quoteVolume()).isEqualByComparingTo("0.12");
        assertThat(bar.vwap()).isEqualByComparingTo("0.2");
        assertThat(bar.buyVolume()).isEqualByComparingTo("0.3");
        assertThat(bar.sellVolume()).isEqualByComparingTo("0.3");
        assertThat(bar.tradeCount()).isEqualTo(3);
    }

    @Test
    void showsAQuietMarketAsAFlatBarAtThePreviousClose() {
        feed(btc.covered("12:00:00"), btc.buy("12:00:10", "100", "1"), btc.time("12:03:02"));

        assertThat(bars)
                .extracting(Bar::coverage)
                .containsExactly(Coverage.COMPLETE, Coverage.QUIET, Coverage.QUIET);
        Bar quiet = bars.get(2);
        assertThat(List.of(quiet.open(), quiet.high(), quiet.low(), quiet.close()))
                .containsOnly(decimal("100"));
        assertThat(quiet.volume()).isZero();
        assertThat(quiet.vwap()).isNull();
    }

    @Test
    void marksWindowsBeforeTheStartOfCollectionAsPartial() {
        feed(
                btc.covered("12:00:30.001"),
                btc.buy("12:00:30", "100", "1"),
                btc.buy("12:01:10", "101", "1"),
                btc.time("12:02:02"));

        assertThat(bars)
                .extracting(Bar::coverage)
                .containsExactly(Coverage.PARTIAL, Coverage.COMPLETE);
    }

    @Test
    void marksWindowsThatAGapTouchesAsPartialAndLeavesOutThoseThatSawNothing() {
        feed(
                btc.covered("12:00:00"),
                btc.buy("12:00:10", "100", "1"),
                btc.buy("12:01:10", "101", "1"),
                btc.gap("12:01:10", "12:04:30.001"),
                btc.buy("12:04:30", "105", "1"),
                btc.buy("12:05:10", "106", "1"),
                btc.time("12:06:02"));

        assertThat(bars)
                .extracting(Bar::openTime, Bar::coverage)
                .containsExactly(
                        tuple("12:00:00", Coverage.COMPLETE),
                        tuple("12:01:00", Coverage.PARTIAL),
                        tuple("12:04:00", Coverage.PARTIAL),
                        tuple("12:05:00", Coverage.COMPLETE));
    }

    @Test
    void marksWhatFormsAsPartialFromTheLossOnAndAsCompleteOnceNothingWasLost() {
        rules = forming(BarInterval.M1);
        feed(
                btc.covered("12:00:00"),
                btc.buy("12:00:10", "100", "1"),
                btc.gapOpens("12:00:10", "12:00:20"),
                btc.gapHeals("12:00:10", "12:00:30"));

        assertThat(bars)
                .extracting(Bar::coverage)
                .containsExactly(Coverage.COMPLETE, Coverage.PARTIAL, Coverage.COMPLETE);
    }

    @Test
    void judgesClosedWindowsAgainWhenAnOpenGapTurnsOutToBeNone() {
        feed(
                btc.covered("12:00:00"),
                btc.buy("12:00:10", "100", "1"),
                btc.gapOpens("12:00:30", "12:00:31"),
                btc.time("12:02:30"));
        assertThat(bars)
                .extracting(Bar::openTime, Bar::coverage)
                .containsExactly(tuple("12:00:00", Coverage.PARTIAL));

        feed(btc.gapHeals("12:00:30", "12:02:30"), btc.time("12:03:02"));
        assertThat(bars)
                .extracting(Bar::openTime, Bar::coverage)
                .containsExactly(
                        tuple("12:00:00", Coverage.PARTIAL),
                        tuple("12:00:00", Coverage.COMPLETE),
                        tuple("12:01:00", Coverage.QUIET),
                        tuple("12:02:00", Coverage.QUIET));
    }

    @Test
    void takesBackWhatItCalledWholeWhenAGapComesToLightLate() {
        feed(
                btc.covered("12:00:00"),
                btc.buy("12:00:10", "100", "1"),
                btc.buy("12:01:10", "101", "1"),
                btc.time("12:03:02"),
                btc.gap("12:01:10", "12:02:30"));

        assertThat(bars.subList(3, bars.size()))
                .extracting(Bar::openTime, Bar::coverage)
                .containsExactly(
                        tuple("12:01:00", Coverage.PARTIAL), tuple("12:02:00", Coverage.PARTIAL));
    }

    @Test
    void doesNotTrustTheRecoveryOfAGapWhoseTradesMayHaveComeTooLate() {
        rules = rules("run-1", BarInterval.H1);
        feed(
                btc.covered("12:00:00"),
                btc.buy("12:00:10", "100", "1"),
                btc.gapOpens("12:10:00", "12:10:01"),
                btc.time("12:30:00"),
                btc.gapHeals("12:10:00", "12:30:00"),
                btc.time("13:00:02"));

        assertThat(bars)
                .extracting(Bar::openTime, Bar::coverage)
                .containsExactly(tuple("12:00:00", Coverage.PARTIAL));
    }

    @Test
    void showsNoFlatPriceThatATradeInTheGapMayHaveMoved() {
        feed(
                btc.covered("12:00:00"),
                btc.buy("12:00:10", "100", "1"),
                btc.gap("12:01:00", "12:02:00"),
                btc.time("12:10:00"),
                btc.buy("12:10:10", "105", "1"),
                btc.time("12:12:02"));

        assertThat(bars)
                .extracting(Bar::openTime, Bar::coverage)
                .containsExactly(
                        tuple("12:00:00", Coverage.COMPLETE),
                        tuple("12:10:00", Coverage.COMPLETE),
                        tuple("12:11:00", Coverage.QUIET));
    }

    @Test
    void doesNotForgetThatAPriceWasLostInAGap() {
        feed(
                btc.covered("12:00:00"),
                btc.buy("12:00:10", "100", "1"),
                btc.gap("12:01:00", "12:02:00"),
                btc.time("12:30:00"),
                btc.time("13:00:00"));

        assertThat(state.coverage.gaps).isEmpty();
        assertThat(bars).hasSize(1);
    }
}
