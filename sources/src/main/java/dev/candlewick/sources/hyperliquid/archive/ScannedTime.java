package dev.candlewick.sources.hyperliquid.archive;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * A time that is written out as the archive writes it, {@code 2025-02-03T04:00:00.412345678}; used
 * again for the next. Other forms, which {@link NaiveTime} reads, it does not take.
 */
final class ScannedTime {
    private static final int DATE = "2025-02-03".length();
    private static final int MAX_DIGITS = 9;
    private static final int DIGITS_OF_MICROS = 6;
    private static final long MICROS_OF_SECOND = 1_000_000;
    private static final long SECONDS_OF_DAY = 86_400;

    private final LineOrigin origin;

    /** The date that was read last, as it was written. */
    private byte[] date = new byte[0];

    private long secondsOfDate;
    private long micros;

    ScannedTime(LineOrigin origin) {
        this.origin = origin;
    }

    /** Microseconds since the epoch. */
    long micros() {
        return micros;
    }

    /** The place after it; -1 if there is no such time, or one that the rules refuse. */
    int scan(byte[] line, int from) {
        int at = from + DATE;
        if (!isDate(line, from) || line[at] != 'T' || line[at + 3] != ':' || line[at + 6] != ':') {
            return -1;
        }
        int hours = two(line, at + 1, 24);
        int minutes = two(line, at + 4, 60);
        int seconds = two(line, at + 7, 60);
        if ((hours | minutes | seconds) < 0 || line[at + 9] != '.') {
            return -1;
        }
        int end = at + 10;
        long fraction = 0;
        int digits = 0;
        for (; line[end] >= '0' && line[end] <= '9'; end++, digits++) {
            fraction = digits < DIGITS_OF_MICROS ? fraction * 10 + line[end] - '0' : fraction;
        }
        for (int i = digits; i < DIGITS_OF_MICROS; i++) {
            fraction *= 10;
        }
        long second = secondsOfDate + hours * 3_600L + minutes * 60L + seconds;
        micros = second * MICROS_OF_SECOND + fraction;
        boolean taken = digits > 0 && digits <= MAX_DIGITS;
        return taken && origin.rules().allowsTime(micros / 1_000, origin.writtenTo()) ? end : -1;
    }

    /** Consecutive lines nearly always have the same date. */
    private boolean isDate(byte[] line, int from) {
        if (Arrays.equals(date, 0, date.length, line, from, from + DATE)) {
            return true;
        }
        try {
            String text = new String(line, from, DATE, StandardCharsets.ISO_8859_1);
            secondsOfDate = LocalDate.parse(text).toEpochDay() * SECONDS_OF_DAY;
            date = Arrays.copyOfRange(line, from, from + DATE);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** A number of two digits below a limit; -1 if there is none. */
    private static int two(byte[] line, int at, int limit) {
        int tens = line[at] - '0';
        int ones = line[at + 1] - '0';
        boolean areDigits = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
        int value = tens * 10 + ones;
        return areDigits && value < limit ? value : -1;
    }
}
