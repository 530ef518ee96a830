package dev.candlewick.sources.net;

import java.util.regex.Pattern;

/** The header by which a server asks for a pause. */
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private RetryAfter() {}

    /**
     * 0 if it is not a number of seconds: the other form, a date, needs a clock we do not trust.
     */
    static long seconds(String header) {
        String text = header.strip();
        return SECONDS.matcher(text).matches() ? Long.parseLong(text) : 0;
    }
}
