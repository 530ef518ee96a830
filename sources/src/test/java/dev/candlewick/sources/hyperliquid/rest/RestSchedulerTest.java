package dev.candlewick.sources.hyperliquid.rest;

import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.ASKED_AT;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.candle;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.candles;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.checking;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.healing;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.json;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.meta;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.minute;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.CandleRequest.Purpose;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.Origin;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is asked, in which order, and what an answer becomes. */
class RestSchedulerTest {

    private final SchedulerUnderTest under = new SchedulerUnderTest(RestPolicy.of(1200));

    private void meetTheExchange() {
        under.take(checking("BTC", 0, 1));
        under.exchange(meta());
        under.exchange(candles("BTC", 0, 1));
        under.asked.clear();
        under.answers.clear();
        under.candles.clear();
    }

    @Test
    void anAnswerHoldsWindowsThatAreOverAndWhatTheSizesAreRoundedTo() {
        CandleRequest request = healing("BTC", 5, 8);
        under.take(request);
        under.exchange(meta());
        under.ask();
        under.now += 250;
        under.reply(candles("BTC", 4, 8));

        assertThat(under.asked)
                .containsExactly(
                        "{\"type\":\"meta\"}",
                        "{\"type\":\"candleSnapshot\",\"req\":{\"coin\":\"BTC\",\"interval\":\"1m\",\"startTime\":%d,\"endTime\":%d}}"
                                .formatted(minute(5) / 1_000, minute(8) / 1_000 - 1));
        assertThat(under.answers).hasSize(1);
        CandleAnswer answer = under.answers.get(0);
        assertThat(answer.request()).isEqualTo(request);
        assertThat(answer.sizeDecimals()).isEqualTo(5);
        assertThat(answer.answeredAt()).isEqualTo(ASKED_AT + 250_000);
        assertThat(answer.candles())
                .extracting(ExchangeCandle::openTime)
                .containsExactly(minute(5), minute(6), minute(7));
        assertThat(answer.candles())
                .allMatch(
                        candle ->
                                candle.origin() == Origin.EXCHANGE
                                        && candle.receivedAt() == ASKED_AT + 250_000);
        assertThat(under.candles).isEqualTo(answer.candles());
        assertThat(under.scheduler.isIdle()).isTrue();
    }

    @Test
    void whatHealsGoesBeforeWhatChecks() {
        meetTheExchange();
        under.take(checking("ETH", 0, 1), checking("SOL", 0, 1), healing("BTC", 0, 3));
        under.exchange(candles("BTC", 0, 3));
        under.exchange(candles("ETH", 0, 1));
        under.exchange(candles("SOL", 0, 1));

        assertThat(under.answers)
                .extracting(answer -> answer.request().symbol())
                .containsExactly("BTC", "ETH", "SOL");
    }

    @Test
    void historyOfNewMembersGoesBeforeOlderHistoryAndAfterChecks() {
        meetTheExchange();
        under.take(request(Purpose.DEPTH, "ETH", 0, 1), request(Purpose.NEW_MEMBER, "SOL", 0, 1));
        under.take(checking("BTC", 1, 2));
        under.exchange(candles("BTC", 1, 2));
        under.exchange(candles("SOL", 0, 1));
        under.exchange(candles("ETH", 0, 1));

        assertThat(under.answers)
                .extracting(answer -> answer.request().symbol())
                .containsExactly("BTC", "SOL", "ETH");
    }

    @Test
    void aTenthOfTheLimitIsKeptForHealing() {
        meetTheExchange();
        under.now += 60_000;
        for (int n = 0; n < 54; n++) {
            under.take(request(Purpose.DEPTH, "BTC", n * 10_000L, n * 10_000L + 1));
            assertThat(under.exchange(candles("BTC", n * 10_000L, n * 10_000L + 1))).isZero();
        }
        under.take(request(Purpose.DEPTH, "BTC", -9, -8));
        assertThat(under.scheduler.dueAt(under.now)).isEqualTo(under.now + 60_000);
        under.take(healing("BTC", -19, -18));
        assertThat(under.exchange(candles("BTC", -19, -18))).isZero();
    }

    @Test
    void requestsForTheSameCandlesAreAskedAtOnceAndAnsweredEachForItself() {
        meetTheExchange();
        under.take(checking("BTC", 1, 2), checking("BTC", 7, 9), healing("BTC", 3, 5));
        under.exchange(candles("BTC", 1, 9));

        assertThat(under.asked).hasSize(1);
        assertThat(under.lastAsked())
                .contains("\"startTime\":" + minute(1) / 1_000)
                .contains("\"endTime\":" + (minute(9) / 1_000 - 1));
        assertThat(under.answers)
                .extracting(answer -> answer.candles().size())
                .containsExactly(2, 1, 2);
        assertThat(under.candles).hasSize(8);
    }

    @Test
    void requestsFarApartAreAskedApartBecauseTheRowsBetweenThemWeighMore() {
        meetTheExchange();
        under.take(checking("BTC", 0, 10), checking("BTC", 1_300, 1_310));
        under.exchange(candles("BTC", 0, 10));
        under.exchange(candles("BTC", 1_300, 1_310));

        assertThat(under.answers).hasSize(2);
    }

