package dev.candlewick.functions.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.functions.model.SentimentReading;
import dev.candlewick.functions.model.Signal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random interleavings, parallelism and restarts against a look through everything. */
class JoinPropertiesTest {
    private static final long START = TestingSentiment.day("2025-09-01");
    private static final long HOUR = BarInterval.H1.micros();
    private static final long DAY = BarInterval.D1.micros();
    private static final List<String> SYMBOLS = List.of("BTC", "ETH", "SOL", "kPEPE", "@107");

    private static final Comparator<SentimentReading> NEWEST =
            Comparator.comparingLong(SentimentReading::readingDate)
                    .thenComparingLong(SentimentReading::knownAt);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void whoComesFirstChangesNoSignal(long seed) throws Exception {
        Random random = new Random(seed);
        List<SentimentEvent> sentiment = sentiment(random);
        List<Bar> bars = bars(random);

        List<String> expected =
                bars.stream().map(bar -> lookThrough(bar, sentiment)).sorted().toList();
        assertThat(joined(bars, sentiment, random)).isEqualTo(expected);
        assertThat(joined(bars, sentiment, random)).isEqualTo(expected);
    }

    /** Ten days of arrivals and changed values in the order of arrival, with the time between. */
    private static List<SentimentEvent> sentiment(Random random) {
        List<SentimentEvent> events = new ArrayList<>();
        for (int day = 0; day < 10; day++) {
            if (random.nextInt(4) == 0) {
                day += random.nextInt(4);
            }
            long date = START + day * DAY;
            for (int value = 0; value <= random.nextInt(3); value++) {
                events.add(
                        reading(
                                date,
                                random.nextInt(101),
                                date + random.nextInt(48) * HOUR + value));
            }
        }
        for (int hour = 0; hour < 14 * 24; hour += 1 + random.nextInt(6)) {
            events.add(SentimentEvent.time(TestingSentiment.INDEX, START + hour * HOUR));
        }
        events.sort(Comparator.comparingLong(SentimentEvent::eventTime));
        return events;
    }

    private static SentimentEvent reading(long date, int value, long knownAt) {
        return SentimentEvent.reading(
                new SentimentReading(
                        TestingSentiment.INDEX, date, value, "Label", knownAt, knownAt));
    }

    private static List<Bar> bars(Random random) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            long closeTime = START + random.nextInt(14 * 24) * HOUR;
            String symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
            bars.add(TestingBars.closing(symbol, BarInterval.H1, closeTime, i));
        }
        return bars;
    }

    /** Among the values known at the close, the last to arrive of the newest day. */
    private static String lookThrough(Bar bar, List<SentimentEvent> sentiment) {
        return sentiment.stream()
                .map(SentimentEvent::reading)
                .filter(reading -> reading != null && reading.knownAt() <= bar.closeTime())
                .reduce((one, next) -> NEWEST.compare(one, next) > 0 ? one : next)
                .filter(reading -> bar.closeTime() - reading.readingDate() <= 3 * DAY)
                .map(reading -> line(bar, reading.readingDate(), reading.value()))
                .orElseGet(() -> line(bar, null, null));
    }

    private static String line(Bar bar, Long readingDate, Integer value) {
        return "%s %d %d %d %d"
                .formatted(bar.symbol(), bar.openTime(), bar.revision(), readingDate, value);
    }

    private static List<String> joined(
            List<Bar> allBars, List<SentimentEvent> allSentiment, Random random) throws Exception {
        Deque<Bar> bars = new ArrayDeque<>(allBars);
        Deque<SentimentEvent> sentiment = new ArrayDeque<>(allSentiment);
        TestingJoin join = new TestingJoin(SentimentRules.DEFAULT, 1 + random.nextInt(3));
        try {
            while (!bars.isEmpty() || !sentiment.isEmpty()) {
                if (sentiment.isEmpty() || (!bars.isEmpty() && random.nextBoolean())) {
                    join.bar(bars.remove());
                } else {
                    join.sentiment(sentiment.remove());
                }
                if (random.nextInt(200) == 0) {
                    join.restart(1 + random.nextInt(3));
                }
            }
            join.endBars();
            join.endSentiment();
            assertThat(join.statesKept()).isZero();
            return join.signals().stream().map(JoinPropertiesTest::line).sorted().toList();
        } finally {
            join.close();
        }
    }

    private static String line(Signal signal) {
        return "%s %d %d %d %d"
                .formatted(
                        signal.symbol(),
                        signal.openTime(),
                        signal.revision(),
                        signal.readingDate(),
                        signal.value());
    }
}
