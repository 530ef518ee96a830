package dev.candlewick.sources.alternativeme;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.functions.model.SentimentReading;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.net.HttpAnswer;
import dev.candlewick.sources.rest.PollResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Builds the result of one answer, failure or advance of time, and the cursor after it. */
final class PollResultBuilder {

    private static final long DAY_MICROS = TimeUnit.DAYS.toMicros(1);

    private final FearGreedIndex index;
    private final FearGreedCursor before;
    private final long arrival;
    private final List<SentimentEvent> events = new ArrayList<>();
    private KnownDays days;
    private Observation observation;
    private Set<Long> reported;
    private int rejected;

    PollResultBuilder(FearGreedIndex index, FearGreedCursor before, long now) {
        this.index = index;
        this.before = before;
        this.arrival = before.observation().arrival(now);
        this.days = before.days();
        this.observation = before.observation();
        this.reported = before.reported();
    }

    long arrival() {
        return arrival;
    }

    /** Emits rejections, except those that the last answer had as well. */
    void reject(List<DeadLetter> letters) {
        reported = new HashSet<>();
        for (DeadLetter letter : letters) {
            long fingerprint = fingerprint(letter);
            reported.add(fingerprint);
            if (!before.reported().contains(fingerprint)) {
                events.add(SentimentEvent.rejected(index.name(), letter));
                rejected++;
            }
        }
    }

    private static long fingerprint(DeadLetter letter) {
        return ((long) letter.reason().hashCode() << Integer.SIZE)
                | Integer.toUnsignedLong(Arrays.hashCode(letter.payload()));
    }

    /** The dead letter of an answer that is not parsed. */
    DeadLetter letterOf(Reason reason, HttpAnswer answer) {
        return new DeadLetter(
                arrival,
                index.address(),
                index.name(),
                reason.label(),
                answer.describe(),
                answer.body());
    }

    /** Emits the readings of an answer that are new or revised. */
    void read(List<DayValue> values) {
        values.stream()
                .filter(value -> before.days().valueOf(value.day()) != value.value())
                .map(this::readingOf)
                .sorted(
                        Comparator.comparingLong(SentimentReading::knownAt)
                                .thenComparingLong(SentimentReading::readingDate))
                .forEach(reading -> events.add(SentimentEvent.reading(reading)));
        days = before.days().with(values);
        observation = observation.onAnswer();
    }

    private SentimentReading readingOf(DayValue value) {
        long date = value.day() * DAY_MICROS;
        long published = date + TimeUnit.MILLISECONDS.toMicros(index.publicationDelay().toMillis());
        boolean revised = before.days().valueOf(value.day()) != KnownDays.ABSENT;
        long knownAt = revised ? arrival : observation.knownAt(published, arrival);
        return new SentimentReading(
                index.name(), date, value.value(), value.label(), arrival, knownAt);
    }

    /** Ends with the time up to which readings are known. */
    PollResult<SentimentEvent, FearGreedCursor> build(String fault, Duration freshFor) {
        observation = observation.advanceTo(arrival);
        events.add(SentimentEvent.time(index.name(), observation.clock()));
        FearGreedCursor after = new FearGreedCursor(days, observation, reported);
        return new PollResult<>(events, after, rejected, fault, freshFor);
    }
}
