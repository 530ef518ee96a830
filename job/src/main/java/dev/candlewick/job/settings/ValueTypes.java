package dev.candlewick.job.settings;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Market;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of values that settings have. */
final class ValueTypes {

    static final String ALL_BUT_1S = "all but 1s";

    private ValueTypes() {}

    static Scalar<Duration> duration(String from, String to) {
        Duration least = Durations.parse(from);
        Duration most = Durations.parse(to);
        return new Scalar<>(
                        "a duration from %s to %s, such as `2 s`, `10 min` or `7 d`"
                                .formatted(from, to),
                        Durations::parse,
                        value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0)
                .as(Map.of("type", "string", "pattern", "^\\d{1,15}\\s*(ms|s|min|h|d)$"));
    }

    static Scalar<Long> size(String from, String to) {
        long least = Sizes.parse(from);
        long most = Sizes.parse(to);
        return new Scalar<>(
                        "a size from %s to %s, such as `64 MiB` or `1 GiB`".formatted(from, to),
                        Sizes::parse,
                        value -> value >= least && value <= most)
                .as(Map.of("type", "string", "pattern", "^\\d{1,6}\\s*(Ki|Mi|Gi|Ti)B$"));
    }

    /** One of a few words. */
    static <T> Scalar<T> oneOf(Map<String, T> words) {
        String list =
                words.keySet().stream()
                        .sorted()
                        .map(word -> "`" + word + "`")
                        .collect(Collectors.joining(", "));
        return new Scalar<>("one of " + list, words::get, Objects::nonNull)
                .as(Map.of("enum", words.keySet().stream().sorted().toList()));
    }

    static Scalar<Integer> wholeNumber(int from, int to) {
        return new Scalar<>(
                        String.format(Locale.ROOT, "a whole number from %d to %d", from, to),
                        Integer::valueOf,
                        value -> value >= from && value <= to)
                .as(Map.of("type", "integer", "minimum", from, "maximum", to));
    }

    static Scalar<BigDecimal> positiveNumber() {
        return new Scalar<>(
                        "a number above 0, such as `1e9`",
                        BigDecimal::new,
                        value -> value.signum() > 0 && Double.isFinite(value.doubleValue()))
                .as(Map.of("type", "number", "exclusiveMinimum", 0));
    }

    static Scalar<BigDecimal> amount() {
        return new Scalar<>(
                        "an amount of 0 or more, such as `0.09`",
                        BigDecimal::new,
                        value -> value.signum() >= 0)
                .as(Map.of("type", "number", "minimum", 0));
    }

    static Scalar<BigDecimal> number(String from, String to) {
        BigDecimal least = new BigDecimal(from);
        BigDecimal most = new BigDecimal(to);
        return new Scalar<>(
                        "a number from " + from + " to " + to,
                        BigDecimal::new,
                        value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0)
                .as(Map.of("type", "number", "minimum", least, "maximum", most));
    }

    static Scalar<Boolean> onOff() {
        return new Scalar<>("`on` or `off`", ValueTypes::readOnOff, value -> true)
                .as(Map.of("enum", List.of("on", "off", true, false)));
    }

    static Scalar<URI> url(String... schemes) {
        String examples =
                Arrays.stream(schemes)
                        .map(scheme -> "`" + scheme + "://…`")
                        .collect(Collectors.joining(" or "));
        return new Scalar<>(
                        "a URL " + examples,
                        URI::create,
                        uri ->
                                uri.getHost() != null
                                        && Arrays.asList(schemes).contains(uri.getScheme()))
                .as(
                        Map.of(
                                "type",
                                "string",
                                "pattern",
                                "^(" + String.join("|", schemes) + ")://.+"));
    }

    /** A path of any file system that Flink knows; a scheme is optional. */
    static Scalar<String> flinkPath() {
        return new Scalar<>(
                "a path such as `data/lake` or `s3://bucket/lake`",
                Function.identity(),
                path -> !path.isEmpty() && SymbolTypes.isVisible(path));
    }

