package dev.candlewick.functions.sentiment;

import dev.candlewick.functions.model.SentimentReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The days of one index and the episodes emitted for them. Mutable keyed state; it grows by a few
 * dozen bytes a day.
 */
public class IndexHistory {
    /** By date; the provider leaves days out. */
    public List<IndexDay> days = new ArrayList<>();

    /** How often an episode that starts on a day was emitted, including episodes that vanished. */
    public Map<Long, Integer> episodesEmitted = new HashMap<>();

    /** The position of the first day that is not before a date. */
    int positionOf(long readingDate) {
        return Dated.firstAfter(days, readingDate - 1);
    }

    /** The day of a date; null if it has no reading. */
    IndexDay day(long readingDate) {
        int position = positionOf(readingDate);
        return position < days.size() && days.get(position).readingDate == readingDate
                ? days.get(position)
                : null;
    }

    /**
     * Puts the value of a reading into its day. A changed value counts as known from its arrival at
     * the earliest, even if the reading is history.
     */
    void put(SentimentReading reading) {
        IndexDay day = day(reading.readingDate());
        if (day == null) {
            day = new IndexDay();
            day.readingDate = reading.readingDate();
            day.firstSeenAt = reading.seenAt();
            day.knownAt = reading.knownAt();
            days.add(positionOf(reading.readingDate()), day);
        } else {
            long changedAt = Math.max(reading.knownAt(), reading.seenAt());
            day.knownAt = Math.max(day.knownAt, changedAt);
        }
        day.value = reading.value();
        day.providerLabel = reading.providerLabel();
    }

    int nextEpisodeRevision(long startedOn) {
        return episodesEmitted.merge(startedOn, 1, Integer::sum) - 1;
    }
}
