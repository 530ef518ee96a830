package dev.candlewick.functions.sentiment;

import dev.candlewick.functions.model.SentimentReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that is remembered of one index between two readings. Mutable keyed state; it grows by a few
 * dozen bytes a day.
 */
public class IndexHistory {
    /** By date; the provider leaves days out. */
    public List<IndexDay> days = new ArrayList<>();

    /** How often an episode that starts on a day has been emitted, those that vanished too. */
    public Map<Long, Integer> episodesEmitted = new HashMap<>();

    /** The position of the first day that is not before a date. */
    int positionOf(long readingDate) {
        int from = 0;
        int to = days.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (days.get(middle).readingDate < readingDate) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** The day of a date; null if it has no reading. */
    IndexDay day(long readingDate) {
        int position = positionOf(readingDate);
        return position < days.size() && days.get(position).readingDate == readingDate
                ? days.get(position)
                : null;
    }

    /**
     * Puts the value of a reading into its day.
     *
     * <p>A changed value was known to nobody before it arrived, even if the reading passes for
     * history.
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
            day.knownAt = Math.max(day.knownAt, KnownReading.changedAt(reading));
        }
        day.value = reading.value();
        day.providerLabel = reading.providerLabel();
    }

    int nextEpisodeRevision(long startedOn) {
        return episodesEmitted.merge(startedOn, 1, Integer::sum) - 1;
    }
}
