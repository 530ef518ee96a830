package dev.candlewick.functions.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.candlewick.functions.model.RegimeEpisode;
import dev.candlewick.functions.model.Sentiment;
import dev.candlewick.functions.model.SentimentReading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded history against what SQL and exact arithmetic make of it. */
class RecordedSentimentTest {
    private final IndexHistory history = new IndexHistory();
    private final Map<Long, Sentiment> days = new TreeMap<>();
    private final Map<Long, RegimeEpisode> episodes = new TreeMap<>();
    private SentimentBuilder builder;

    @BeforeEach
    void build() {
        builder =
                new SentimentBuilder(
                        SentimentRules.DEFAULT,
                        "run",
                        TestingSentiment.INDEX,
                        history,
                        this::keep,
                        this::keep);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit365", "to_20250904"})
    void everyDayIsWhatSqlMakesOfIt(String recording) {
        recorded(recording).forEach(builder::add);

        List<String> expected = TestingSentiment.rows(recording + "_days.csv");
        List<Sentiment> actual = List.copyOf(days.values());
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertDay(actual.get(i), expected.get(i).split(","));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit365", "to_20250904"})
    void everyEpisodeIsWhatSqlMakesOfIt(String recording) {
        recorded(recording).forEach(builder::add);

        assertThat(lines(episodes.values()))
                .containsExactlyElementsOf(TestingSentiment.rows(recording + "_episodes.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit365", "to_20250904"})
    void everyRegimeHasAsManyDaysAsSqlCounts(String recording) {
        recorded(recording).forEach(builder::add);

        Map<String, Long> counts =
                days.values().stream()
                        .collect(
                                Collectors.groupingBy(
                                        day -> day.regime().label(),
                                        TreeMap::new,
                                        Collectors.counting()));
        assertThat(counts.entrySet())
                .extracting(count -> count.getKey() + "," + count.getValue())
                .containsExactlyElementsOf(TestingSentiment.rows(recording + "_counts.csv"));
    }

    @ParameterizedTest
    @CsvSource({"limit365, 1", "limit365, 2", "to_20250904, 3", "to_20250904, 5"})
    void theOrderOfArrivalAndWrongValuesOnTheWayChangeNothingInTheEnd(String recording, long seed) {
        Random random = new Random(seed);
        List<SentimentReading> arrivals = recorded(recording);
        Collections.shuffle(arrivals, random);
        for (SentimentReading reading : arrivals) {
            SentimentReading wrong = with(reading, random.nextInt(101));
            if (wrong.value() != reading.value()) {
                builder.add(wrong);
            }
        }
        Collections.shuffle(arrivals, random);
        for (SentimentReading reading : arrivals) {
            if (history.day(reading.readingDate()) == null
                    || history.day(reading.readingDate()).value != reading.value()) {
                builder.add(reading);
            }
        }

        List<String> expected = TestingSentiment.rows(recording + "_days.csv");
        List<Sentiment> actual = List.copyOf(days.values());
        for (int i = 0; i < expected.size(); i++) {
            assertDay(actual.get(i), expected.get(i).split(","));
        }
        assertThat(lines(episodes.values()))
                .containsExactlyElementsOf(TestingSentiment.rows(recording + "_episodes.csv"));
    }

    @Test
    void historyKnewEachDayFromItsDateAndTheDelayOn() {
        recorded("limit365").forEach(builder::add);

        assertThat(days.values())
                .allMatch(day -> day.knownAt() == day.readingDate() + 300_000_000L)
                .allMatch(day -> day.revision() == 0);
    }

    private static List<SentimentReading> recorded(String recording) {
        return new ArrayList<>(TestingSentiment.recorded(recording + "_response.json"));
    }

    private static SentimentReading with(SentimentReading reading, int value) {
        return new SentimentReading(
                reading.indexName(),
                reading.readingDate(),
                value,
                reading.providerLabel(),
                reading.seenAt(),
                reading.knownAt());
    }

    private void keep(Sentiment day) {
        Sentiment older = days.put(day.readingDate(), day);
        assertThat(day.revision()).isEqualTo(older == null ? 0 : older.revision() + 1);
        assertThat(older == null ? day.knownAt() : older.knownAt())
                .isLessThanOrEqualTo(day.knownAt());
    }

    private void keep(RegimeEpisode episode) {
        RegimeEpisode older = episodes.put(episode.startedOn(), episode);
        assertThat(episode.revision()).isEqualTo(older == null ? 0 : older.revision() + 1);
    }

    private static void assertDay(Sentiment actual, String[] expected) {
        assertThat(TestingSentiment.date(actual.readingDate())).isEqualTo(expected[0]);
        assertThat(actual.value()).isEqualTo(Integer.parseInt(expected[1]));
        assertThat(actual.regime().label()).isEqualTo(expected[2]);
        assertThat(actual.previousValue())
                .isEqualTo(expected[3].isEmpty() ? null : Integer.valueOf(expected[3]));
        assertThat(actual.trend().label()).isEqualTo(expected[4]);
        assertThat(actual.trendStrength()).isEqualTo(Double.parseDouble(expected[5]));
        assertThat(actual.volatility()).isCloseTo(Double.parseDouble(expected[6]), within(1e-16));
    }

    private static List<String> lines(Collection<RegimeEpisode> episodes) {
        return episodes.stream()
                .filter(episode -> episode.days() > 0)
                .map(RecordedSentimentTest::line)
                .toList();
    }

    private static String line(RegimeEpisode episode) {
        return "%s,%s,%s,%d,%d,%d,%s"
                .formatted(
                        episode.regime().label(),
                        TestingSentiment.date(episode.startedOn()),
                        episode.endedOn() == null ? "" : TestingSentiment.date(episode.endedOn()),
                        episode.days(),
                        episode.minValue(),
                        episode.maxValue(),
                        episode.meanValue());
    }
}
