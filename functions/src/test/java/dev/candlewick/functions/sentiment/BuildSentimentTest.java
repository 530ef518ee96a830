package dev.candlewick.functions.sentiment;

import static dev.candlewick.functions.sentiment.TestingSentiment.arrival;
import static dev.candlewick.functions.sentiment.TestingSentiment.at;
import static dev.candlewick.functions.sentiment.TestingSentiment.date;
import static dev.candlewick.functions.sentiment.TestingSentiment.day;
import static dev.candlewick.functions.sentiment.TestingSentiment.history;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.RegimeEpisode;
import dev.candlewick.functions.model.Sentiment;
import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.functions.model.SentimentReading;
import dev.candlewick.functions.model.Trend;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class BuildSentimentTest extends BuildSentimentFixture {

    @Test
    void readsADayBesideTheDayBefore() throws Exception {
        read(history("2025-09-03", 55));
        read(arrival("2025-09-04", 51, "2025-09-04T00:20:00Z"));

        Sentiment row = rows().get(1);
        assertThat(row.readingDate()).isEqualTo(day("2025-09-04"));
        assertThat(row.previousValue()).isEqualTo(55);
        assertThat(row.trend()).isEqualTo(Trend.DOWN);
        assertThat(row.trendStrength()).isEqualTo(0.08);
        assertThat(row.volatility()).isEqualTo(0.02);
        assertThat(row.firstSeenAt()).isEqualTo(at("2025-09-04T00:20:00Z"));
        assertThat(row.knownAt()).isEqualTo(at("2025-09-04T00:20:00Z"));
        assertThat(row.revision()).isZero();
        assertThat(row.runId()).isEqualTo("run");
    }

    @Test
    void leavesOutWhatIsAlreadyKnown() throws Exception {
        read(history("2025-09-03", 55), history("2025-09-04", 51));
        read(arrival("2025-09-04", 51, "2025-09-04T07:00:00Z"), history("2025-09-03", 55));

        assertThat(rows()).hasSize(2);
        assertThat(episodes()).hasSize(3);
    }

    @Test
    void looksBackOverADayThatTheProviderLeftOut() throws Exception {
        read(history("2024-10-25", 72), history("2024-10-27", 74), history("2024-10-28", 80));

        assertThat(rows()).extracting(Sentiment::previousValue).containsExactly(null, 72, 74);
        assertThat(episodes())
                .extracting(BuildSentimentFixture::name)
                .containsExactly(
                        "greed 2024-10-25..now 1 72-72",
                        "greed 2024-10-25..now 2 72-74",
                        "greed 2024-10-25..2024-10-27 2 72-74",
                        "extreme_greed 2024-10-28..now 1 80-80");
    }

    @Test
    void aChangedValueIsARevisionThatKeepsWhenItsDayWasFirstSeen() throws Exception {
        read(arrival("2025-09-04", 51, "2025-09-04T00:20:00Z"));
        read(arrival("2025-09-04", 52, "2025-09-04T08:00:00Z"));
        read(arrival("2025-09-04", 51, "2025-09-04T09:00:00Z"));

        assertThat(rows()).extracting(Sentiment::value).containsExactly(51, 52, 51);
        assertThat(rowsAgain()).extracting(Sentiment::revision).containsExactly(0, 1, 2);
        assertThat(rowsAgain())
                .extracting(Sentiment::firstSeenAt)
                .containsOnly(at("2025-09-04T00:20:00Z"));
        assertThat(rowsAgain())
                .extracting(Sentiment::knownAt)
                .containsExactly(
                        at("2025-09-04T00:20:00Z"),
                        at("2025-09-04T08:00:00Z"),
                        at("2025-09-04T09:00:00Z"));
    }

    @Test
    void aChangedValueWasNotKnownBeforeItArrivedEvenIfItPassesForHistory() throws Exception {
        read(arrival("2025-09-04", 51, "2025-09-04T00:20:00Z"));
        read(history("2025-09-04", 52));

        assertThat(rows().get(1).knownAt()).isEqualTo(history("2025-09-04", 52).seenAt());
    }

    @Test
    void aRevisionReachesTheDaysThatLookBackAtIt() throws Exception {
        for (int day = 1; day <= 9; day++) {
            read(history("2025-09-0" + day, 50 + day));
        }
        rows();
        read(arrival("2025-09-02", 40, "2025-09-09T12:00:00Z"));

        List<Sentiment> revised = rows();
        assertThat(revised)
                .extracting(row -> date(row.readingDate()))
                .containsExactly(
                        "2025-09-02",
                        "2025-09-03",
                        "2025-09-04",
                        "2025-09-05",
                        "2025-09-06",
                        "2025-09-07",
                        "2025-09-08");
        assertThat(revised).extracting(Sentiment::revision).containsOnly(1);
        assertThat(revised).extracting(Sentiment::knownAt).containsOnly(at("2025-09-09T12:00:00Z"));
        assertThat(revised.get(1).previousValue()).isEqualTo(40);
        assertThat(revised.get(1).trend()).isEqualTo(Trend.UP);
        assertThat(revised.get(2).previousValue()).isEqualTo(53);
    }

    @Test
    void aDayThatComesLateTakesItsPlace() throws Exception {
        read(history("2025-09-02", 60), history("2025-09-04", 30));
        rows();
        read(arrival("2025-09-03", 50, "2025-09-04T06:00:00Z"));

        assertThat(rows())
                .extracting(
                        row ->
                                "%s after %d, revision %d"
                                        .formatted(
                                                date(row.readingDate()),
                                                row.previousValue(),
                                                row.revision()))
                .containsExactly(
                        "2025-09-03 after 60, revision 0", "2025-09-04 after 50, revision 1");
    }

    @Test
    void aCorrectionMergesEpisodesAndTakesTheVanishedOnesBack() throws Exception {
        read(history("2025-09-01", 60), history("2025-09-02", 50), history("2025-09-03", 62));
        episodes();
        read(arrival("2025-09-02", 61, "2025-09-03T06:00:00Z"));

        assertThat(episodes())
                .extracting(BuildSentimentFixture::name)
                .containsExactly(
                        "neutral 2025-09-02..2025-09-02 0 null-null",
                        "greed 2025-09-03..2025-09-03 0 null-null",
                        "greed 2025-09-01..now 3 60-62");
    }

    @Test
    void aCorrectionSplitsAnEpisodeAndBringsVanishedOnesBack() throws Exception {
        read(history("2025-09-01", 60), history("2025-09-02", 50), history("2025-09-03", 62));
        read(arrival("2025-09-02", 61, "2025-09-03T06:00:00Z"));
        episodes();
        read(arrival("2025-09-02", 50, "2025-09-03T07:00:00Z"));

        List<RegimeEpisode> split = episodes();
        assertThat(split)
                .extracting(BuildSentimentFixture::name)
                .containsExactly(
                        "greed 2025-09-01..2025-09-01 1 60-60",
                        "neutral 2025-09-02..2025-09-02 1 50-50",
                        "greed 2025-09-03..now 1 62-62");
        assertThat(split)
                .extracting(RegimeEpisode::knownAt)
                .containsOnly(at("2025-09-03T07:00:00Z"));
        assertThat(split).extracting(RegimeEpisode::revision).containsExactly(3, 3, 2);
    }

    @Test
    void keepsIndexesApart() throws Exception {
        read(history("2025-09-03", 20));
        SentimentReading other =
                new SentimentReading(
                        "Other Index", day("2025-09-04"), 80, "Label", 0, day("2025-09-04"));
        read(other);

        assertThat(rows()).extracting(Sentiment::previousValue).containsOnlyNulls();
    }

    @Test
    void divertsRefusedInputAndIgnoresTime() throws Exception {
        DeadLetter letter =
                new DeadLetter(
                        1,
                        "fng",
                        null,
                        "bad_value",
                        "abc is no number",
                        "abc".getBytes(StandardCharsets.UTF_8));
        operator.processElement(
                SentimentEvent.rejected(TestingSentiment.INDEX, letter), Long.MIN_VALUE);
        operator.processElement(TestingSentiment.time("2025-09-04T00:00:00Z"), 0);

        assertThat(operator.getSideOutput(BuildSentiment.REJECTED))
                .extracting(record -> record.getValue().reason())
                .containsExactly("bad_value");
        assertThat(rows()).isEmpty();
        assertThat(operator.numKeyedStateEntries()).isZero();
    }

    @Test
    void goesOnWhereItStoodAfterARestore() throws Exception {
        read(history("2025-09-03", 55), history("2025-09-04", 51));
        OperatorSubtaskState snapshot = operator.snapshot(1, 1);
        operator.close();
        operator = harness();
        operator.initializeState(snapshot);
        operator.open();
        rowsTaken = 0;
        episodesTaken = 0;

        read(history("2025-09-04", 51));
        read(arrival("2025-09-03", 54, "2025-09-04T06:00:00Z"));

        assertThat(rows())
                .extracting(row -> date(row.readingDate()) + " revision " + row.revision())
                .containsExactly("2025-09-03 revision 1", "2025-09-04 revision 1");
        assertThat(episodes())
                .extracting(BuildSentimentFixture::name)
                .containsExactly(
                        "neutral 2025-09-04..2025-09-04 0 null-null",
                        "neutral 2025-09-03..now 2 51-54");
    }
}
