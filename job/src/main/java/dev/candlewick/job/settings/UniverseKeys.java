package dev.candlewick.job.settings;

import static dev.candlewick.job.settings.SymbolTypes.delistings;
import static dev.candlewick.job.settings.SymbolTypes.symbols;
import static dev.candlewick.job.settings.ValueTypes.amount;
import static dev.candlewick.job.settings.ValueTypes.duration;
import static dev.candlewick.job.settings.ValueTypes.markets;
import static dev.candlewick.job.settings.ValueTypes.number;
import static dev.candlewick.job.settings.ValueTypes.onOff;
import static dev.candlewick.job.settings.ValueTypes.oneOf;
import static dev.candlewick.job.settings.ValueTypes.optionalLocalPath;
import static dev.candlewick.job.settings.ValueTypes.someIntervals;
import static dev.candlewick.job.settings.ValueTypes.wholeNumber;

import dev.candlewick.functions.history.HistoryRules;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Market;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of the registry that is about which symbols are collected. */
public final class UniverseKeys {

    private static final List<SettingKey<?>> REGISTERED = new ArrayList<>();

    public static final SettingKey<List<String>> SYMBOLS =
            key(
                    "symbols",
                    symbols(),
                    "BTC, ETH, SOL",
                    "always collected, discovery or not; case-sensitive, verbatim");
    public static final SettingKey<List<String>> EXCLUDE =
            key("exclude", symbols(), "", "never chosen by discovery");
    public static final SettingKey<List<Market>> MARKETS =
            key(
                    "markets",
                    markets(),
                    "perps",
                    "the markets that discovery looks at: `perps` (the exchange's own), `builder`"
                            + " (perpetuals of builders' markets), `spot`");
    public static final SettingKey<Boolean> DISCOVERY =
            key("discovery", onOff(), "off", "on: the best `universe.size` assets are followed");
    public static final SettingKey<Integer> SIZE =
            key(
                    "size",
                    wholeNumber(1, 200),
                    "25",
                    "how many assets discovery follows; `universe.symbols` count, and may exceed it");
    public static final SettingKey<Optional<Path>> FILE =
            key(
                    "file",
                    optionalLocalPath("a file of symbols"),
                    "",
                    "symbols from a file, instead of discovery: one a line, or a YAML or JSON list"
                            + " of names or of `{symbol, priority}`");
    public static final SettingKey<Duration> INTERVAL =
            key("interval", duration("10 s", "1 d"), "10 min", "how often discovery decides");
    public static final SettingKey<BigDecimal> HYSTERESIS =
            key(
                    "hysteresis",
                    number("1", "10"),
                    "1.5",
                    "a member stays until its rank is worse than `universe.size` times this");
    public static final SettingKey<Duration> HOLD =
            key(
                    "hold",
                    duration("0 s", "30 d"),
                    "1 h",
                    "a member stays at least this long, unless it can no longer be traded");
    public static final SettingKey<BigDecimal> MIN_DAY_VOLUME =
            key(
                    "min-day-volume",
                    amount(),
                    "100000",
                    "an asset with less notional volume a day, in USD, is not ranked");
    public static final SettingKey<BigDecimal> MAX_SPREAD_BPS =
            key(
                    "max-spread-bps",
                    amount(),
                    "100",
                    "an asset whose impact prices are further apart, in basis points, is not ranked");
    public static final SettingKey<Map<String, Instant>> DELISTINGS =
            key(
                    "delistings",
                    delistings(),
                    "",
                    "announced delistings as `SYMBOL=TIME`; discovery drops the symbol an hour"
                            + " before");

    public static final SettingKey<BigDecimal> WEIGHT_VOLUME =
            key("weights.volume", amount(), "0.4", "how much the day's notional volume counts");
    public static final SettingKey<BigDecimal> WEIGHT_OPEN_INTEREST =
            key("weights.open-interest", amount(), "0.25", "how much open interest counts");
    public static final SettingKey<BigDecimal> WEIGHT_SPREAD =
            key("weights.spread", amount(), "0.2", "how much a narrow spread counts");
    public static final SettingKey<BigDecimal> WEIGHT_VOLATILITY =
            key("weights.volatility", amount(), "0.15", "how much the move of a day counts");
    public static final SettingKey<BigDecimal> WEIGHT_QUALITY =
            key("weights.quality", amount(), "0", "how much the share of whole bars counts");

    public static final SettingKey<HistorySettings.Mode> HISTORY =
            key(
                    "history",
                    oneOf(HistorySettings.Mode.words()),
                    "auto",
                    "whether candles from before collection are requested of the exchange; auto:"
                            + " with discovery");
    public static final SettingKey<Integer> HISTORY_DEPTH =
            key(
                    "history-depth",
                    wholeNumber(1, HistoryRules.MOST_WINDOWS),
                    "5000",
                    "how many candles of each interval");
    public static final SettingKey<List<BarInterval>> HISTORY_INTERVALS =
            key(
                    "history-intervals",
                    someIntervals(),
                    "",
                    "of which intervals; nothing: of all `bars.intervals` but 1s, of which there are"
                            + " none");

    private UniverseKeys() {}

    static List<SettingKey<?>> all() {
        return Collections.unmodifiableList(REGISTERED);
    }

    private static <T> SettingKey<T> key(
            String name, ValueType<T> type, String defaultText, String description) {
        SettingKey<T> key = new SettingKey<>("universe." + name, type, defaultText, description);
        REGISTERED.add(key);
        return key;
    }
}
