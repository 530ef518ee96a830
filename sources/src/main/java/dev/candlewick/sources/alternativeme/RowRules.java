package dev.candlewick.sources.alternativeme;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What a row must look like to be a reading. */
final class RowRules {

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,12}");
    private static final int HIGHEST_VALUE = 100;
    private static final int LONGEST_LABEL = 64;
    private static final long EARLIEST = Instant.parse("2018-01-01T00:00:00Z").getEpochSecond();
    private static final long TOLERANCE = Duration.ofMinutes(1).toSeconds();

    private final long latest;

    RowRules(long receivedAt) {
        latest = TimeUnit.MICROSECONDS.toSeconds(receivedAt) + TOLERANCE;
    }

    Row check(RawRow raw, byte[] payload) throws BadRow {
        int value = valueOf(raw.required("value"));
        long timestamp = timestampOf(raw.required("timestamp"));
        int day = Math.toIntExact(TimeUnit.SECONDS.toDays(timestamp));
        return new Row(
                day, timestamp, value, labelOf(raw.optional("value_classification")), payload);
    }

    private static int valueOf(String text) throws BadRow {
        if (!WHOLE.matcher(text).matches()) {
            throw new BadRow(Reason.VALUE_NOT_WHOLE, "value is no whole number: " + excerpt(text));
        }
        int value = Integer.parseInt(text);
        if (value < 0 || value > HIGHEST_VALUE) {
            throw new BadRow(Reason.VALUE_OUT_OF_RANGE, "value is not in 0..100: " + text);
        }
        return value;
    }

    private long timestampOf(String text) throws BadRow {
        if (!SECONDS.matcher(text).matches()) {
            throw new BadRow(
                    Reason.MISTYPED_FIELD, "timestamp is no number of seconds: " + excerpt(text));
        }
        long timestamp = Long.parseLong(text);
        if (timestamp < EARLIEST || timestamp > latest) {
            throw new BadRow(
                    Reason.TIME_OUT_OF_RANGE,
                    "timestamp is before 2018 or more than a minute ahead: " + text);
        }
        return timestamp;
    }

    private static String labelOf(String text) throws BadRow {
        boolean bad =
                text != null
                        && (text.length() > LONGEST_LABEL
                                || text.chars().anyMatch(Character::isISOControl));
        if (bad) {
            throw new BadRow(
                    Reason.MISTYPED_FIELD,
                    "value_classification is no short text: " + excerpt(text));
        }
        return text;
    }

    private static String excerpt(String text) {
        return text.length() <= LONGEST_LABEL ? text : text.substring(0, LONGEST_LABEL) + "…";
    }
}
