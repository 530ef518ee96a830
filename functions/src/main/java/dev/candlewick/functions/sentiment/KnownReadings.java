package dev.candlewick.functions.sentiment;

import java.util.ArrayList;
import java.util.List;

/** All values of an index, and since when each was known. Mutable state. */
public class KnownReadings {
    /** Everything known by this instant is here; {@link Long#MIN_VALUE} before the first update. */
    public long completeUntil = Long.MIN_VALUE;

    /** By date, the values of one date in the order of their arrival. */
    public List<KnownReading> readings = new ArrayList<>();

    /** Null until rules have come that are not those that the job was started with. */
    public RulesInForce rules;

    void on(SentimentUpdate update) {
        if (update.reading() != null) {
            readings.add(Dated.firstAfter(readings, update.reading().date()), update.reading());
        }
        if (update.rules() != null) {
            rules = update.rules();
            SentimentRules changed = rules.rules();
            readings.forEach(reading -> reading.judge(changed));
        }
        completeUntil = Math.max(completeUntil, update.completeUntil());
    }

    /** The reading of the newest date that was known at an instant; null if there was none. */
    KnownReading asOf(long instant) {
        for (int i = Dated.firstAfter(readings, instant) - 1; i >= 0; i--) {
            if (readings.get(i).knownAt <= instant) {
                return readings.get(i);
            }
        }
        return null;
    }
}
