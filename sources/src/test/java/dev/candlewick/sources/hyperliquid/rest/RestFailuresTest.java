package dev.candlewick.sources.hyperliquid.rest;

import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.answer;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.badGateway;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.candles;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.checking;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.healing;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.json;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.limited;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.meta;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.nothing;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.refused;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.request;
import static dev.candlewick.sources.hyperliquid.rest.TestingCandles.timeout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.CandleRequest.Purpose;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.sources.net.HttpOutcome;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which the exchange may fail to answer, and what the log and the metrics say. */
class RestFailuresTest {

    private final SchedulerUnderTest under = new SchedulerUnderTest(RestPolicy.of(1200));
    private CapturedLog log;

    @BeforeEach
    void meetTheExchange() {
        log = new CapturedLog();
        under.take(checking("BTC", 0, 1));
        under.exchange(meta());
        under.exchange(candles("BTC", 0, 1));
        under.answers.clear();
    }

    @AfterEach
    void closeTheLog() {
        log.close();
    }

    static Stream<HttpOutcome> troubles() {
        return Stream.of(
                badGateway(),
                answer(503, "text/html", "<html>"),
                answer(504, "text/html", "<html>"),
                timeout(),
                refused());
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void troubleOnTheWayIsRiddenOut(HttpOutcome trouble) {
        under.take(healing("BTC", 1, 3));
        long[] waited = new long[8];
        for (int n = 0; n < waited.length; n++) {
            waited[n] = under.exchange(trouble);
        }

        assertThat(waited).containsExactly(0, 1_000, 2_000, 4_000, 8_000, 30_000, 30_000, 30_000);
        assertThat(under.gauge("breakerState")).isEqualTo(2);
        under.ask();
        assertThat(under.gauge("breakerState")).isEqualTo(1);
        under.reply(candles("BTC", 1, 3));
        assertThat(under.gauge("breakerState")).isEqualTo(0);
        assertThat(under.answers).hasSize(1);
        assertThat(under.count("requestsFailed")).isEqualTo(8);
        assertThat(under.count("requestsRetried")).isEqualTo(8);
        assertThat(under.count("requestsGivenUp")).isZero();
        assertThat(log.lines())
                .containsExactly(
                        "WARN Exchange REST: circuit breaker open after 5 failures in a row, the last: "
                                + trouble.describe()
                                + ". One attempt is made every 30000 ms until one succeeds",
                        "INFO Exchange REST: circuit breaker closed after 8 failures in a row");
    }

    @Test
    void aStormOf429ShrinksTheWindowWhichGrowsBackByATenthAMinute() {
        under.take(healing("BTC", 1, 3));
        for (int n = 0; n < 3; n++) {
            under.exchange(limited());
        }
        assertThat(under.gauge("weightLimit")).isEqualTo(150);
        for (int n = 0; n < 30; n++) {
            under.exchange(limited());
        }
        assertThat(under.gauge("weightLimit")).isEqualTo(120);

        under.exchange(candles("BTC", 1, 3));
        assertThat(under.answers).hasSize(1);
        assertThat(under.gauge("weightLimit")).isEqualTo(120);
        for (int n = 1; n <= 9; n++) {
            under.now += 60_000;
            under.take(checking("BTC", n, n + 1));
            under.exchange(candles("BTC", n, n + 1));
            assertThat(under.gauge("weightLimit")).isEqualTo(120 + 120 * n);
        }
        assertThat(log.lines()).hasSize(4);
        assertThat(log.lines().get(0))
                .isEqualTo(
                        "WARN Exchange REST: HTTP 429, too many requests. The rate limit is lowered"
                                + " from 1200 to 600 per 60 s until requests succeed again");
        assertThat(log.lines().get(3))
                .isEqualTo("INFO Exchange REST: the rate limit is back to 1200 per 60 s");
    }

    @Test
    void aCoinThatTheExchangeDoesNotHaveCostsItsHistoryThreeRequestsAndNoMore() {
        under.take(request(Purpose.NEW_MEMBER, "NONE", 1, 3));
        under.take(request(Purpose.DEPTH, "NONE", -9, 1), request(Purpose.DEPTH, "BTC", 1, 3));
        for (int n = 0; n < 3; n++) {
            under.exchange(nothing());
        }
        under.exchange(candles("BTC", 1, 3));
        under.take(request(Purpose.NEW_MEMBER, "NONE", 5, 9));

        assertThat(under.scheduler.isIdle()).isTrue();
        assertThat(under.count("requestsGivenUp")).isEqualTo(3);
        assertThat(under.answers)
                .extracting(each -> each.request().symbol())
                .containsExactly("BTC");
    }

    @Test
    void a500WithNullIsTakenForGoodAfterThreeTimes() {
        under.take(healing("NONE", 1, 3), healing("BTC", 1, 3));
        for (int n = 0; n < 3; n++) {
            under.exchange(nothing());
        }
        under.exchange(candles("BTC", 1, 3));

        assertThat(under.answers)
                .extracting(each -> each.request().symbol())
                .containsExactly("BTC");
        assertThat(under.scheduler.isIdle()).isTrue();
        assertThat(under.count("requestsGivenUp")).isEqualTo(1);
        assertThat(log.lines())
                .containsExactly(
                        "WARN Gave up 1m candles of NONE from 2025-09-04T20:01:00Z to"
                                + " 2025-09-04T20:03:00Z: HTTP 500 (application/json, 4 bytes), 3"
                                + " times");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 415, 422})
    void whatTheExchangeWillNeverAnswerIsAskedOnce(int status) {
        under.take(healing("BTC", 1, 3), checking("ETH", 1, 3));
        under.exchange(answer(status, "text/plain", "Failed to deserialize"));
        under.exchange(candles("ETH", 1, 3));

        assertThat(under.answers)
                .extracting(each -> each.request().symbol())
                .containsExactly("ETH");
        assertThat(under.count("requestsGivenUp")).isEqualTo(1);
        assertThat(log.lines()).singleElement().asString().contains("HTTP " + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"t\":1757", "null", "{}", "", "[1]", "<html>", "[{\"s\":\"BTC\"}]"})
    void anAnswerOfNoUseIsADeadLetterAndAskedAgain(String body) {
        under.take(healing("BTC", 1, 3));
        under.exchange(json(body));

        assertThat(under.answers).isEmpty();
        assertThat(under.deadLetters)
                .singleElement()
                .extracting(DeadLetter::source, DeadLetter::channel)
                .containsExactly("exchange", "candleSnapshot");
        assertThat(under.exchange(candles("BTC", 1, 3))).isEqualTo(1_000);
        assertThat(under.answers).hasSize(1);
        assertThat(log.lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"BTC,ETH", "1m,3m", "'99,\"s\"','98,\"s\"'"})
    void anAnswerWithACandleOfSomethingElseHealsNothing(String ours, String other) {
        under.take(healing("BTC", 1, 3));
        String candle = TestingCandles.candle("BTC", 2);
        String foreign = candle.replace(ours, other);
        under.exchange(json("[" + TestingCandles.candle("BTC", 1) + "," + foreign + "]"));

        assertThat(foreign).isNotEqualTo(candle);
        assertThat(under.answers).isEmpty();
        assertThat(under.deadLetters).hasSize(1);
    }

