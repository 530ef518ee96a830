package dev.candlewick.job.settings;

import dev.candlewick.functions.sentiment.SentimentRules;
import dev.candlewick.functions.universe.UniverseRules;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.event.Level;

/**
 * The settings that take effect in a job that runs.
 *
 * @param symbols always collected
 * @param universe whose size is not among them
 */
public record ReloadableSettings(
        List<String> symbols,
        UniverseRules universe,
        SentimentRules sentiment,
        BigDecimal maxPrice,
        Duration retention,
        Level logLevel)
        implements Serializable {

    private static final List<SettingKey<?>> KEYS =
            Stream.concat(
                            Stream.of(
                                    UniverseKeys.SYMBOLS,
                                    UniverseKeys.EXCLUDE,
                                    UniverseKeys.HYSTERESIS,
                                    UniverseKeys.HOLD,
                                    UniverseKeys.MIN_DAY_VOLUME,
                                    UniverseKeys.MAX_SPREAD_BPS,
                                    UniverseKeys.WEIGHT_VOLUME,
                                    UniverseKeys.WEIGHT_OPEN_INTEREST,
                                    UniverseKeys.WEIGHT_SPREAD,
                                    UniverseKeys.WEIGHT_VOLATILITY,
                                    UniverseKeys.WEIGHT_QUALITY,
                                    SentimentKeys.MAX_AGE,
                                    SentimentKeys.EXTREME_FEAR_UNTIL,
                                    SentimentKeys.FEAR_UNTIL,
                                    SentimentKeys.NEUTRAL_UNTIL,
                                    SentimentKeys.GREED_UNTIL,
                                    SentimentKeys.TREND_THRESHOLD,
                                    SentimentKeys.TREND_SCALE,
                                    SentimentKeys.VOLATILITY_READINGS,
                                    SettingKeys.QUALITY_MAX_PRICE,
                                    SettingKeys.HOT_STORE_RETENTION,
                                    SettingKeys.LOG_LEVEL),
                            SentimentKeys.PRESSURES.values().stream())
                    .toList();

    private static final Set<String> NAMES =
            KEYS.stream().map(SettingKey::name).collect(Collectors.toUnmodifiableSet());

    /** Whether a change of this key takes effect without a restart. */
    public static boolean includes(String key) {
        return NAMES.contains(key);
    }

    public static ReloadableSettings of(Settings settings) {
        return new ReloadableSettings(
                settings.universe().symbols(),
                settings.universe().discovery().rules(),
                settings.sentiment().rules(),
                settings.quality().maxPrice(),
                settings.hotStore().retention(),
                settings.log().level());
    }

    /**
     * Reads texts that were checked before.
     *
     * @param texts values by key; what is missing has its default
     * @throws InvalidSettingsException if another release wrote them, whose rules were others
     */
    static ReloadableSettings parse(Map<String, String> texts) throws InvalidSettingsException {
        List<Problem> problems = new ArrayList<>();
        Values values = new Values(problems, new References(Map.of()));
        texts.forEach(
                (key, text) ->
                        values.put(
                                new RawSetting(
                                        key,
                                        ValueType.RawValue.text(text),
                                        SettingOrigin.DEFAULT)));
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return of(Settings.from(values));
    }

    /** Their texts by key, with everything that was referred to in its place. */
    static Map<String, String> texts(Values values) {
        Map<String, String> texts = new LinkedHashMap<>();
        KEYS.forEach(key -> texts.put(key.name(), values.text(key)));
        return texts;
    }

    /**
     * The rules of the universe that follow from them.
     *
     * @param started those of the start, whose size stays
     */
    public UniverseRules universe(UniverseRules started, long version) {
        return new UniverseRules(
                started.size(),
                universe.pinned(),
                universe.excluded(),
                universe.hysteresis(),
                universe.hold(),
                universe.weights(),
                universe.bounds(),
                version);
    }
}
