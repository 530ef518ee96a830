package dev.candlewick.sources.recording;

import dev.candlewick.sources.feed.FeedSignal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One line of a recording: a receive time in nanoseconds, a blank, and a frame; or the frame alone.
 * The frame lies at {@code [offset, offset + length)} of the bytes.
 *
 * @param receivedAt the receive time in microseconds, or {@link #UNTIMED}
 * @param isControl whether the recorder wrote it, and not the exchange
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
public record RecordedLine(
        long receivedAt, byte[] bytes, int offset, int length, boolean isControl) {

    public static final long UNTIMED = Long.MIN_VALUE;

    private static final long NANOS_PER_MICRO = 1_000;
    private static final int MAX_DIGITS_OF_A_LONG = 18;
    private static final int MAX_DIGITS = 19;

    /** The line that {@link #parse} reads a frame of the exchange from, byte for byte. */
    public static byte[] ofFrame(long receivedAt, byte[] frame) {
        return written(receivedAt, ControlFrames.asLine(frame));
    }

    /** The line of what a recorder adds: a connection opened or lost, or what it records. */
    public static byte[] ofSignal(long receivedAt, FeedSignal signal) {
        return written(receivedAt, ControlFrames.write(signal));
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

    /** Takes a line without its line break, and keeps its bytes. */
    public static RecordedLine parse(byte[] line) {
        return parse(line, 0, line.length);
    }

    /** The same of a line that stands among others. */
    static RecordedLine parse(byte[] bytes, int from, int length) {
        int end = from + length;
        int at = from;
        long value = 0;
        while (at < end && at - from <= MAX_DIGITS && isDigit(bytes[at])) {
            // The 19th digit may overflow a long: it is below the microsecond anyway.
            value = at - from < MAX_DIGITS_OF_A_LONG ? value * 10 + (bytes[at] - '0') : value;
            at++;
        }
        int digits = at - from;
        if (digits == 0 || digits > MAX_DIGITS || at == end || bytes[at] != ' ') {
            return of(UNTIMED, bytes, from, length);
        }
        long micros =
                digits < MAX_DIGITS ? value / NANOS_PER_MICRO : value / (NANOS_PER_MICRO / 10);
        return of(micros, bytes, at + 1, length - digits - 1);
    }

    private static RecordedLine of(long receivedAt, byte[] bytes, int offset, int length) {
        boolean isControl = ControlFrames.isControl(bytes, offset, length);
        byte[] wrapped = isControl ? ControlFrames.unwrapped(bytes, offset, length) : null;
        return wrapped == null
                ? new RecordedLine(receivedAt, bytes, offset, length, isControl)
                : new RecordedLine(receivedAt, wrapped, 0, wrapped.length, false);
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    public boolean isTimed() {
        return receivedAt != UNTIMED;
    }

    RecordedLine receivedAt(long at) {
        return at == receivedAt ? this : new RecordedLine(at, bytes, offset, length, isControl);
    }

    /** The same with bytes of its own. */
    RecordedLine detached() {
        return new RecordedLine(receivedAt, frame(), 0, length, isControl);
    }

    /** A copy of the frame. */
    public byte[] frame() {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    /**
     * What the recorder says in a control line; a {@link FeedSignal.Rejected} if it makes no sense.
     */
    public FeedSignal signal(String source, long at) {
        return ControlFrames.read(this, source, at);
    }
}
