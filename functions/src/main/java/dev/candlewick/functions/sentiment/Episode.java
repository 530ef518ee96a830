package dev.candlewick.functions.sentiment;

import dev.candlewick.functions.model.Regime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Consecutive days in one regime. */
record Episode(
        Regime regime,
        long startedOn,
        Long endedOn,
        int days,
        int minValue,
        int maxValue,
        long sum,
        long knownAt) {

    /**
     * The episodes that the reading of a date can change, by the day they start on: from the one of
     * the day before it to the one of the day after it. The others are the same with and without
     * it.
     */
    static Map<Long, Episode> around(IndexHistory history, long readingDate, RegimeBounds bounds) {
        List<IndexDay> days = history.days;
        int from = Math.max(0, history.positionOf(readingDate) - 1);
        while (from > 0 && sameRegime(days, from - 1, from, bounds)) {
            from--;
        }
        int end = Math.min(days.size(), history.positionOf(readingDate + 1) + 1);
        return between(days, from, end, bounds);
    }

    /** Every episode of an index, by the day it starts on. */
    static Map<Long, Episode> all(IndexHistory history, RegimeBounds bounds) {
        return between(history.days, 0, history.days.size(), bounds);
    }

    /** Those that begin within a range of days. */
    private static Map<Long, Episode> between(
            List<IndexDay> days, int first, int end, RegimeBounds bounds) {
        Map<Long, Episode> episodes = new LinkedHashMap<>();
        int from = first;
        while (from < end) {
            int next = endOf(days, from, bounds);
            episodes.put(days.get(from).readingDate, over(days, from, next, bounds));
            from = next;
        }
        return episodes;
    }

    double meanValue() {
        return sum / (double) days;
    }

    private static int endOf(List<IndexDay> days, int from, RegimeBounds bounds) {
        int end = from + 1;
        while (end < days.size() && sameRegime(days, from, end, bounds)) {
            end++;
        }
        return end;
    }

    private static boolean sameRegime(
            List<IndexDay> days, int one, int other, RegimeBounds bounds) {
        return bounds.regime(days.get(one).value) == bounds.regime(days.get(other).value);
    }

    private static Episode over(List<IndexDay> all, int from, int end, RegimeBounds bounds) {
        List<IndexDay> days = all.subList(from, end);
        int min = 100;
        int max = 0;
        long sum = 0;
        long knownAt = Long.MIN_VALUE;
        for (IndexDay day : days) {
            min = Math.min(min, day.value);
            max = Math.max(max, day.value);
            sum += day.value;
            knownAt = Math.max(knownAt, day.knownAt);
        }
        return new Episode(
                bounds.regime(max),
                days.get(0).readingDate,
                end == all.size() ? null : days.get(days.size() - 1).readingDate,
                days.size(),
                min,
                max,
                sum,
                knownAt);
    }
}