    /**
     * A file that DuckDB keeps a log beside, which it can't below a folder with a question mark,
     * and that programs may open by a JDBC URL, in which a semicolon ends the path. DuckDB names
     * the database after the file, so that one called store hides the schema of that name.
     */
    static Scalar<Path> databasePath() {
        return new Scalar<>(
                "a path of a local file, without ? and ;, not called store",
                ValueTypes::readLocalPath,
                ValueTypes::isDatabasePath);
    }

    /** The same, or nothing. */
    static Scalar<Optional<Path>> optionalDatabasePath() {
        return new Scalar<>(
                "a path of a local file, without ? and ;, not called store, or nothing",
                text -> text.isEmpty() ? Optional.empty() : Optional.of(readLocalPath(text)),
                path -> path.map(ValueTypes::isDatabasePath).orElse(true));
    }

    private static boolean isDatabasePath(Path path) {
        String text = path.toString();
        return !text.isEmpty()
                && text.indexOf('?') < 0
                && text.indexOf(';') < 0
                && !text.matches("(?i)(.*/)?store(\\.[^/]*)?");
    }

    static Listed<Path> scripts() {
        return new Listed<>(
                new Scalar<>("a path of a file", ValueTypes::readLocalPath, path -> true),
                "paths of files of Flink SQL",
                true);
    }

    static Scalar<Optional<Path>> optionalLocalPath(String what) {
        return new Scalar<>(
                "a path of " + what + ", or nothing",
                text -> text.isEmpty() ? Optional.empty() : Optional.of(readLocalPath(text)),
                path -> true);
    }

    static Scalar<Path> localPath(String what) {
        return new Scalar<>(
                "a path of " + what, ValueTypes::readLocalPath, path -> !path.toString().isEmpty());
    }

    static Listed<String> channels(List<String> known) {
        String list = "any of " + String.join(", ", known);
        Scalar<String> channel =
                new Scalar<>("a channel", Function.identity(), known::contains)
                        .as(Map.of("enum", known));
        return new Listed<>(channel, list, true);
    }

    static Listed<BarInterval> intervals() {
        return new Listed<>(interval(), "any of " + allIntervals(), false);
    }

    /** The same, or none. */
    static Listed<BarInterval> someIntervals() {
        return new Listed<>(interval(), "any of " + allIntervals() + ", or nothing", true);
    }

    private static Scalar<BarInterval> interval() {
        return new Scalar<>("a bar interval", BarInterval::of, interval -> true)
                .as(
                        Map.of(
                                "enum",
                                Arrays.stream(BarInterval.values())
                                        .map(BarInterval::label)
                                        .toList()));
    }

    static Listed<Market> markets() {
        String known =
                Arrays.stream(Market.values()).map(Market::label).collect(Collectors.joining(", "));
        Scalar<Market> market =
                new Scalar<>(
                        "one of " + known,
                        text -> Market.valueOf(text.toUpperCase(Locale.ROOT)),
                        value -> true);
        return new Listed<>(market, "any of " + known, false);
    }

    /** Intervals, or the words {@code all but 1s}, which give an empty optional. */
    static ValueType<Optional<List<BarInterval>>> hotIntervals() {
        Listed<BarInterval> listed = intervals();
        return new ValueType<>() {
            @Override
            public Optional<List<BarInterval>> parse(RawValue raw) throws InvalidValueException {
                boolean allBut = !raw.isList() && raw.asText().trim().equals(ALL_BUT_1S);
                return allBut ? Optional.empty() : Optional.of(listed.parse(raw));
            }

            @Override
            public Map<String, Object> schema() {
                return listed.schema();
            }

            @Override
            public String expectation() {
                return "`%s`, or %s".formatted(ALL_BUT_1S, listed.expectation());
            }
        };
    }

    private static String allIntervals() {
        return Arrays.stream(BarInterval.values())
                .map(BarInterval::label)
                .collect(Collectors.joining(", "));
    }

    private static boolean readOnOff(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "on", "true" -> true;
            case "off", "false" -> false;
            default -> throw new IllegalArgumentException("neither on nor off: " + text);
        };
    }

    /** {@code InvalidPathException} is an {@link IllegalArgumentException}. */
    static Path readLocalPath(String text) {
        return Path.of(text.startsWith("file:") ? URI.create(text).getPath() : text);
    }
}
