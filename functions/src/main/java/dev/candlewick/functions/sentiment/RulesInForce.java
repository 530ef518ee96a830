package dev.candlewick.functions.sentiment;

import dev.candlewick.functions.model.Regime;
import dev.candlewick.functions.model.SelectionPressure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Rules, and the version of the settings that say them. Mutable state that is broadcast. */
public class RulesInForce {
    public long version;
    public int extremeFear;
    public int fear;
    public int neutral;
    public int greed;
    public int trendThreshold;
    public int trendScale;
    public int volatilityReadings;
    public long maxAgeMillis;

    public Map<Regime, SelectionPressure> pressures;

    public static RulesInForce of(long version, SentimentRules rules) {
        RulesInForce inForce = new RulesInForce();
        inForce.version = version;
        inForce.extremeFear = rules.bounds().extremeFear();
        inForce.fear = rules.bounds().fear();
        inForce.neutral = rules.bounds().neutral();
        inForce.greed = rules.bounds().greed();
        inForce.trendThreshold = rules.trendThreshold();
        inForce.trendScale = rules.trendScale();
        inForce.volatilityReadings = rules.volatilityReadings();
        inForce.maxAgeMillis = rules.maxAge().toMillis();
        inForce.pressures = new HashMap<>(rules.pressures());
        return inForce;
    }

    SentimentRules rules() {
        return new SentimentRules(
                new RegimeBounds(extremeFear, fear, neutral, greed),
                pressures,
                trendThreshold,
                trendScale,
                volatilityReadings,
                Duration.ofMillis(maxAgeMillis));
    }
}
