package dev.candlewick.functions.sentiment;

import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.functions.model.SentimentReading;
import java.util.ArrayList;
import java.util.List;

/**
 * Every value an index ever had, and from when on it was known. Mutable state; the values of many
 * years are some ten thousand small entries.
 */
public class KnownReadings {
    /**
     * Whatever was known by this instant is here; {@link Long#MIN_VALUE} before the first event.
     */
    public long completeUntil = Long.MIN_VALUE;

    /** By date, the values of one date in the order of their arrival. */
    public List<KnownReading> readings = new ArrayList<>();

    void on(SentimentEvent event) {
        switch (event.kind()) {
            case READING -> {
                add(event.reading());
                // Another reading of the same instant may follow.
                completeUntil = Math.max(completeUntil, event.eventTime() - 1);
            }
            case TIME -> completeUntil = Math.max(completeUntil, event.eventTime());
            case REJECTED -> {
                // Nothing is known by it.
            }
        }
    }

    /** The reading of the newest date that was known at an instant; null if there was none. */
    KnownReading asOf(long instant) {
        for (int i = endOf(instant) - 1; i >= 0; i--) {
            if (readings.get(i).knownAt <= instant) {
                return readings.get(i);
            }
        }
        return null;
    }

    private void add(SentimentReading reading) {
        int end = endOf(reading.readingDate());
        KnownReading known = end == 0 ? null : readings.get(end - 1);
        boolean isKnownDay = known != null && known.readingDate == reading.readingDate();
        if (isKnownDay && known.value == reading.value()) {
            return;
        }
        KnownReading added = new KnownReading();
        added.readingDate = reading.readingDate();
        added.value = reading.value();
        added.knownAt =
                isKnownDay
                        ? Math.max(known.knownAt, KnownReading.changedAt(reading))
                        : reading.knownAt();
        readings.add(end, added);
    }

    /** The position after the last reading of a date up to an instant. */
    private int endOf(long instant) {
        int from = 0;
        int to = readings.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (readings.get(middle).readingDate <= instant) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
