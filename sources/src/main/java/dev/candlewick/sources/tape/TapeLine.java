package dev.candlewick.sources.tape;

import java.util.Arrays;

/**
 * One line of a tape.
 *
 * @param receivedAt the receive time before the frame, or {@link #UNTIMED}
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
record TapeLine(long receivedAt, byte[] frame) {

    static final long UNTIMED = Long.MIN_VALUE;

    private static final long NANOS_PER_MICRO = 1_000;
    private static final int MAX_DIGITS_OF_A_LONG = 18;
    private static final int MAX_DIGITS = 19;

    static TapeLine parse(byte[] line) {
        int digits = 0;
        long value = 0;
        while (digits < line.length && digits <= MAX_DIGITS && isDigit(line[digits])) {
            // The 19th digit may overflow a long: it is below the microsecond anyway.
            value = digits < MAX_DIGITS_OF_A_LONG ? value * 10 + (line[digits] - '0') : value;
            digits++;
        }
        if (digits == 0 || digits > MAX_DIGITS || digits == line.length || line[digits] != ' ') {
            return new TapeLine(UNTIMED, line);
        }
        long micros =
                digits < MAX_DIGITS ? value / NANOS_PER_MICRO : value / (NANOS_PER_MICRO / 10);
        return new TapeLine(micros, Arrays.copyOfRange(line, digits + 1, line.length));
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    boolean isTimed() {
        return receivedAt != UNTIMED;
    }
}
