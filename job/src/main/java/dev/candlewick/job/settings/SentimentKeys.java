package dev.candlewick.job.settings;

import static dev.candlewick.job.settings.ValueTypes.duration;
import static dev.candlewick.job.settings.ValueTypes.onOff;
import static dev.candlewick.job.settings.ValueTypes.url;
import static dev.candlewick.job.settings.ValueTypes.wholeNumber;

import dev.candlewick.functions.model.Regime;
import dev.candlewick.functions.model.SelectionPressure;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The part of the registry that is about the sentiment index. */
public final class SentimentKeys {

    private static final List<SettingKey<?>> REGISTERED = new ArrayList<>();

    public static final SettingKey<Boolean> ENABLED =
            key("enabled", onOff(), "on", "off: no index is asked, and no bar gets a signal");
    public static final SettingKey<URI> URL =
            key(
                    "url",
                    url("https", "http"),
                    "https://api.alternative.me/fng/",
                    "the sentiment index");
    public static final SettingKey<Duration> POLL_INTERVAL =
            key("poll-interval", duration("1 s", "7 d"), "1 h", "how often the index is asked for");
    public static final SettingKey<Boolean> USE_CACHE =
            key("use-cache", onOff(), "on", "off: every poll asks the provider");
    public static final SettingKey<Duration> CACHE_TTL =
            key(
                    "cache-ttl",
                    duration("0 s", "7 d"),
                    "5 min",
                    "how long an answer is used again, by polls that come sooner, after a restart and"
                            + " by other jobs of the machine with the same folder of the hot store");
    public static final SettingKey<Duration> PUBLICATION_DELAY =
            key(
                    "publication-delay",
                    duration("0 s", "2 d"),
                    "5 min",
                    "a reading published while no job ran counts as known from its date plus this");
    public static final SettingKey<Duration> MAX_AGE =
            key(
                    "max-age",
                    duration("1 h", "365 d"),
                    "3 d",
                    "a reading older than this joins as null");

    public static final SettingKey<Integer> EXTREME_FEAR_UNTIL =
            key("extreme-fear-until", value(), "25", "the highest value of extreme fear");
    public static final SettingKey<Integer> FEAR_UNTIL =
            key("fear-until", value(), "45", "the highest value of fear");
    public static final SettingKey<Integer> NEUTRAL_UNTIL =
            key("neutral-until", value(), "54", "the highest value that is neutral");
    public static final SettingKey<Integer> GREED_UNTIL =
            key("greed-until", value(), "75", "the highest value of greed; above is extreme greed");
    public static final SettingKey<Integer> TREND_THRESHOLD =
            key("trend-threshold", value(), "2", "a change up to this is no trend");
    public static final SettingKey<Integer> TREND_SCALE =
            key(
                    "trend-scale",
                    wholeNumber(1, 100),
                    "50",
                    "the change at which a trend is as strong as can be");
    public static final SettingKey<Integer> VOLATILITY_READINGS =
            key(
                    "volatility-readings",
                    wholeNumber(2, 365),
                    "7",
                    "how many readings volatility looks at, the newest included");

    /** What an optimiser should favour, by regime. */
    public static final Map<Regime, SettingKey<SelectionPressure>> PRESSURES =
            pressures(
                    Map.of(
                            Regime.EXTREME_FEAR, "0.8, 0.2, 0.7, 0.6, 0.7",
                            Regime.FEAR, "0.6, 0.4, 0.5, 0.5, 0.5",
                            Regime.NEUTRAL, "0, 0, 0.5, 0.5, 0.5",
                            Regime.GREED, "0.6, 0.4, 0.5, 0.5, 0.5",
                            Regime.EXTREME_GREED, "0.8, 0.2, 0.3, 0.4, 0.3"));

    private SentimentKeys() {}

    static List<SettingKey<?>> all() {
        return Collections.unmodifiableList(REGISTERED);
    }

    private static Map<Regime, SettingKey<SelectionPressure>> pressures(
            Map<Regime, String> defaults) {
        Map<Regime, SettingKey<SelectionPressure>> keys = new EnumMap<>(Regime.class);
        for (Regime regime : Regime.values()) {
            String words = regime.label().replace('_', ' ');
            keys.put(
                    regime,
                    key(
                            "pressure." + words.replace(' ', '-'),
                            new PressureType(),
                            defaults.get(regime),
                            "the selection pressure of " + words));
        }
        return Collections.unmodifiableMap(keys);
    }

    private static Scalar<Integer> value() {
        return wholeNumber(0, 100);
    }

    private static <T> SettingKey<T> key(
            String name, ValueType<T> type, String defaultText, String description) {
        SettingKey<T> key = new SettingKey<>("sentiment." + name, type, defaultText, description);
        REGISTERED.add(key);
        return key;
    }
}