    @Test
    void anAnswerThatStaysOfNoUseIsGivenUpAndOthersAreNotDrawnIn() {
        under.take(healing("BTC", 1, 3), healing("BTC", 5, 6));
        under.exchange(json("[1]"));
        under.exchange(json("[1]"));
        under.exchange(json("[1]"));
        under.exchange(candles("BTC", 5, 6));

        assertThat(under.answers).extracting(each -> each.request().from()).hasSize(1);
        assertThat(under.count("requestsGivenUp")).isEqualTo(1);
        assertThat(under.scheduler.isIdle()).isTrue();
    }

    @Test
    void aPageThatIsNoJsonIsNotParsedWhateverItsStatus() {
        under.take(healing("BTC", 1, 3));
        under.exchange(answer(200, "text/html", "[]"));
        under.exchange(candles("BTC", 1, 3));

        assertThat(under.answers).hasSize(1);
    }

    @Test
    void candlesDoNotWaitForEverForAListThatIsRefused() {
        SchedulerUnderTest fresh = new SchedulerUnderTest(RestPolicy.of(1200));
        fresh.take(healing("xyz:TSLA", 1, 3));
        for (int n = 0; n < 3; n++) {
            fresh.exchange(nothing());
        }
        fresh.exchange(candles("xyz:TSLA", 1, 3));

        assertThat(fresh.answers)
                .singleElement()
                .matches(each -> each.sizeDecimals() == null && each.candles().size() == 2);
        assertThat(log.lines())
                .containsExactly(
                        "WARN Gave up the list of perpetuals of xyz: HTTP 500 (application/json, 4"
                                + " bytes), 3 times");
    }

    @Test
    void whatIsGivenUpAtTheEndIsSaidOnce() {
        under.take(healing("BTC", 1, 3), checking("ETH", 1, 3));
        under.ask();
        under.scheduler.giveUpAll("the input has ended");

        assertThat(under.scheduler.isIdle()).isTrue();
        assertThat(under.count("requestsGivenUp")).isEqualTo(2);
        assertThat(log.lines())
                .isEqualTo(List.of("WARN Gave up 2 requests to the exchange: the input has ended"));
    }
}
