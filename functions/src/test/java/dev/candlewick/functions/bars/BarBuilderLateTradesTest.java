package dev.candlewick.functions.bars;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.FeedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Late trades, forming bars and the end of the input. */
class BarBuilderLateTradesTest extends BarBuilderFixture {

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
    void emitsTheQuietBarsAfterAGapOnceTheTradeThatEndsItHasCome() {
        feed(
                btc.covered("12:00:00"),
                btc.buy("12:00:10", "100", "1"),
                btc.gapOpens("12:00:20", "12:00:21"),
                btc.time("12:04:02"));
        assertThat(bars).hasSize(1);
        feed(btc.gap("12:00:20", "12:01:30.001"), btc.buy("12:01:30", "98", "1"));

        assertThat(bars.subList(1, bars.size()))
                .extracting(Bar::openTime, Bar::close, Bar::coverage)
                .containsExactly(
                        revised("12:01:00", "98", Coverage.PARTIAL),
                        revised("12:02:00", "98", Coverage.QUIET),
                        revised("12:03:00", "98", Coverage.QUIET));
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
    void showsATapeByTheClockOfThoseWhoLookAndNotByItsOwn() {
        Forming forming =
                new Forming(
                        List.of(BarInterval.M1), Duration.ofSeconds(1), Forming.Clock.PROCESSING);
        rules = rules("run-1", forming, BarInterval.M1);
        BarBuilder builder = new BarBuilder(rules);
        long processingTime = 1_000_000;
        for (int second = 10; second < 50; second++) {
            FeedEvent trade = btc.buy("12:00:" + second, String.valueOf(second), "1");
            processingTime += 50;
            long now = forming.now(trade.receivedAt(), processingTime);
            builder.on(trade, now, state, new EachBar(bars::add));
        }

        assertThat(bars).extracting(Bar::close).containsExactly(decimal("10"), decimal("30"));
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

        assertThat(state.of(BarInterval.S1).places)
                .filteredOn(Objects::nonNull)
                .hasSizeLessThanOrEqualTo(601);
        assertThat(state.coverage.gaps).isEmpty();
    }
}
