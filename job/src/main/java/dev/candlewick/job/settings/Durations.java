package dev.candlewick.job.settings;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lengths of time as people write them: {@code 500 ms}, {@code 2 s}, {@code 10 min}, {@code 7 d}.
 */
final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\s*([a-z]+)");

    private static final Map<String, ChronoUnit> UNITS =
            Map.of(
                    "ms", ChronoUnit.MILLIS,
                    "s", ChronoUnit.SECONDS,
                    "min", ChronoUnit.MINUTES,
                    "h", ChronoUnit.HOURS,
                    "d", ChronoUnit.DAYS);

    private Durations() {}

    static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || !UNITS.containsKey(matcher.group(2))) {
            throw new IllegalArgumentException("not a duration: " + text);
        }
        try {
            return Duration.of(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2)));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("too long: " + text, e);
        }
    }
}
