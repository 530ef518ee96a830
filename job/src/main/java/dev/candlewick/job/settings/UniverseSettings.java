package dev.candlewick.job.settings;

import dev.candlewick.functions.history.HistoryRules;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Market;
import dev.candlewick.functions.universe.ScoreWeights;
import dev.candlewick.functions.universe.UniverseRules;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which symbols are collected.
 *
 * @param symbols always collected, verbatim
 * @param file a list of more symbols
 * @param history what is collected from before
 */
public record UniverseSettings(
        List<String> symbols, Optional<Path> file, Discovery discovery, HistorySettings history) {

    /**
     * How assets are chosen.
     *
     * @param interval between two decisions
     * @param delistings announced ones
     */
    public record Discovery(
            boolean enabled,
            Set<Market> markets,
            Duration interval,
            Map<String, Instant> delistings,
            UniverseRules rules)
            implements Serializable {}

    /**
     * All symbols to collect: the ones that are set, and those of the file.
     *
     * @throws InvalidSettingsException naming what is wrong with the file, line by line
     */
    public List<String> collected() throws InvalidSettingsException {
        Set<String> collected = new LinkedHashSet<>(symbols);
        if (file.isPresent()) {
            collected.addAll(listedIn(file.get()));
        }
        return List.copyOf(collected);
    }

    /**
     * The symbols of a file as it is now.
     *
     * @throws InvalidSettingsException naming what is wrong with the file, line by line
     */
    public static List<String> listedIn(Path file) throws InvalidSettingsException {
        return SymbolFile.read(file);
    }

    /** How many symbols may be collected at a time. */
    public int most() throws InvalidSettingsException {
        int collected = collected().size();
        return discovery.enabled() ? Math.max(collected, discovery.rules().size()) : collected;
    }

    /** What history is collected of each symbol, for bars of these intervals. */
    public HistoryRules historyRules(List<BarInterval> built) {
        return history.rules(discovery.enabled(), built);
    }

    static UniverseSettings from(Values values) {
        return new UniverseSettings(
                values.get(UniverseKeys.SYMBOLS),
                values.get(UniverseKeys.FILE),
                new Discovery(
                        values.get(UniverseKeys.DISCOVERY),
                        Set.copyOf(values.get(UniverseKeys.MARKETS)),
                        values.get(UniverseKeys.INTERVAL),
                        values.get(UniverseKeys.DELISTINGS),
                        rules(values)),
                HistorySettings.from(values));
    }

    private static UniverseRules rules(Values values) {
        return new UniverseRules(
                values.get(UniverseKeys.SIZE),
                Set.copyOf(values.get(UniverseKeys.SYMBOLS)),
                Set.copyOf(values.get(UniverseKeys.EXCLUDE)),
                number(values, UniverseKeys.HYSTERESIS),
                values.get(UniverseKeys.HOLD),
                new ScoreWeights(
                        number(values, UniverseKeys.WEIGHT_VOLUME),
                        number(values, UniverseKeys.WEIGHT_OPEN_INTEREST),
                        number(values, UniverseKeys.WEIGHT_SPREAD),
                        number(values, UniverseKeys.WEIGHT_VOLATILITY),
                        number(values, UniverseKeys.WEIGHT_QUALITY)),
                new UniverseRules.Bounds(
                        number(values, UniverseKeys.MIN_DAY_VOLUME),
                        number(values, UniverseKeys.MAX_SPREAD_BPS)),
                0);
    }

    private static double number(Values values, SettingKey<BigDecimal> key) {
        return values.get(key).doubleValue();
    }
}
