package dev.candlewick.job.settings;

import static dev.candlewick.job.settings.SentimentKeys.CACHE_TTL;
import static dev.candlewick.job.settings.SentimentKeys.EXTREME_FEAR_UNTIL;
import static dev.candlewick.job.settings.SentimentKeys.FEAR_UNTIL;
import static dev.candlewick.job.settings.SentimentKeys.GREED_UNTIL;
import static dev.candlewick.job.settings.SentimentKeys.MAX_AGE;
import static dev.candlewick.job.settings.SentimentKeys.NEUTRAL_UNTIL;
import static dev.candlewick.job.settings.SentimentKeys.POLL_INTERVAL;
import static dev.candlewick.job.settings.SentimentKeys.PUBLICATION_DELAY;
import static dev.candlewick.job.settings.SentimentKeys.USE_CACHE;
import static dev.candlewick.job.settings.SettingKeys.BARS_INTERVALS;
import static dev.candlewick.job.settings.SettingKeys.CHECKPOINTS_PATH;
import static dev.candlewick.job.settings.SettingKeys.EXCHANGE_JOURNAL;
import static dev.candlewick.job.settings.SettingKeys.HOT_STORE_INTERVALS;
import static dev.candlewick.job.settings.SettingKeys.HOT_STORE_PATH;
import static dev.candlewick.job.settings.SettingKeys.HOT_STORE_RETENTION;
import static dev.candlewick.job.settings.SettingKeys.LAKE_PATH;
import static dev.candlewick.job.settings.SettingKeys.UNIVERSE_DISCOVERY;
import static dev.candlewick.job.settings.SettingKeys.UNIVERSE_FILE;
import static dev.candlewick.job.settings.SettingKeys.UNIVERSE_SYMBOLS;

import dev.candlewick.functions.model.BarInterval;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Values that are fine one by one and make no sense together. */
final class Contradictions {

    private static final List<Rule> RULES =
            List.of(
                    new Rule(
                            List.of(UNIVERSE_DISCOVERY, UNIVERSE_FILE),
                            values ->
                                    values.get(UNIVERSE_DISCOVERY)
                                            && values.get(UNIVERSE_FILE).isPresent(),
                            "discovery chooses the symbols or the file names them, not both;"
                                    + " turn one off"),
                    new Rule(
                            List.of(UNIVERSE_SYMBOLS, UNIVERSE_DISCOVERY, UNIVERSE_FILE),
                            values ->
                                    values.get(UNIVERSE_SYMBOLS).isEmpty()
                                            && !values.get(UNIVERSE_DISCOVERY)
                                            && values.get(UNIVERSE_FILE).isEmpty(),
                            "nothing would be collected; name symbols, turn discovery on,"
                                    + " or name a file"),
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
                            List.of(LAKE_PATH, EXCHANGE_JOURNAL),
                            values ->
                                    values.get(EXCHANGE_JOURNAL)
                                            .filter(
                                                    journal ->
                                                            isInside(
                                                                    journal.toString(),
                                                                    values.get(LAKE_PATH)))
                                            .isPresent(),
                            "the journal must lie outside of the lake's folder"),
                    new Rule(
                            List.of(CACHE_TTL, POLL_INTERVAL, USE_CACHE),
                            values ->
                                    values.get(USE_CACHE)
                                            && exceeds(values, CACHE_TTL, POLL_INTERVAL),
                            "polls would see nothing but the cache; shorten the cache"),
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
            return text.isEmpty() ? "nothing" : Secrets.mask(raw.key(), text);
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

    private static boolean overlap(String left, String right) {
        return isInside(left, right) || isInside(right, left);
    }

    private static boolean isInside(String inner, String outer) {
        return (plain(inner) + "/").startsWith(plain(outer) + "/");
    }

    /** One spelling of a folder, so that two of them can be compared. */
    private static String plain(String path) {
        boolean remote = path.contains("://") && !path.startsWith("file:");
        return remote
                ? path.replaceAll("/+$", "")
                : ValueTypes.readLocalPath(path).toAbsolutePath().normalize().toString();
    }
}
