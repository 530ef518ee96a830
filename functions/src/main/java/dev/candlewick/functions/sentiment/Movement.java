package dev.candlewick.functions.sentiment;

import dev.candlewick.functions.model.Trend;
import java.util.List;

/** What a day owes to the days before it. */
record Movement(Integer previousValue, Trend trend, double trendStrength, double volatility) {

    static Movement of(List<IndexDay> days, int position, SentimentRules rules) {
        int value = days.get(position).value;
        Integer previous = position == 0 ? null : days.get(position - 1).value;
        List<Integer> values =
                window(days, position, rules).stream().map(day -> day.value).toList();
        return new Movement(
                previous,
                rules.trend(previous, value),
                rules.trendStrength(previous, value),
                rules.volatility(values));
    }

    /** The days that make the movement of a day, itself the last. */
    static List<IndexDay> window(List<IndexDay> days, int position, SentimentRules rules) {
        int from = Math.max(0, position + 1 - rules.volatilityReadings());
        return days.subList(from, position + 1);
    }
}
