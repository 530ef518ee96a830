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

    /** The episodes of all days, by the day they start on. */
    static Map<Long, Episode> of(List<IndexDay> days, RegimeBounds bounds) {
        Map<Long, Episode> episodes = new LinkedHashMap<>();
        int from = 0;
        for (int next = 1; next <= days.size(); next++) {
            boolean ends =
                    next == days.size() || regime(days, next, bounds) != regime(days, from, bounds);
            if (ends) {
                Long endedOn = next == days.size() ? null : days.get(next - 1).readingDate;
                Episode episode =
                        over(days.subList(from, next), regime(days, from, bounds), endedOn);
                episodes.put(episode.startedOn, episode);
                from = next;
            }
        }
        return episodes;
    }

    double meanValue() {
        return sum / (double) days;
    }

    private static Regime regime(List<IndexDay> days, int position, RegimeBounds bounds) {
        return bounds.regime(days.get(position).value);
    }

    private static Episode over(List<IndexDay> days, Regime regime, Long endedOn) {
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
                regime, days.get(0).readingDate, endedOn, days.size(), min, max, sum, knownAt);
    }
}
