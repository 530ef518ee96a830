package dev.candlewick.functions.measurement;

import dev.candlewick.functions.model.BarInterval;
import java.util.HashMap;
import java.util.Map;

/** One day of one symbol. Mutable keyed state. */
public class DayQuality {
    public Map<BarInterval, IntervalQuality> intervals = new HashMap<>();
    public long duplicates;
    public long rejected;
    public long late;

    IntervalQuality of(BarInterval interval) {
        return intervals.computeIfAbsent(interval, absent -> new IntervalQuality());
    }

    /** Takes in what concerns all intervals, or a comparison with the exchange. */
    void add(QualityFact fact) {
        switch (fact.kind()) {
            case DUPLICATES -> duplicates += fact.count();
            case REJECTED -> rejected += fact.count();
            case LATE -> late += fact.count();
            case COMPARED -> of(fact.interval()).equal += fact.count();
            case DIFFERENT -> of(fact.interval()).different += fact.count();
            default -> throw new IllegalArgumentException("Not a count: " + fact);
        }
        change();
    }

    void change() {
        intervals.values().forEach(interval -> interval.changed = true);
    }
}
