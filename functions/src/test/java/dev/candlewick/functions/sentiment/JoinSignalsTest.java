package dev.candlewick.functions.sentiment;

import static dev.candlewick.functions.sentiment.TestingSentiment.arrival;
import static dev.candlewick.functions.sentiment.TestingSentiment.at;
import static dev.candlewick.functions.sentiment.TestingSentiment.day;
import static dev.candlewick.functions.sentiment.TestingSentiment.history;
import static dev.candlewick.functions.sentiment.TestingSentiment.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.PriceSource;
import dev.candlewick.functions.model.Regime;
import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.functions.model.SentimentReading;
import dev.candlewick.functions.model.SentimentSignal;
import dev.candlewick.functions.model.Signal;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JoinSignalsTest {
    private TestingJoin join;

    @BeforeEach
    void open() throws Exception {
        join = new TestingJoin(SentimentRules.DEFAULT, 1);
    }

    @AfterEach
    void close() throws Exception {
        join.close();
    }

    @Test
    void putsABarBesideTheReadingKnownAtItsClose() throws Exception {
        read(arrival("2025-09-04", 20, "2025-09-04T00:20:00Z"));
        join.sentiment(time("2025-09-04T13:00:00Z"));
        join.bar(closing("2025-09-04T12:00:00Z"));

        assertThat(join.signals())
                .containsExactly(
                        new Signal(
                                "BTC",
                                BarInterval.M1,
                                at("2025-09-04T11:59:00Z"),
                                new BigDecimal("110000"),
                                day("2025-09-04"),
                                20,
                                Regime.EXTREME_FEAR,
                                SentimentSignal.STRONG_BUY,
                                0.2,
                                0,
                                "run",
                                at("2025-09-04T12:00:02Z"),
                                PriceSource.TRADE,
                                Coverage.COMPLETE,
                                0));
    }

    @Test
    void otherRulesJudgeWhatIsJoinedFromThenOnAlsoAfterARestart() throws Exception {
        read(arrival("2025-09-04", 28, "2025-09-04T00:20:00Z"));
        join.sentiment(time("2025-09-04T13:00:00Z"));
        join.bar(closing("2025-09-04T12:00:00Z"));
        join.broadcast(
                SentimentUpdate.of(RulesInForce.of(7, FollowSentimentRulesTest.FEAR_UNTIL_30)));
        join.bar(closing("2025-09-04T12:01:00Z"));
        join.restart(2);
        join.bar(closing("2025-09-04T12:02:00Z"));

        assertThat(join.signals())
                .extracting(Signal::regime, Signal::settingsVersion)
                .containsExactly(
                        tuple(Regime.FEAR, 0L),
                        tuple(Regime.EXTREME_FEAR, 7L),
                        tuple(Regime.EXTREME_FEAR, 7L));
    }

    @Test
    void neverUsesAReadingThatArrivedAfterTheClose() throws Exception {
        read(history("2025-09-03", 55));
        read(arrival("2025-09-04", 20, "2025-09-04T00:20:00Z"));
        join.sentiment(time("2025-09-04T01:00:00Z"));

        join.bar(closing("2025-09-04T00:19:00Z"));
        join.bar(closing("2025-09-04T00:20:00Z"));

        assertThat(join.signals()).extracting(Signal::value).containsExactly(55, 20);
    }

    @Test
    void countsHistoryAsKnownFromItsPublicationOn() throws Exception {
        read(history("2025-09-03", 55), history("2025-09-04", 20));
        join.sentiment(time("2026-01-01T00:00:00Z"));

        join.bar(closing("2025-09-04T00:04:00Z"));
        join.bar(closing("2025-09-04T00:05:00Z"));

        assertThat(join.signals()).extracting(Signal::value).containsExactly(55, 20);
    }

    @Test
    void waitsUntilTheIndexHasSaidWhatWasKnown() throws Exception {
        read(history("2025-09-03", 55));
        join.sentiment(time("2025-09-04T11:59:59Z"));
        join.bar(closing("2025-09-04T12:00:00Z"));
        assertThat(join.signals()).isEmpty();

        read(arrival("2025-09-04", 20, "2025-09-04T12:00:00Z"));
        assertThat(join.signals()).isEmpty();

        join.sentiment(time("2025-09-04T12:00:00Z"));
        assertThat(join.signals()).extracting(Signal::value).containsExactly(20);
        assertThat(join.statesKept()).isZero();
    }

    @Test
    void aReadingThatArrivesLaterProvesThatNothingArrivedBefore() throws Exception {
        join.bar(closing("2025-09-04T12:00:00Z"));
        join.bar(closing("2025-09-04T12:05:00Z"));
        read(history("2025-09-03", 55));
        read(arrival("2025-09-04", 20, "2025-09-04T12:03:00Z"));

        assertThat(join.signals()).extracting(Signal::value).containsExactly(55);
        assertThat(join.statesKept()).isOne();
    }

    @Test
    void joinsACorrectedBarAgainAsOfItsClose() throws Exception {
        read(history("2025-09-03", 55));
        join.sentiment(time("2025-09-04T00:01:00Z"));
        join.bar(closing("2025-09-04T00:01:00Z"));
        read(arrival("2025-09-04", 20, "2025-09-04T00:02:00Z"));
        join.sentiment(time("2025-09-04T00:30:00Z"));

        join.bar(TestingBars.closing("BTC", BarInterval.M1, at("2025-09-04T00:01:00Z"), 1));

        assertThat(join.signals()).extracting(Signal::value).containsExactly(55, 55);
        assertThat(join.signals()).extracting(Signal::revision).containsExactly(0, 1);
        assertThat(join.signals().get(1).close()).isEqualByComparingTo("110001");
    }

    @Test
    void usesTheValueThatADayHadAtTheClose() throws Exception {
        read(arrival("2025-09-04", 20, "2025-09-04T00:20:00Z"));
        read(arrival("2025-09-04", 30, "2025-09-04T08:00:00Z"));
        read(arrival("2025-09-03", 90, "2025-09-04T09:00:00Z"));
        join.sentiment(time("2025-09-04T13:00:00Z"));

        join.bar(closing("2025-09-04T07:59:00Z"));
        join.bar(closing("2025-09-04T08:00:00Z"));
        join.bar(closing("2025-09-04T09:00:00Z"));

        assertThat(join.signals()).extracting(Signal::value).containsExactly(20, 30, 30);
    }

    @Test
    void aChangedValueThatPassesForHistoryWasNotKnownBeforeItArrived() throws Exception {
        read(arrival("2025-09-04", 20, "2025-09-04T00:20:00Z"));
        read(history("2025-09-04", 30));
        join.sentiment(SentimentEvent.time(TestingSentiment.INDEX, Long.MAX_VALUE));

        join.bar(closing("2025-09-04T12:00:00Z"));

        assertThat(join.signals()).extracting(Signal::value).containsExactly(20);
    }

    @Test
    void saysNothingBeforeTheFirstReadingAndAfterTheLastHasAged() throws Exception {
        read(arrival("2025-09-04", 20, "2025-09-04T00:20:00Z"));
        join.sentiment(time("2025-09-30T00:00:00Z"));

        join.bar(closing("2025-09-04T00:10:00Z"));
        join.bar(closing("2025-09-07T00:00:00Z"));
        join.bar(closing("2025-09-07T00:01:00Z"));

        assertThat(join.signals()).extracting(Signal::value).containsExactly(null, 20, null);
        assertThat(join.signals().get(2))
                .extracting(
                        Signal::readingDate,
                        Signal::regime,
                        Signal::signal,
                        Signal::contrarianStrength)
                .containsOnlyNulls();
        assertThat(join.signals().get(2).close()).isEqualByComparingTo("110000");
    }

    @Test
    void takesTheAgeFromTheRules() throws Exception {
        join.close();
        join = new TestingJoin(SentimentRules.DEFAULT.withMaxAge(Duration.ofDays(30)), 1);
        read(arrival("2025-09-04", 20, "2025-09-04T00:20:00Z"));
        join.sentiment(time("2025-09-30T00:00:00Z"));

        join.bar(closing("2025-09-07T00:01:00Z"));

        assertThat(join.signals()).extracting(Signal::value).containsExactly(20);
    }

    @Test
    void joinsWhatStillWaitsWhenBothInputsHaveEnded() throws Exception {
        read(history("2025-09-03", 55));
        join.bar(closing("2025-09-04T12:00:00Z"));
        join.endSentiment();
        assertThat(join.signals()).isEmpty();

        join.endBars();

        assertThat(join.signals()).extracting(Signal::value).containsExactly(55);
        assertThat(join.statesKept()).isZero();
    }

    @Test
    void waitsForNothingOnceTheIndexHasEnded() throws Exception {
        read(history("2025-09-03", 55));
        join.sentiment(SentimentEvent.time(TestingSentiment.INDEX, Long.MAX_VALUE));

        join.bar(closing("2025-09-04T12:00:00Z"));

        assertThat(join.signals()).extracting(Signal::value).containsExactly(55);
    }

    @Test
    void keepsWaitingBarsAndReadingsAcrossARestore() throws Exception {
        read(history("2025-09-03", 55));
        join.bar(closing("2025-09-04T12:00:00Z"));
        join.restart(2);

        join.sentiment(time("2025-09-04T12:00:00Z"));

        assertThat(join.signals()).extracting(Signal::value).containsExactly(55);
        assertThat(join.statesKept()).isZero();
    }

    private void read(SentimentReading... readings) throws Exception {
        for (SentimentReading reading : readings) {
            join.sentiment(SentimentEvent.reading(reading));
        }
    }

    private static Bar closing(String closeTime) {
        return TestingBars.closing("BTC", BarInterval.M1, at(closeTime), 0);
    }
}
