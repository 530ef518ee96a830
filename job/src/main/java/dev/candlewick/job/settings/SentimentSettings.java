package dev.candlewick.job.settings;

import dev.candlewick.functions.model.Regime;
import dev.candlewick.functions.model.SelectionPressure;
import dev.candlewick.functions.sentiment.RegimeBounds;
import dev.candlewick.functions.sentiment.SentimentRules;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The sentiment index, when its readings count as known, and what they mean. */
public record SentimentSettings(
        boolean enabled,
        URI url,
        Duration pollInterval,
        boolean useCache,
        Duration cacheTtl,
        Duration publicationDelay,
        SentimentRules rules) {

    static SentimentSettings from(Values values) {
        return new SentimentSettings(
                values.get(SentimentKeys.ENABLED),
                values.get(SentimentKeys.URL),
                values.get(SentimentKeys.POLL_INTERVAL),
                values.get(SentimentKeys.USE_CACHE),
                values.get(SentimentKeys.CACHE_TTL),
                values.get(SentimentKeys.PUBLICATION_DELAY),
                rules(values));
    }

    private static SentimentRules rules(Values values) {
        RegimeBounds bounds =
                new RegimeBounds(
                        values.get(SentimentKeys.EXTREME_FEAR_UNTIL),
                        values.get(SentimentKeys.FEAR_UNTIL),
                        values.get(SentimentKeys.NEUTRAL_UNTIL),
                        values.get(SentimentKeys.GREED_UNTIL));
        Map<Regime, SelectionPressure> pressures = new EnumMap<>(Regime.class);
        SentimentKeys.PRESSURES.forEach((regime, key) -> pressures.put(regime, values.get(key)));
        return new SentimentRules(
                bounds,
                pressures,
                values.get(SentimentKeys.TREND_THRESHOLD),
                values.get(SentimentKeys.TREND_SCALE),
                values.get(SentimentKeys.VOLATILITY_READINGS),
                values.get(SentimentKeys.MAX_AGE));
    }
}
