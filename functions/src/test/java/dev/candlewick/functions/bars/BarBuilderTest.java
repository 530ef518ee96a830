package dev.candlewick.functions.bars;

import static dev.candlewick.functions.model.TestingFeed.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.TestingFeed;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class BarBuilderTest {
    private final TestingFeed btc = new TestingFeed("BTC");
    private final List<Bar> bars = new ArrayList<>();
    private SymbolBars state = new SymbolBars();
    private BarRules rules = rules("run-1", BarInterval.M1);

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

    @Test
    void correctsAClosedBarAndTheQuietOnesAfterItWhenATradeComesLate() {
        feed(
                btc.covered("12:00:00"),
                btc.buy("12:00:10", "100", "1"),
                btc.time("12:03:02"),
                btc.sell("12:00:50", "99", "2"));

        assertThat(bars.subList(3, 6))
                .extracting(Bar::openTime, Bar::close, Bar::coverage)
                .containsExactly(
                        revised("12:00:00", "99", Coverage.COMPLETE),
                        revised("12:01:00", "99", Coverage.QUIET),
                        revised("12:02:00", "99", Coverage.QUIET));
        feed(btc.time("12:04:02"));
        assertThat(bars.get(6).close()).isEqualByComparingTo("99");
    }

    @Test
    void turnsAQuietBarIntoACompleteOneWhenATradeComesLate() {
        feed(
                btc.covered("12:00:00"),
                btc.buy("12:00:10", "100", "1"),
                btc.time("12:03:02"),
                btc.buy("12:01:30", "98", "1"));

        assertThat(bars.subList(3, 5))
                .extracting(Bar::openTime, Bar::close, Bar::coverage)
                .containsExactly(
                        revised("12:01:00", "98", Coverage.COMPLETE),
                        revised("12:02:00", "98", Coverage.QUIET));
    }

    @Test
    void leavesLaterBarsAloneWhenALateTradeDoesNotMoveTheClose() {
        feed(
                btc.covered("12:00:00"),
                btc.buy("12:00:10", "100", "1"),
                btc.time("12:03:02"),
                btc.buy("12:00:05", "97", "1"));

        assertThat(bars).hasSize(4);
        assertThat(bars.get(3))
                .extracting(Bar::open, Bar::low, Bar::close)
                .containsExactly(decimal("97"), decimal("97"), decimal("100"));
    }

    @Test
    void endsOpenWindowsAsPartial() {
        feed(
                btc.covered("12:00:00"),
                btc.buy("12:00:10", "100", "1"),
                btc.buy("12:01:01", "101", "1"),
                btc.ended("12:01:01"));

        assertThat(bars)
                .extracting(Bar::openTime, Bar::coverage)
                .containsExactly(
                        tuple("12:00:00", Coverage.PARTIAL), tuple("12:01:00", Coverage.PARTIAL));
        assertThat(bars).allMatch(Bar::isFinal);
    }

    @Test
    void showsOpenWindowsWhileTheyFormAtMostOnceASecond() {
        rules = forming(BarInterval.M1);
        feed(
                btc.covered("12:00:00"),
                btc.buy("12:00:10", "100", "1"),
                btc.buy("12:00:10.9", "101", "1"),
                btc.buy("12:00:11.2", "102", "1"),
                btc.time("12:00:12.2"));

        assertThat(bars)
                .extracting(Bar::isFinal, Bar::close, Bar::emittedAt)
                .containsExactly(
                        forming("100", "12:00:10"),
                        forming("102", "12:00:11.2"),
                        forming("102", "12:00:12.2"));
    }

    @Test
    void buildsAllIntervalsFromTheSameTrades() {
        rules = rules("run-1", BarInterval.S1, BarInterval.M1, BarInterval.M5, BarInterval.D1);
        feed(
                btc.covered("00:00:00"),
                btc.buy("00:00:10", "100", "1"),
                btc.buy("00:04:59.999", "101", "2"),
                btc.buy("00:05:00", "102", "4"),
                btc.ended("00:05:00"));

        assertThat(volumes(BarInterval.S1)).isEqualByComparingTo("7");
        assertThat(volumes(BarInterval.M1)).isEqualByComparingTo("7");
        assertThat(volumes(BarInterval.D1)).isEqualByComparingTo("7");
        assertThat(bars)
                .filteredOn(bar -> bar.interval() == BarInterval.M5)
                .extracting(Bar::volume)
                .containsExactly(decimal("3"), decimal("4"));
    }

    @Test
    void forgetsWindowsThatNoLateTradeCanReach() {
        rules = rules("run-1", BarInterval.S1);
        feed(
                btc.covered("12:00:00"),
                btc.buy("12:00:00", "100", "1"),
                btc.gap("12:00:01", "12:00:02"));
        feed(btc.time("13:00:00"), btc.time("14:00:00"));

        assertThat(state.of(BarInterval.S1).windows).hasSizeLessThanOrEqualTo(601);
        assertThat(state.coverage.gaps).isEmpty();
    }

    private void feed(FeedEvent... events) {
        BarBuilder builder = new BarBuilder(rules);
        for (FeedEvent event : events) {
            builder.on(event, state, bars::add);
        }
    }

    private BigDecimal volumes(BarInterval interval) {
        return bars.stream()
                .filter(bar -> bar.interval() == interval)
                .map(Bar::volume)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BarRules rules(String runId, BarInterval... intervals) {
        return rules(runId, List.of(), intervals);
    }

    private static BarRules forming(BarInterval interval) {
        return rules("run-1", List.of(interval), interval);
    }

    private static BarRules rules(
            String runId, List<BarInterval> forming, BarInterval... intervals) {
        return new BarRules(
                List.of(intervals),
                Duration.ofSeconds(2),
                Duration.ofMinutes(10),
                forming,
                Duration.ofSeconds(1),
                Origin.STREAM,
                runId);
    }

    private static BigDecimal decimal(String digits) {
        return new BigDecimal(digits);
    }

    private static Tuple tuple(String openTime, Coverage coverage) {
        return Tuple.tuple(at(openTime), coverage);
    }

    private static Tuple revised(String openTime, String close, Coverage coverage) {
        return Tuple.tuple(at(openTime), decimal(close), coverage);
    }

    private static Tuple forming(String close, String emittedAt) {
        return Tuple.tuple(false, decimal(close), at(emittedAt));
    }
}
