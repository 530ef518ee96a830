package dev.candlewick.sources.alternativeme;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.functions.model.SentimentReading;
import dev.candlewick.sources.rest.PollStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Gathers what one event of the poll adds to what the cursor knows. */
final class Findings {

    private static final long DAY_MICROS = TimeUnit.DAYS.toMicros(1);

    private final FearGreedIndex index;
    private final FearGreedCursor before;
    private final long arrival;
    private final List<SentimentEvent> events = new ArrayList<>();
    private KnownDays days;
    private Watch watch;
    private Set<Long> reported;
    private int rejected;

    Findings(FearGreedIndex index, FearGreedCursor before, long now) {
        this.index = index;
        this.before = before;
        this.arrival = before.watch().arrival(now);
        this.days = before.days();
        this.watch = before.watch();
        this.reported = before.reported();
    }

    /** What an answer was refused for; what the last one was refused for too is not repeated. */
    void reject(List<Rejection> rejections) {
        reported = new HashSet<>();
        for (Rejection rejection : rejections) {
            reported.add(rejection.fingerprint());
            if (!before.reported().contains(rejection.fingerprint())) {
                events.add(SentimentEvent.rejected(index.name(), letterOf(rejection)));
                rejected++;
            }
        }
    }

    private DeadLetter letterOf(Rejection rejection) {
        return new DeadLetter(
                arrival,
                index.uri().toString(),
                index.name(),
                rejection.reason().text(),
                rejection.detail(),
                rejection.payload());
    }

    /** The usable rows of an answer, oldest first. */
    void read(List<Row> rows) {
        rows.stream()
                .filter(row -> before.days().valueOf(row.day()) != row.value())
                .map(this::readingOf)
                .sorted(
                        Comparator.comparingLong(SentimentReading::knownAt)
                                .thenComparingLong(SentimentReading::readingDate))
                .forEach(reading -> events.add(SentimentEvent.reading(reading)));
        days = before.days().with(rows);
        watch = watch.onAnswer();
    }

    private SentimentReading readingOf(Row row) {
        long date = row.day() * DAY_MICROS;
        long published = date + TimeUnit.MILLISECONDS.toMicros(index.publicationDelay().toMillis());
        boolean revised = before.days().valueOf(row.day()) != KnownDays.ABSENT;
        long knownAt = revised ? arrival : watch.knownAt(published, arrival);
        return new SentimentReading(index.name(), date, row.value(), row.label(), arrival, knownAt);
    }

    /** Ends with the time told. */
    PollStep<SentimentEvent, FearGreedCursor> toStep(String fault, Duration freshFor) {
        watch = watch.tell(arrival);
        events.add(SentimentEvent.time(index.name(), watch.clock()));
        FearGreedCursor after = new FearGreedCursor(days, watch, reported);
        return new PollStep<>(events, after, rejected, fault, freshFor);
    }
}
