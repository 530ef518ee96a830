package dev.candlewick.sources.alternativeme;

import static dev.candlewick.sources.alternativeme.IndexUnderTest.body;
import static dev.candlewick.sources.alternativeme.IndexUnderTest.date;
import static dev.candlewick.sources.alternativeme.IndexUnderTest.micros;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.functions.model.SentimentReading;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FearGreedIndexTest extends FearGreedIndexFixture {

    @Test
    void historyIsKnownFromItsDatePlusTheDelay() {
        startWithHistory();

        assertThat(index.readings())
                .extracting(SentimentReading::knownAt)
                .containsExactly(
                        micros("2025-09-02T00:05:00Z"),
                        micros("2025-09-03T00:05:00Z"),
                        micros("2025-09-04T00:05:00Z"));
        assertThat(index.readings())
                .extracting(SentimentReading::seenAt)
                .containsOnly(micros("2025-09-04T15:00:01Z"));
        assertThat(index.readings())
                .extracting(SentimentReading::value)
                .containsExactly(49, 55, 51);
        assertThat(index.readings())
                .extracting(SentimentReading::readingDate)
                .containsExactly(date("2025-09-02"), date("2025-09-03"), date("2025-09-04"));
    }

    @Test
    void timeIsReportedAfterTheReadings() {
        startWithHistory();

        assertThat(index.time())
                .isEqualTo(SentimentEvent.time("fear_and_greed", micros("2025-09-04T15:00:01Z")));
    }

    @Test
    void aReadingThatArrivesWhileTheSourceRunsIsKnownFromItsArrival() {
        startWithHistory();
        index.answer("2025-09-04T23:00:00Z", HISTORY);
        assertThat(index.readings()).isEmpty();

        index.answer("2025-09-05T00:02:00Z", body("2025-09-05=60", "2025-09-04=51"));

        assertThat(index.readings())
                .containsExactly(
                        new SentimentReading(
                                "fear_and_greed",
                                date("2025-09-05"),
                                60,
                                "Fear",
                                micros("2025-09-05T00:02:00Z"),
                                micros("2025-09-05T00:02:00Z")));
    }

    @Test
    void aReadingThatThePollBroughtLateIsNotKnownBefore() {
        startWithHistory();
        index.tick("2025-09-05T00:59:59Z");
        index.answer("2025-09-05T01:00:00Z", body("2025-09-05=60"));

        assertThat(index.readings().get(0).knownAt()).isEqualTo(micros("2025-09-05T01:00:00Z"));
    }

    @Test
    void aReadingFoundAtStartBeforeItsDelayHasPassedIsKnownFromItsArrival() {
        index.start("2025-09-04T00:01:59Z");
        index.answer("2025-09-04T00:02:00Z", HISTORY);

        assertThat(index.readings().get(2).knownAt()).isEqualTo(micros("2025-09-04T00:02:00Z"));
    }

    @Test
    void whatCameWhileTheJobStoodStillIsKnownFromItsDatePlusTheDelay() throws IOException {
        startWithHistory();
        index.restart("2025-09-06T10:00:00Z");
        index.answer("2025-09-06T10:00:01Z", body("2025-09-06=62", "2025-09-05=60"));

        assertThat(index.readings())
                .extracting(SentimentReading::knownAt)
                .containsExactly(micros("2025-09-05T00:05:00Z"), micros("2025-09-06T00:05:00Z"));
    }

    @Test
    void whatTheProviderHeldBackWhileTimeWentOnIsKnownFromItsArrival() {
        startWithHistory();
        index.noAnswer("2025-09-05T10:00:00Z");
        index.noAnswer("2025-09-06T10:00:00Z");
        index.answer("2025-09-06T11:00:00Z", body("2025-09-06=62", "2025-09-05=60"));

        assertThat(index.readings())
                .extracting(SentimentReading::knownAt)
                .containsOnly(micros("2025-09-06T11:00:00Z"));
    }

    @Test
    void aDayThatIsFilledInLaterIsKnownFromItsArrival() throws IOException {
        index.start("2025-09-04T15:00:00Z");
        index.answer("2025-09-04T15:00:01Z", body("2025-09-04=51", "2025-09-02=49"));
        index.answer("2025-09-04T16:00:00Z", HISTORY);

        assertThat(index.readings())
                .extracting(SentimentReading::knownAt)
                .containsExactly(micros("2025-09-04T16:00:00Z"));

        index.restart("2025-09-04T17:00:00Z");
        index.answer("2025-09-04T17:00:01Z", body("2025-09-01=30"));

        assertThat(index.readings())
                .extracting(SentimentReading::knownAt)
                .containsExactly(micros("2025-09-04T17:00:01Z"));
    }

    @Test
    void historyThatCouldNotBeFetchedAtFirstIsStillHistory() throws IOException {
        index.start("2025-09-04T15:00:00Z");
        index.noAnswer("2025-09-04T15:00:01Z");
        index.answer("2025-09-04T15:00:02Z", HISTORY);

        assertThat(index.readings())
                .extracting(SentimentReading::knownAt)
                .allMatch(knownAt -> knownAt <= micros("2025-09-04T00:05:00Z"));
    }
}
