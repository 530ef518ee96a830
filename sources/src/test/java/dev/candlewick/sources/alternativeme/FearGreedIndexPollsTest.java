package dev.candlewick.sources.alternativeme;

import static dev.candlewick.sources.alternativeme.IndexUnderTest.body;
import static dev.candlewick.sources.alternativeme.IndexUnderTest.date;
import static dev.candlewick.sources.alternativeme.IndexUnderTest.micros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.SentimentReading;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Repeated and changed readings, requests, and answers that are refused. */
class FearGreedIndexPollsTest extends FearGreedIndexFixture {

    @Test
    void aRepeatedReadingIsNotEmittedAgain() throws IOException {
        startWithHistory();
        index.answer("2025-09-04T16:00:00Z", HISTORY);
        assertThat(index.readings()).isEmpty();

        index.restart("2025-09-04T17:00:00Z");
        index.answer("2025-09-04T17:00:01Z", HISTORY);
        assertThat(index.readings()).isEmpty();
    }

    @Test
    void aChangedValueIsKnownFromItsArrivalHoweverOldItsDay() {
        startWithHistory();
        index.answer("2025-09-04T16:00:00Z", body("2025-09-04=51", "2025-09-02=48"));

        assertThat(index.readings())
                .containsExactly(
                        new SentimentReading(
                                "fear_and_greed",
                                date("2025-09-02"),
                                48,
                                "Fear",
                                micros("2025-09-04T16:00:00Z"),
                                micros("2025-09-04T16:00:00Z")));
        index.answer("2025-09-04T17:00:00Z", body("2025-09-04=51", "2025-09-02=48"));
        assertThat(index.readings()).isEmpty();
    }

    @Test
    void aValueChangedWhileTheJobStoodStillIsKnownFromItsArrival() throws IOException {
        startWithHistory();
        index.restart("2025-09-05T10:00:00Z");
        index.answer("2025-09-05T10:00:01Z", body("2025-09-05=60", "2025-09-04=52"));

        assertThat(index.readings())
                .extracting(SentimentReading::value, SentimentReading::knownAt)
                .containsExactly(
                        tuple(60, micros("2025-09-05T00:05:00Z")),
                        tuple(52, micros("2025-09-05T10:00:01Z")));
    }

    @Test
    void noReadingIsKnownAtATimeThatWasEmittedBefore() {
        startWithHistory();
        index.tick("2025-09-05T00:01:00Z");
        // The clock was set back.
        index.answer("2025-09-05T00:00:30Z", body("2025-09-05=60"));

        assertThat(index.readings().get(0).knownAt()).isGreaterThan(micros("2025-09-05T00:01:00Z"));
        assertThat(index.time().eventTime())
                .isGreaterThanOrEqualTo(index.readings().get(0).knownAt());
    }

    @Test
    void timeGoesOnWhetherOrNotTheProviderAnswers() {
        startWithHistory();
        index.tick("2025-09-04T15:00:02Z");
        assertThat(index.time().eventTime()).isEqualTo(micros("2025-09-04T15:00:02Z"));
        index.noAnswer("2025-09-04T15:00:03Z");
        assertThat(index.time().eventTime()).isEqualTo(micros("2025-09-04T15:00:03Z"));
        index.answer("2025-09-04T15:00:04Z", "{\"data\":[]}");
        assertThat(index.time().eventTime()).isEqualTo(micros("2025-09-04T15:00:04Z"));
    }

    @Test
    void asksForAllOfHistoryUntilItHasSomeThenForAFewDays() throws IOException {
        index.start("2025-09-04T15:00:00Z");
        assertThat(index.requestAt("2025-09-04T15:00:00Z")).endsWith("/fng/?limit=0");
        index.noAnswer("2025-09-04T15:00:01Z");
        assertThat(index.requestAt("2025-09-04T15:00:02Z")).endsWith("?limit=0");
        index.answer("2025-09-04T15:00:02Z", HISTORY);
        assertThat(index.requestAt("2025-09-04T16:00:00Z")).endsWith("?limit=10");

        index.restart("2025-10-04T15:00:00Z");
        assertThat(index.requestAt("2025-10-04T15:00:00Z")).endsWith("?limit=32");
    }

    @Test
    void aRefusedRowIsReportedByteForByteAndTheOthersAreUsed() {
        index.start("2025-09-04T15:00:00Z");
        index.answer("2025-09-04T15:00:01Z", body("2025-09-04=101", "2025-09-03=55"));

        assertThat(index.readings()).extracting(SentimentReading::value).containsExactly(55);
        DeadLetter letter = index.deadLetters().get(0);
        assertThat(letter.reason()).isEqualTo("value_out_of_range");
        assertThat(letter.source()).isEqualTo("http://127.0.0.1/fng/");
        assertThat(letter.channel()).isEqualTo("fear_and_greed");
        assertThat(letter.receivedAt()).isEqualTo(micros("2025-09-04T15:00:01Z"));
        assertThat(letter.payload()).asString().startsWith("{\"value\":\"101\"").endsWith("}");
    }

    @Test
    void theSameBadRowIsReportedOnceAsLongAsItIsSent() throws IOException {
        String bad = body("2025-09-04=abc", "2025-09-03=55");
        index.start("2025-09-04T15:00:00Z");
        index.answer("2025-09-04T15:00:01Z", bad);
        assertThat(index.deadLetters()).hasSize(1);
        index.answer("2025-09-04T16:00:00Z", bad);
        assertThat(index.deadLetters()).isEmpty();
        index.restart("2025-09-04T17:00:00Z");
        index.answer("2025-09-04T17:00:01Z", bad);
        assertThat(index.deadLetters()).isEmpty();

        index.answer("2025-09-04T18:00:00Z", body("2025-09-04=51"));
        assertThat(index.readings()).extracting(SentimentReading::value).containsExactly(51);
        index.answer("2025-09-04T19:00:00Z", bad);
        assertThat(index.deadLetters()).hasSize(1);
    }

    @Test
    void whatCameInsteadOfAnAnswerIsReported() {
        startWithHistory();
        index.refuse("2025-09-04T16:00:00Z", 502, "text/html", "<html>");
        assertThat(index.deadLetters().get(0).reason()).isEqualTo("http_status");
        assertThat(index.deadLetters().get(0).payload()).asString().isEqualTo("<html>");
        index.refuse("2025-09-04T17:00:00Z", 200, "text/html", "<html>");
        assertThat(index.deadLetters().get(0).reason()).isEqualTo("not_json_content");
        index.noAnswer("2025-09-04T18:00:00Z");
        assertThat(index.deadLetters()).isEmpty();
    }

    @Test
    void anUnusableAnswerLeavesTheLastReadingStanding() {
        startWithHistory();
        index.answer("2025-09-04T16:00:00Z", "{\"metadata\":{\"error\":\"stale\"}}");

        assertThat(index.fault()).contains("provider_error").contains("stale");
        assertThat(index.lastKnown()).isEqualTo("the reading of 2025-09-04 (51)");
    }

    @Test
    void sevenYearsOfHistoryMakeASmallCursor() throws IOException {
        index.start("2025-09-04T15:00:00Z");
        index.answer("2025-09-04T15:00:01Z", body("2025-09-04=51", "2018-02-01=30"));

        assertThat(index.cursorBytes()).isLessThan(3_000);
    }
}
