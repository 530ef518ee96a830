package dev.candlewick.functions.measurement;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Gap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/**
 * Something that counts for the quality of a symbol.
 *
 * @param interval null where it concerns every interval
 * @param at the event time that dates it
 * @param count how often
 * @param bars of {@link Kind#BARS}; otherwise null
 * @param gap of {@link Kind#GAP}; otherwise null
 */
public record QualityFact(
        String symbol,
        Kind kind,
        BarInterval interval,
        long at,
        long count,
        BarCounts bars,
        Gap gap) {

    /** What counts. */
    public enum Kind {
        BARS,
        GAP,
        DUPLICATES,
        REJECTED,
        LATE,
        /** A field of a bar that was compared with the exchange's. */
        COMPARED,
        /** A field that differs; it is not counted as compared. */
        DIFFERENT
    }

    /** The side output of operators that know such facts. */
    public static final OutputTag<QualityFact> TAG =
            new OutputTag<>("quality", TypeInformation.of(QualityFact.class));

    static QualityFact bars(String symbol, BarInterval interval, BarCounts counts) {
        return new QualityFact(symbol, Kind.BARS, interval, counts.firstOpen, 1, counts, null);
    }

    public static QualityFact gap(Gap gap) {
        return new QualityFact(gap.symbol(), Kind.GAP, null, gap.gapStart(), 1, null, gap);
    }

    /** Of every interval. */
    public static QualityFact counted(String symbol, Kind kind, long at, long count) {
        return new QualityFact(symbol, kind, null, at, count, null, null);
    }

    /** A compared field. */
    public static QualityFact compared(
            String symbol, BarInterval interval, long openTime, boolean differs) {
        Kind kind = differs ? Kind.DIFFERENT : Kind.COMPARED;
        return new QualityFact(symbol, kind, interval, openTime, 1, null, null);
    }
}
