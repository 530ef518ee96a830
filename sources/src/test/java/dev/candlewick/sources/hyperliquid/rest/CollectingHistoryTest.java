package dev.candlewick.sources.hyperliquid.rest;

import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.ASKED_AT;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.healing;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.json;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.limited;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.meta;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.minute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.CandleRequest.Priority;
import dev.candlewick.functions.model.CandleRequest.Purpose;
import dev.candlewick.sources.net.HttpAnswer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The history of 200 assets in three intervals, of an exchange that counts; time is simulated. */
class CollectingHistoryTest {

    private static final int LIMIT = 1_200;
    private static final long LATENCY_MILLIS = 80;
    private static final int ASSETS = 200;
    private static final int RECENT = 120;
    private static final int OLDER = 240;
    private static final List<BarInterval> INTERVALS =
            List.of(BarInterval.M1, BarInterval.M15, BarInterval.H1);

    private final SchedulerUnderTest under = new SchedulerUnderTest(RestPolicy.of(LIMIT));
    private final CountingExchange exchange = new CountingExchange();

    @Test
    void usesWhatTheExchangeAllowsAndNeverMore() {
        collectHistory();
        long ended = run(Long.MAX_VALUE);

        // A tenth is kept for healing; the first minute's share is there at the start.
        double allowed = 0.9 * LIMIT * (1 + ended / 60_000.0);
        assertThat(exchange.spent).isBetween((long) (0.9 * allowed), (long) allowed + 20);
        assertThat(exchange.refused).isZero();
        assertThat(exchange.mostInAMinute).isLessThanOrEqualTo(LIMIT);
        assertThat(under.answers).hasSize(2 * ASSETS * INTERVALS.size());
        assertTheNewestOfAllCameFirstAndTheBestRankBefore();
    }

    private void assertTheNewestOfAllCameFirstAndTheBestRankBefore() {
        List<CandleRequest> answered = under.answers.stream().map(CandleAnswer::request).toList();
        assertThat(answered)
                .isSortedAccordingTo(
                        (one, other) ->
                                one.purpose() == other.purpose()
                                        ? Integer.compare(one.rank(), other.rank())
                                        : one.purpose().compareTo(other.purpose()));
    }

    @Test
    void adaptsWhenTheExchangeAllowsHalf() {
        collectHistory();
        long halved = run(10 * 60_000);
        exchange.limit = LIMIT / 2;
        long before = exchange.spent;
        long ended = run(Long.MAX_VALUE);

        double perMinute = (exchange.spent - before) / ((ended - halved) / 60_000.0);
        assertThat(perMinute).isBetween(0.7 * LIMIT / 2, 1.0 * LIMIT / 2);
        assertThat(exchange.refused / ((ended - halved) / 60_000.0))
                .as("refusals a minute")
                .isLessThan(1);
        assertThat(under.answers).hasSize(2 * ASSETS * INTERVALS.size());
    }

    @Test
    void healingWaitsForOneRequestInFlightAtMost() {
        collectHistory();
        for (int n = 0; n < 8; n++) {
            run(under.now + 30_000);
            under.ask();
            under.take(healing("A1", n, n + 3));
            under.now += LATENCY_MILLIS;
            under.reply(exchange.answer(under.lastAsked(), under.now));

            assertThat(under.ask()).isZero();
            assertThat(under.lastAsked()).contains("\"startTime\":" + minute(n) / 1_000);
            under.reply(exchange.answer(under.lastAsked(), under.now));
        }
        assertThat(exchange.refused).isZero();
    }

    private void collectHistory() {
        for (int rank = ASSETS; rank >= 1; rank--) {
            for (BarInterval interval : INTERVALS) {
                long end = interval.openTimeOf(ASKED_AT);
                long recent = end - RECENT * interval.micros();
                take(rank, interval, new Priority(Purpose.NEW_MEMBER, rank), recent, end);
                take(
                        rank,
                        interval,
                        new Priority(Purpose.DEPTH, rank),
                        recent - OLDER * interval.micros(),
                        recent);
            }
        }
    }

    private void take(int asset, BarInterval interval, Priority priority, long from, long to) {
        under.take(CandleRequest.history("A" + asset, interval, from, to, ASKED_AT, priority));
    }

    /** Lets it collect until nothing is left to request, or a time has come. */
    private long run(long until) {
        while (!under.scheduler.isIdle() && under.scheduler.dueAt(under.now) < until) {
            under.ask();
            long sentAt = under.now;
            under.now += LATENCY_MILLIS;
            under.reply(exchange.answer(under.lastAsked(), sentAt + LATENCY_MILLIS / 2));
        }
        return under.now;
    }

    /** Counts as the exchange does: by its own clock, rows when it has answered. */
    private static final class CountingExchange {
        private static final Pattern ASKED =
                Pattern.compile(
                        ".*\"coin\":\"(\\w+)\",\"interval\":\"(\\w+)\",\"startTime\":(\\d+),\"endTime\":(\\d+).*");

        int limit = LIMIT;
        long spent;
        long mostInAMinute;
        int refused;
        private final Deque<long[]> window = new ArrayDeque<>();

        HttpAnswer answer(String request, long at) {
            window.removeIf(grant -> at - grant[0] >= 60_000);
            if (inWindow() + 20 > limit) {
                refused++;
                return limited();
            }
            spend(20, at);
            Matcher asked = ASKED.matcher(request);
            if (!asked.matches()) {
                return meta();
            }
            List<String> rows = rows(asked);
            spend(rows.size() / 60, at);
            return json(rows.stream().collect(Collectors.joining(",", "[", "]")));
        }

        private static List<String> rows(Matcher asked) {
            long length = BarInterval.of(asked.group(2)).micros() / 1_000;
            long start = Long.parseLong(asked.group(3));
            long end = Long.parseLong(asked.group(4));
            return LongStream.iterate(start, open -> open <= end, open -> open + length)
                    .mapToObj(open -> row(asked, open, length))
                    .collect(Collectors.toCollection(ArrayList::new));
        }

        private static String row(Matcher asked, long open, long length) {
            return "{\"t\":"
                    + open
                    + ",\"T\":"
                    + (open + length - 1)
                    + ",\"s\":\""
                    + asked.group(1)
                    + "\",\"i\":\""
                    + asked.group(2)
                    + "\",\"o\":\"1\",\"c\":\"1\",\"h\":\"1\",\"l\":\"1\",\"v\":\"1\",\"n\":1}";
        }

        private void spend(int weight, long at) {
            window.add(new long[] {at, weight});
            spent += weight;
            mostInAMinute = Math.max(mostInAMinute, inWindow());
        }

        private long inWindow() {
            return window.stream().mapToLong(grant -> grant[1]).sum();
        }
    }
}
