package dev.candlewick.sources.hyperliquid.rest;

import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.candle;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.checking;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.healing;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.json;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.meta;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.minute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.sources.net.HttpAnswer;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gap that the exchange had no candles for is asked about again, daily. */
class DeferredRequestsTest {

    private static final long DAY = Duration.ofDays(1).toMillis();

    private final SchedulerUnderTest under = new SchedulerUnderTest(RestPolicy.of(1_200));

    @BeforeEach
    void knowTheListing() {
        under.take(healing("BTC", 0, 3));
        under.exchange(meta());
    }

    @Test
    void windowsThatTheAnswerLeavesOutAreRequestedADayLater() {
        under.exchange(minutes(0));
        assertThat(under.answers).hasSize(1);
        assertThat(under.scheduler.isIdle()).as("nothing holds up the end of a run").isTrue();

        assertThat(later(minutes(1, 2))).isEqualTo(DAY);
        assertThat(under.lastAsked()).contains("\"startTime\":" + minute(1) / 1_000);
        assertThat(under.answers).hasSize(2);
        assertThat(under.answers.get(1).answeredAt() - under.answers.get(0).answeredAt())
                .isEqualTo(DAY * 1_000);
        assertNothingIsDue();
    }

    @Test
    void aGapOfWhichEverythingIsThereCostsNothing() {
        under.exchange(minutes(0, 1, 2));

        assertNothingIsDue();
    }

    @Test
    void barsThatAreOnlyCheckedWaitForNothing() {
        under.exchange(minutes(0, 1, 2));
        under.take(checking("BTC", 5, 8));
        under.exchange(minutes());

        assertNothingIsDue();
    }

    @Test
    void itEndsWhenTheExchangeHasTheWindowsNoMore() {
        under.exchange(minutes());
        for (int day = 1; day <= 3; day++) {
            assertThat(later(minutes())).as("day %d", day).isEqualTo(DAY);
        }

        assertNothingIsDue();
    }

    @Test
    void aRequestThatIsGivenUpIsSentAgainToo() {
        under.exchange(TestingCandles.answer(422, "text/plain", "no"));

        assertThat(later(minutes(0, 1, 2))).isEqualTo(DAY);
        assertThat(under.answers).hasSize(1);
    }

    @Test
    void aCheckpointHoldsIt() {
        under.exchange(minutes(0));

        assertThat(under.scheduler.unanswered())
                .singleElement()
                .satisfies(
                        request -> {
                            assertThat(request.from()).isEqualTo(minute(1));
                            assertThat(request.to()).isEqualTo(minute(3));
                            assertThat(request.gap().gapStart()).isEqualTo(minute(0));
                        });
    }

    /** The listing is requested again too. */
    private long later(HttpAnswer answer) {
        long waited = under.exchange(meta());
        assertThat(under.exchange(answer)).isZero();
        return waited;
    }

    private void assertNothingIsDue() {
        assertThat(under.scheduler.dueAt(under.now)).isEqualTo(Long.MAX_VALUE);
    }

    private static HttpAnswer minutes(long... numbers) {
        return json(
                LongStream.of(numbers)
                        .mapToObj(number -> candle("BTC", number))
                        .collect(Collectors.joining(",", "[", "]")));
    }
}
