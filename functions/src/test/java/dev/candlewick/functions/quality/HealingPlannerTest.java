package dev.candlewick.functions.quality;

import static dev.candlewick.functions.model.TestingFeed.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.TestingFeed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealingPlannerTest {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final TestingFeed btc = new TestingFeed("BTC");
    private final HealingPlanner planner =
            new HealingPlanner(
                    new HealingRules(
                            List.of(BarInterval.M1, BarInterval.M5),
                            Duration.ofSeconds(10),
                            Duration.ofMinutes(1)));
    private final HealingPlan plan = new HealingPlan();
    private final List<CandleRequest> requests = new ArrayList<>();

    @Test
    void asksForTheWindowsOfAGapWhenEachIsOver() {
        feed(btc.gap("12:01:10", "12:02:30"), btc.time("12:02:30"));
        assertThat(asked()).containsExactly("1m 12:01:00-12:02:00");

        feed(btc.time("12:03:09.999"));
        assertThat(asked()).isEmpty();
        feed(btc.time("12:03:10"));
        assertThat(asked()).containsExactly("1m 12:02:00-12:03:00");
        feed(btc.time("12:05:09"), btc.buy("12:05:10", "1", "1"));
        assertThat(asked()).containsExactly("5m 12:00:00-12:05:00");
        assertThat(plan.gaps).isEmpty();
    }

    @Test
    void asksNothingWhereTheResendHealsTheGapInTime() {
        feed(
                btc.gapOpens("12:01:10", "12:01:12"),
                btc.waiting("12:01:20"),
                btc.gapHeals("12:01:10", "12:01:30"),
                btc.time("12:30:00"));

        assertThat(asked()).isEmpty();
        assertThat(plan.gaps).isEmpty();
    }

    @Test
    void goesOnAskingWhileTheFeedIsAwayEachTimeForWhatIsNewlyOver() {
        feed(btc.gapOpens("12:01:10", "12:01:10"));
        waitFor("12:01:10", "12:02:09");
        assertThat(asked()).isEmpty();
        waitFor("12:02:09", "12:02:10");
        assertThat(asked()).containsExactly("1m 12:01:00-12:02:00");
        waitFor("12:02:10", "12:03:09");
        assertThat(asked()).isEmpty();
        waitFor("12:03:09", "12:03:14");
        assertThat(asked()).containsExactly("1m 12:02:00-12:03:00");
        waitFor("12:03:14", "12:05:14");
        assertThat(asked())
                .containsExactly(
                        "1m 12:03:00-12:04:00", "1m 12:04:00-12:05:00", "5m 12:00:00-12:05:00");
    }

    @Test
    void measuresTheTimeAwayByTheClockOfTheFeedEvenIfThatIsHoursOff() {
        feed(btc.gapOpens("12:01:10", "20:00:00"));
        waitFor("20:00:00", "20:00:59");
        assertThat(asked()).isEmpty();
        waitFor("20:00:59", "20:01:00");
        assertThat(asked()).containsExactly("1m 12:01:00-12:02:00");
    }

    @Test
    void asksForNoWindowThatLastsWhenTheClockIsSetWhileTheFeedIsAway() {
        feed(btc.gapOpens("12:01:10", "12:01:10"));
        feed(btc.waiting("12:01:19"), btc.waiting("12:01:11"), btc.waiting("12:01:20"));
        waitFor("12:01:20", "12:02:09");
        assertThat(asked()).isEmpty();
    }

    @Test
    void measuresTheTimeAwayAlsoAfterTheClockIsSet() {
        feed(btc.gapOpens("12:01:10", "12:01:10"));
        waitFor("13:00:00", "13:00:50");
        assertThat(asked()).isEmpty();
        waitFor("09:00:00", "09:00:20");
        assertThat(asked()).containsExactly("1m 12:01:00-12:02:00");
    }

    @Test
    void asksForTheRestWhenTheFeedIsBack() {
        feed(btc.gapOpens("12:01:10", "12:01:10"));
        waitFor("12:01:10", "12:03:15");
        assertThat(asked()).containsExactly("1m 12:01:00-12:02:00", "1m 12:02:00-12:03:00");

        feed(btc.gap("12:01:10", "12:03:20"), btc.time("12:03:21"));
        assertThat(asked()).isEmpty();
        feed(btc.time("12:04:10"));
        assertThat(asked()).containsExactly("1m 12:03:00-12:04:00");
        assertThat(requests.get(requests.size() - 1).gap().gapEnd()).isEqualTo(at("12:03:20"));
    }

    @Test
    void asksForTheLastWindowAgainSoThatAnAnswerShowsTheEndOfTheGap() {
        feed(btc.gapOpens("12:01:10", "12:01:10"));
        waitFor("12:01:10", "12:03:15");
        assertThat(asked()).containsExactly("1m 12:01:00-12:02:00", "1m 12:02:00-12:03:00");

        feed(btc.gap("12:01:10", "12:02:59"), btc.time("12:03:15"));
        assertThat(asked()).containsExactly("1m 12:02:00-12:03:00");
    }

    @Test
    void asksAtTheEndForWhatIsOverWithoutGrace() {
        feed(btc.gapOpens("12:01:10", "12:01:10"), btc.ended("12:02:01"));

        assertThat(asked()).containsExactly("1m 12:01:00-12:02:00");
    }

    @Test
    void asksLessOftenTheMoreSeriesThereAre() {
        List<BarInterval> intervals = List.of(BarInterval.S1, BarInterval.M1, BarInterval.H1);

        assertThat(HealingRules.of(intervals, 3))
                .isEqualTo(
                        new HealingRules(
                                List.of(BarInterval.M1, BarInterval.H1),
                                Duration.ofSeconds(10),
                                Duration.ofMinutes(1)));
        assertThat(HealingRules.of(intervals, 200).askEvery()).isEqualTo(Duration.ofMinutes(14));
    }

    private void feed(FeedEvent... events) {
        for (FeedEvent event : events) {
            planner.on(event, plan, requests::add);
        }
    }

    /** The feed is away: every five seconds an event says no more than the time. */
    private void waitFor(String from, String to) {
        long length = Duration.between(LocalTime.parse(from), LocalTime.parse(to)).toSeconds();
        for (long second = 5; second < length; second += 5) {
            feed(btc.waiting(LocalTime.parse(from).plusSeconds(second).format(SECONDS)));
        }
        feed(btc.waiting(to));
    }

    /** What was asked since the last look. */
    private List<String> asked() {
        List<String> asked =
                requests.stream()
                        .skip(seen)
                        .map(
                                request ->
                                        "%s %s-%s"
                                                .formatted(
                                                        request.interval().label(),
                                                        time(request.from()),
                                                        time(request.to())))
                        .toList();
        seen = requests.size();
        return asked;
    }

    private int seen;

    private static String time(long micros) {
        return TIME.format(Instant.ofEpochMilli(micros / 1_000));
    }
}
