package dev.candlewick.job.settings;

import static dev.candlewick.job.settings.SentimentKeys.EXTREME_FEAR_UNTIL;
import static dev.candlewick.job.settings.SentimentKeys.FEAR_UNTIL;
import static dev.candlewick.job.settings.SentimentKeys.GREED_UNTIL;
import static dev.candlewick.job.settings.SentimentKeys.MAX_AGE;
import static dev.candlewick.job.settings.SentimentKeys.NEUTRAL_UNTIL;
import static dev.candlewick.job.settings.SentimentKeys.PUBLICATION_DELAY;
import static dev.candlewick.job.settings.SettingKeys.BARS_INTERVALS;
import static dev.candlewick.job.settings.SettingKeys.CHECKPOINTS_PATH;
import static dev.candlewick.job.settings.SettingKeys.HOT_STORE_FALLBACK_PATH;
import static dev.candlewick.job.settings.SettingKeys.HOT_STORE_INTERVALS;
import static dev.candlewick.job.settings.SettingKeys.HOT_STORE_PATH;
import static dev.candlewick.job.settings.SettingKeys.HOT_STORE_RETENTION;
import static dev.candlewick.job.settings.SettingKeys.LAKE_PATH;

import dev.candlewick.functions.model.BarInterval;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values that are fine one by one and make no sense together. */
final class Contradictions {

    private static final int LEAST_WEIGHT_WITH_DISCOVERY = 320;

    private static final List<Rule> RULES =
            List.of(
                    new Rule(
                            List.of(UniverseKeys.DISCOVERY, UniverseKeys.FILE),
                            values ->
                                    values.get(UniverseKeys.DISCOVERY)
                                            && values.get(UniverseKeys.FILE).isPresent(),
                            "discovery chooses the symbols or the file names them, not both;"
                                    + " turn one off"),
                    new Rule(
                            List.of(
                                    UniverseKeys.SYMBOLS,
                                    UniverseKeys.DISCOVERY,
                                    UniverseKeys.FILE),
                            values ->
                                    values.get(UniverseKeys.SYMBOLS).isEmpty()
                                            && !values.get(UniverseKeys.DISCOVERY)
                                            && values.get(UniverseKeys.FILE).isEmpty(),
                            "nothing would be collected; name symbols, turn discovery on,"
                                    + " or name a file"),
                    new Rule(
                            List.of(UniverseKeys.SYMBOLS, UniverseKeys.EXCLUDE),
                            values ->
                                    !Collections.disjoint(
                                            values.get(UniverseKeys.SYMBOLS),
                                            values.get(UniverseKeys.EXCLUDE)),
                            "a symbol cannot be always and never collected; take it out of one"),
                    new Rule(
                            List.of(
                                    UniverseKeys.WEIGHT_VOLUME,
                                    UniverseKeys.WEIGHT_OPEN_INTEREST,
                                    UniverseKeys.WEIGHT_SPREAD,
                                    UniverseKeys.WEIGHT_VOLATILITY,
                                    UniverseKeys.WEIGHT_QUALITY),
                            Contradictions::weighNothing,
                            "every asset would score the same; give at least one a weight above 0"),
                    new Rule(
                            List.of(
                                    UniverseKeys.DISCOVERY,
                                    ExchangeKeys.MAX_REST_WEIGHT_PER_MINUTE),
                            values ->
                                    values.get(UniverseKeys.DISCOVERY)
                                            && values.get(ExchangeKeys.MAX_REST_WEIGHT_PER_MINUTE)
                                                    < LEAST_WEIGHT_WITH_DISCOVERY,
                            "discovery and candles share the weight; allow 320 or more"),
                    new Rule(
                            List.of(UniverseKeys.HISTORY_INTERVALS, BARS_INTERVALS),
                            values -> !builds(values, values.get(UniverseKeys.HISTORY_INTERVALS)),
                            "history goes on in bars; add its intervals to bars.intervals"),
                    new Rule(
                            List.of(UniverseKeys.HISTORY_INTERVALS),
                            values ->
                                    values.get(UniverseKeys.HISTORY_INTERVALS)
                                            .contains(BarInterval.S1),
                            "the exchange has no candles of a second; leave 1s out"),
                    new Rule(
                            List.of(HOT_STORE_INTERVALS, BARS_INTERVALS),
                            values ->
                                    values.get(HOT_STORE_INTERVALS)
                                            .filter(hot -> !builds(values, hot))
                                            .isPresent(),
                            "only intervals that are built can be kept hot; add them to"
                                    + " bars.intervals"),
                    new Rule(
                            List.of(HOT_STORE_RETENTION, HOT_STORE_INTERVALS, BARS_INTERVALS),
                            Contradictions::forgetsOpenBars,
                            "the longest bar kept hot outlasts the retention; keep rows longer or"
                                    + " leave that interval out"),
                    new Rule(
                            List.of(LAKE_PATH, CHECKPOINTS_PATH),
                            values -> overlap(values.get(LAKE_PATH), values.get(CHECKPOINTS_PATH)),
                            "lake and checkpoints must not share a folder; give each its own"),
                    new Rule(
                            List.of(LAKE_PATH, HOT_STORE_PATH),
                            values ->
                                    isInside(
                                            values.get(HOT_STORE_PATH).toString(),
                                            values.get(LAKE_PATH)),
                            "the hot store must lie outside of the lake's folder"),
                    new Rule(
                            List.of(HOT_STORE_PATH, HOT_STORE_FALLBACK_PATH),
                            values ->
                                    values.get(HOT_STORE_FALLBACK_PATH)
                                            .filter(
                                                    fallback ->
                                                            folderOf(fallback)
                                                                    .equals(
                                                                            folderOf(
                                                                                    values.get(
                                                                                            HOT_STORE_PATH))))
                                            .isPresent(),
                            "the fallback needs a folder of its own, on another disk"),
                    new Rule(
                            List.of(LAKE_PATH, ExchangeKeys.JOURNAL),
                            values ->
                                    values.get(ExchangeKeys.JOURNAL)
                                            .filter(
                                                    journal ->
                                                            isInside(
                                                                    journal.toString(),
                                                                    values.get(LAKE_PATH)))
                                            .isPresent(),
                            "the journal must lie outside of the lake's folder"),
                    new Rule(
                            List.of(PUBLICATION_DELAY, MAX_AGE),
                            values -> !exceeds(values, MAX_AGE, PUBLICATION_DELAY),
                            "a reading would be too old before it is known; raise the age"),
                    new Rule(
                            List.of(EXTREME_FEAR_UNTIL, FEAR_UNTIL, NEUTRAL_UNTIL, GREED_UNTIL),
                            values ->
                                    !exceeds(values, FEAR_UNTIL, EXTREME_FEAR_UNTIL)
                                            || !exceeds(values, NEUTRAL_UNTIL, FEAR_UNTIL)
                                            || !exceeds(values, GREED_UNTIL, NEUTRAL_UNTIL),
                            "each must be greater than the one before it"));