    @Test
    void windowsThatTheExchangeKeepsNoLongerAreAnsweredWithWhatThereIs() {
        meetTheExchange();
        under.take(healing("BTC", 0, 3));
        under.exchange(candles("BTC", 2, 3));
        under.take(healing("BTC", -9, -6));
        under.exchange(json("[]"));

        assertThat(under.answers.get(0).candles()).hasSize(1);
        assertThat(under.answers.get(1).candles()).isEmpty();
    }

    @Test
    void aListIsAskedOnceADayAndSoonerForASymbolThatMayBeNew() {
        meetTheExchange();
        under.take(checking("NEW", 0, 1));
        under.exchange(candles("NEW", 0, 1));
        under.now += 10 * 60_000;
        under.take(checking("NEW", 1, 2), checking("BTC", 1, 2));
        under.exchange(json("{\"universe\":[{\"name\":\"NEW\",\"szDecimals\":1}]}"));
        under.exchange(candles("NEW", 1, 2));
        under.exchange(candles("BTC", 1, 2));
        under.now += 24 * 60 * 60_000;
        under.take(checking("BTC", 2, 3));
        under.exchange(meta());
        under.exchange(candles("BTC", 2, 3));

        assertThat(under.answers)
                .extracting(CandleAnswer::sizeDecimals)
                .containsExactly(null, 1, 5, 5);
    }

    @Test
    void spotPairsAndThePerpetualsOfBuildersHaveListsOfTheirOwn() {
        under.take(checking("@107", 0, 1));
        under.exchange(
                json(
                        "{\"universe\":[{\"name\":\"@107\",\"tokens\":[150,0]}],\"tokens\":[{\"index\":0,\"szDecimals\":8},{\"index\":150,\"szDecimals\":2}]}"));
        under.exchange(candles("@107", 0, 1));
        under.take(checking("xyz:TSLA", 0, 1));
        under.exchange(json("{\"universe\":[{\"name\":\"xyz:TSLA\",\"szDecimals\":3}]}"));
        under.exchange(candles("xyz:TSLA", 0, 1));

        assertThat(under.asked)
                .contains("{\"type\":\"spotMeta\"}", "{\"type\":\"meta\",\"dex\":\"xyz\"}");
        assertThat(under.answers).extracting(CandleAnswer::sizeDecimals).containsExactly(2, 3);
    }

    @Test
    void neverMoreThanTheLimitIsAskedInAnyMinuteRowsIncluded() {
        meetTheExchange();
        under.now += 60_000;
        long start = under.now;
        long[] weights = new long[90];
        long[] times = new long[90];
        for (int n = 0; n < 90; n++) {
            under.take(healing("BTC", n * 2_000L, n * 2_000L + 600));
            under.ask();
            times[n] = under.now;
            under.now += 100;
            under.reply(candles("BTC", n * 2_000L, n * 2_000L + 599));
            weights[n] = 20 + 10;
        }
        for (int n = 0; n < 90; n++) {
            long from = times[n];
            long within =
                    IntStream.range(n, 90)
                            .filter(other -> times[other] < from + 60_000)
                            .mapToLong(other -> weights[other])
                            .sum();
            assertThat(within).isLessThanOrEqualTo(1200);
        }
        assertThat(under.now - start).isBetween(2 * 60_000L, 3 * 60_000L);
        assertThat(under.count("weightSpent")).isEqualTo(20 + 20 + 90 * 30);
    }

    @Test
    void aBadCandleSpoilsTheAnswerBecauseAMissingOneWouldCountAsQuiet() {
        meetTheExchange();
        under.take(healing("BTC", 0, 2));
        String bad = candle("BTC", 0).replace("\"h\":\"12.0\"", "\"h\":\"1.0\"");
        under.exchange(json("[" + bad + "," + candle("BTC", 1) + "]"));

        assertThat(under.answers).isEmpty();
        assertThat(under.deadLetters).hasSize(1);
        assertThat(under.deadLetters.get(0).reason()).isEqualTo("ohlc_out_of_order");
        under.exchange(candles("BTC", 0, 2));
        assertThat(under.answers).hasSize(1);
    }

    @Test
    void whenTooManyWaitTheOldestThatOnlyCheckAreGivenUp() {
        RestPolicy usual = RestPolicy.of(1200);
        RestPolicy small =
                new RestPolicy(usual.requests(), usual.timeout(), usual.patienceAtEnd(), 3);
        SchedulerUnderTest crowded = new SchedulerUnderTest(small);
        try (CapturedLog log = new CapturedLog()) {
            crowded.take(checking("ETH", 0, 1), healing("BTC", 0, 1), checking("SOL", 0, 1));
            crowded.take(healing("SOL", 5, 6), healing("ETH", 5, 6));

            assertThat(crowded.scheduler.unanswered())
                    .containsExactly(
                            healing("BTC", 0, 1), healing("SOL", 5, 6), healing("ETH", 5, 6));
            assertThat(crowded.count("requestsGivenUp")).isEqualTo(2);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARN More than 3 requests to the exchange are waiting");
        }
    }
}
