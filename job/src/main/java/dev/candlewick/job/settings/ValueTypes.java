package dev.candlewick.job.settings;

import dev.candlewick.functions.model.BarInterval;
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

    private static final int LONGEST_SYMBOL = 64;

    private ValueTypes() {}

    static Scalar<Duration> duration(String from, String to) {
        Duration least = Durations.parse(from);
        Duration most = Durations.parse(to);
        return new Scalar<>(
                "a duration from %s to %s, such as `2 s`, `10 min` or `7 d`".formatted(from, to),
                Durations::parse,
                value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
    }

    static Scalar<Long> size(String from, String to) {
        long least = Sizes.parse(from);
        long most = Sizes.parse(to);
        return new Scalar<>(
                "a size from %s to %s, such as `64 MiB` or `1 GiB`".formatted(from, to),
                Sizes::parse,
                value -> value >= least && value <= most);
    }

    /** One of a few words. */
    static <T> Scalar<T> oneOf(Map<String, T> words) {
        String list =
                words.keySet().stream()
                        .sorted()
                        .map(word -> "`" + word + "`")
                        .collect(Collectors.joining(", "));
        return new Scalar<>("one of " + list, words::get, Objects::nonNull);
    }

    static Scalar<Integer> wholeNumber(int from, int to) {
        return new Scalar<>(
                "a whole number from %d to %d".formatted(from, to),
                Integer::valueOf,
                value -> value >= from && value <= to);
    }

    static Scalar<BigDecimal> positiveNumber() {
        return new Scalar<>(
                "a number above 0, such as `1e9`",
                BigDecimal::new,
                value -> value.signum() > 0 && Double.isFinite(value.doubleValue()));
    }

    static Scalar<BigDecimal> amount() {
        return new Scalar<>(
                "an amount of 0 or more, such as `0.09`",
                BigDecimal::new,
                value -> value.signum() >= 0);
    }

    static Scalar<Boolean> onOff() {
        return new Scalar<>("`on` or `off`", ValueTypes::readOnOff, value -> true);
    }

    static Scalar<URI> url(String... schemes) {
        String examples =
                Arrays.stream(schemes)
                        .map(scheme -> "`" + scheme + "://…`")
                        .collect(Collectors.joining(" or "));
        return new Scalar<>(
                "a URL " + examples,
                URI::create,
                uri -> uri.getHost() != null && Arrays.asList(schemes).contains(uri.getScheme()));
    }

    /** A path of any file system that Flink knows; a scheme is optional. */
    static Scalar<String> flinkPath() {
        return new Scalar<>(
                "a path such as `data/lake` or `s3://bucket/lake`",
                Function.identity(),
                path -> !path.isEmpty() && noControls(path));
    }

    static Scalar<Path> localPath() {
        return new Scalar<>(
                "a path of a local file",
                ValueTypes::readLocalPath,
                path -> !path.toString().isEmpty());
    }

    static Scalar<Optional<Path>> optionalLocalPath(String what) {
        return new Scalar<>(
                "a path of " + what + ", or nothing",
                text -> text.isEmpty() ? Optional.empty() : Optional.of(readLocalPath(text)),
                path -> true);
    }

    static Listed<String> symbols() {
        Scalar<String> symbol =
                new Scalar<>(
                        "a symbol of 1 to %d visible characters".formatted(LONGEST_SYMBOL),
                        Function.identity(),
                        ValueTypes::isSymbol);
        return new Listed<>(symbol, "symbols exactly as the exchange writes them", true);
    }

    static Listed<String> users() {
        Scalar<String> user =
                new Scalar<>(
                        "an address of `0x` and 40 hexadecimal digits",
                        Function.identity(),
                        text -> text.matches("0x[0-9a-fA-F]{40}"));
        return new Listed<>(user, "addresses of `0x` and 40 hexadecimal digits", true);
    }

    static Listed<String> channels(List<String> known) {
        String list = "any of " + String.join(", ", known);
        Scalar<String> channel = new Scalar<>("a channel", Function.identity(), known::contains);
        return new Listed<>(channel, list, true);
    }

    static Listed<BarInterval> intervals() {
        return new Listed<>(
                new Scalar<>("a bar interval", BarInterval::of, interval -> true),
                "any of " + allIntervals(),
                false);
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

    private static boolean isSymbol(String text) {
        return !text.isBlank() && text.length() <= LONGEST_SYMBOL && noControls(text);
    }

    private static boolean noControls(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }
}
