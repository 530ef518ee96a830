package dev.candlewick.functions.sentiment;

import dev.candlewick.functions.model.Regime;
import dev.candlewick.functions.model.SentimentSignal;

/** A value of an index, what it means, and since when it counts as known. Mutable state. */
public class KnownReading implements Dated {
    public long readingDate;
    public int value;
    public Regime regime;
    public SentimentSignal signal;
    public double contrarianStrength;
    public long knownAt;

    /** The newest value of a day. */
    static KnownReading of(IndexDay day, SentimentRules rules) {
        KnownReading reading = new KnownReading();
        reading.readingDate = day.readingDate;
        reading.value = day.value;
        reading.knownAt = day.knownAt;
        reading.judge(rules);
        return reading;
    }

    /** What its value means by these rules. */
    void judge(SentimentRules rules) {
        regime = rules.regime(value);
        signal = rules.signal(regime);
        contrarianStrength = rules.contrarianStrength(value);
    }

    @Override
    public long date() {
        return readingDate;
    }
}
