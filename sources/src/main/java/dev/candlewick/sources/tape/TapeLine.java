package dev.candlewick.sources.tape;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One line of a tape.
 *
 * @param receivedAt the receive time before the frame, or {@link #UNTIMED}
 * @param isControl whether the recorder wrote it, and not the exchange
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
public record TapeLine(long receivedAt, byte[] frame, boolean isControl) {

    public static final long UNTIMED = Long.MIN_VALUE;

    private static final long NANOS_PER_MICRO = 1_000;
    private static final int MAX_DIGITS_OF_A_LONG = 18;
    private static final int MAX_DIGITS = 19;

    /** The line that {@link #parse} reads a frame of the exchange from, byte for byte. */
    public static byte[] ofFrame(long receivedAt, byte[] frame) {
        return written(receivedAt, ControlFrames.asLine(frame));
    }

    /** The same of one of {@link ControlFrames}. */
    public static byte[] ofControl(long receivedAt, byte[] controlFrame) {
        return written(receivedAt, controlFrame);
    }

    private static byte[] written(long receivedAt, byte[] text) {
        byte[] time =
                Long.toString(receivedAt * NANOS_PER_MICRO).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(time.length + text.length + 2)
                .put(time)
                .put((byte) ' ')
                .put(text)
                .put((byte) '\n')
                .array();
    }

    /** Takes a line without its line break. */
    public static TapeLine parse(byte[] line) {
        int digits = 0;
        long value = 0;
        while (digits < line.length && digits <= MAX_DIGITS && isDigit(line[digits])) {
            // The 19th digit may overflow a long: it is below the microsecond anyway.
            value = digits < MAX_DIGITS_OF_A_LONG ? value * 10 + (line[digits] - '0') : value;
            digits++;
        }
        if (digits == 0 || digits > MAX_DIGITS || digits == line.length || line[digits] != ' ') {
            return of(UNTIMED, line);
        }
        long micros =
                digits < MAX_DIGITS ? value / NANOS_PER_MICRO : value / (NANOS_PER_MICRO / 10);
        return of(micros, Arrays.copyOfRange(line, digits + 1, line.length));
    }

    private static TapeLine of(long receivedAt, byte[] text) {
        byte[] unwrapped = ControlFrames.unwrapped(text);
        return unwrapped == null
                ? new TapeLine(receivedAt, text, ControlFrames.isControl(text))
                : new TapeLine(receivedAt, unwrapped, false);
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    public boolean isTimed() {
        return receivedAt != UNTIMED;
    }
}
