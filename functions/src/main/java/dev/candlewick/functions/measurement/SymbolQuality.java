package dev.candlewick.functions.measurement;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.DataQuality;
import dev.candlewick.functions.model.Gap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The newest days of a symbol. Mutable keyed state. */
public class SymbolQuality {
    private static final long DAY = BarInterval.D1.micros();
    private static final double MICROS = 1e6;

    /** Longer than candles can still repair a bar. */
    private static final int KEPT_DAYS = 5;

    /** By the number of the day since the epoch. */
    public Map<Long, DayQuality> days = new HashMap<>();

    /** By their start; without those of which the exchange has proven that nothing was lost. */
    public Map<Long, Gap> gaps = new HashMap<>();

    /** Where the bars of an interval begin. */
    public Map<BarInterval, Long> since = new HashMap<>();

    public long emittedAt = Long.MIN_VALUE;

    void add(QualityFact fact, String runId, Consumer<DataQuality> rows) {
        switch (fact.kind()) {
            case BARS -> addBars(fact, runId, rows);
            case GAP -> addGap(fact.gap());
            default -> {
                long day = Math.floorDiv(fact.at(), DAY);
                if (day > newestDay() - KEPT_DAYS) {
                    days.computeIfAbsent(day, absent -> new DayQuality()).add(fact);
                }
            }
        }
    }

    private void addBars(QualityFact fact, String runId, Consumer<DataQuality> rows) {
        long day = Math.floorDiv(fact.at(), DAY);
        if (day <= newestDay() - KEPT_DAYS) {
            return;
        }
        IntervalQuality quality =
                days.computeIfAbsent(day, absent -> new DayQuality()).of(fact.interval());
        quality.bars.add(fact.bars());
        quality.changed = true;
        since.merge(fact.interval(), fact.bars().firstOpen, Math::min);
        emittedAt = Math.max(emittedAt, fact.bars().emittedAt);
        forget();
        days.keySet().forEach(each -> emit(fact.symbol(), fact.interval(), each, runId, rows));
    }

    private long newestDay() {
        return days.keySet().stream().mapToLong(Long::longValue).max().orElse(Long.MIN_VALUE / 2);
    }

    private void addGap(Gap gap) {
        if (gap.reason().equals(Gap.LEFT_UNIVERSE)) {
            if (gap.gapEnd() != null) {
                since.replaceAll((interval, time) -> interval.openTimeOf(gap.gapEnd()));
            }
        } else if (Gap.BY_RESEND.equals(gap.healedBy())) {
            gaps.remove(gap.gapStart());
        } else {
            gaps.put(gap.gapStart(), gap);
        }
        days.forEach((day, quality) -> quality.change());
    }

    private void forget() {
        long oldest = newestDay() - KEPT_DAYS + 1;
        days.keySet().removeIf(day -> day < oldest);
        gaps.values().removeIf(gap -> gap.endsBy(oldest * DAY));
    }

    /** Emits the rows of everything that has changed. */
    void emitAll(String symbol, String runId, Consumer<DataQuality> rows) {
        days.forEach(
                (day, quality) ->
                        quality.intervals
                                .keySet()
                                .forEach(interval -> emit(symbol, interval, day, runId, rows)));
    }

    private void emit(
            String symbol,
            BarInterval interval,
            long day,
            String runId,
            Consumer<DataQuality> rows) {
        IntervalQuality quality = days.get(day).intervals.get(interval);
        if (quality == null || !quality.changed || quality.bars.bars() <= 0) {
            return;
        }
        quality.changed = false;
        rows.accept(row(symbol, interval, day, runId));
        // The next row is newer, also if it follows from a fact of the same instant.
        emittedAt++;
    }

    private DataQuality row(String symbol, BarInterval interval, long day, String runId) {
        DayQuality ofDay = days.get(day);
        IntervalQuality quality = ofDay.intervals.get(interval);
        BarCounts bars = quality.bars;
        long fields = quality.equal + quality.different;
        GapSpan gapSpan = GapSpan.of(gaps.values(), day * DAY, lastCloseOf(ofDay));
        return new DataQuality(
                symbol,
                interval,
                day,
                new DataQuality.Bars(
                        bars.complete,
                        bars.quiet,
                        bars.partial,
                        bars.repaired,
                        missing(interval, day, bars),
                        bars.revisions),
                new DataQuality.Feed(
                        gapSpan.count(),
                        gapSpan.micros() / MICROS,
                        ofDay.duplicates,
                        ofDay.rejected,
                        ofDay.late),
                fields == 0 ? null : (double) quality.different / fields,
                bars.delayed == 0 ? null : bars.delayMicros / MICROS / bars.delayed,
                emittedAt,
                runId);
    }

    private static long lastCloseOf(DayQuality day) {
        return day.intervals.values().stream()
                .mapToLong(quality -> quality.bars.lastClose)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    /** Windows without a bar, from where collection began to the newest bar. */
    private long missing(BarInterval interval, long day, BarCounts bars) {
        long start = Math.max(day * DAY, Math.min(since.get(interval), bars.firstOpen));
        long expected = (bars.lastClose - start) / interval.micros();
        return Math.max(0, expected - bars.bars());
    }
}