    private Contradictions() {}

    /** Looks only at rules whose keys all have valid values. */
    static List<Problem> in(Values values) {
        return RULES.stream()
                .filter(rule -> rule.keys().stream().allMatch(values::isValid))
                .filter(rule -> rule.broken().test(values))
                .map(rule -> rule.problem(values))
                .toList();
    }

    private record Rule(List<SettingKey<?>> keys, Predicate<Values> broken, String why) {

        Problem problem(Values values) {
            String given =
                    keys.stream()
                            .map(values::raw)
                            .map(
                                    raw ->
                                            "%s = %s (%s)"
                                                    .formatted(raw.key(), shown(raw), raw.origin()))
                            .collect(Collectors.joining(" and "));
            return new Problem(given + ": " + why);
        }

        private static String shown(RawSetting raw) {
            String text = raw.value().asText();
            return text.isEmpty() ? "nothing" : raw.shown();
        }
    }

    private static <T extends Comparable<T>> boolean exceeds(
            Values values, SettingKey<T> greater, SettingKey<T> smaller) {
        return values.get(greater).compareTo(values.get(smaller)) > 0;
    }

    private static boolean builds(Values values, List<BarInterval> intervals) {
        return values.get(BARS_INTERVALS).containsAll(intervals);
    }

    private static boolean forgetsOpenBars(Values values) {
        long kept = values.get(HOT_STORE_RETENTION).toMillis() * 1_000;
        return HotStoreSettings.intervals(
                        values.get(HOT_STORE_INTERVALS), values.get(BARS_INTERVALS))
                .stream()
                .anyMatch(interval -> interval.micros() > kept);
    }

    private static boolean weighNothing(Values values) {
        return Stream.of(
                        UniverseKeys.WEIGHT_VOLUME,
                        UniverseKeys.WEIGHT_OPEN_INTEREST,
                        UniverseKeys.WEIGHT_SPREAD,
                        UniverseKeys.WEIGHT_VOLATILITY,
                        UniverseKeys.WEIGHT_QUALITY)
                .allMatch(key -> values.get(key).signum() == 0);
    }

    private static boolean overlap(String left, String right) {
        return isInside(left, right) || isInside(right, left);
    }

    private static boolean isInside(String inner, String outer) {
        return (plain(inner) + "/").startsWith(plain(outer) + "/");
    }

    private static Path folderOf(Path file) {
        return file.toAbsolutePath().normalize().getParent();
    }

    /** One spelling of a folder, so that two of them can be compared. */
    private static String plain(String path) {
        boolean remote = path.contains("://") && !path.startsWith("file:");
        return remote
                ? path.replaceAll("/+$", "")
                : ValueTypes.readLocalPath(path).toAbsolutePath().normalize().toString();
    }
}
