package dev.candlewick.sources.json;

import dev.candlewick.functions.model.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One input while it is read: its bytes, where it comes from, its rules, and its rejections. */
public class JsonInput {

    private static final int MAX_REJECTED_ELEMENTS = 100;

    private final byte[] bytes;
    private final String source;
    private final ValidationRules rules;
    private final long receivedAt;
    private final List<DeadLetter> rejected = new ArrayList<>(0);
    private int rejectedElements;
    private String channel;
    private String symbol;

    public JsonInput(byte[] bytes, String source, ValidationRules rules, long receivedAt) {
        this.bytes = bytes;
        this.source = source;
        this.rules = rules;
        this.receivedAt = receivedAt;
    }

    public final ValidationRules rules() {
        return rules;
    }

    public final long receivedAt() {
        return receivedAt;
    }

    protected final byte[] bytes() {
        return bytes;
    }

    protected final String source() {
        return source;
    }

    /** The channel in dead letters; null until it is known. */
    public final String channel() {
        return channel;
    }

    public final void on(String knownChannel) {
        channel = knownChannel;
    }

    /** Notes and returns the symbol that was read last. */
    final String about(String readSymbol) {
        symbol = readSymbol;
        return readSymbol;
    }

    /** The symbol that was read last; null if none was. */
    protected final String symbol() {
        return symbol;
    }

    /** The bytes {@code [start, end)}, word for word. */
    public final String text(long start, long end) {
        return new String(bytes, (int) start, (int) (end - start), StandardCharsets.UTF_8);
    }

    /** The bytes {@code [start, end)}; all of them if the place is unknown. */
    public final byte[] part(long start, long end) {
        boolean placed = start >= 0 && start < end && end <= bytes.length;
        return placed ? Arrays.copyOfRange(bytes, (int) start, (int) end) : bytes;
    }

    /** Rejects the element at {@code [start, end)}; a negative start is an unknown place. */
    public final void rejectElement(Rejection rejection, long start, long end) {
        rejectedElements++;
        if (rejectedElements <= MAX_REJECTED_ELEMENTS) {
            onRejected(rejection.symbol(), letter(rejection, part(start, end)));
        } else if (rejectedElements == MAX_REJECTED_ELEMENTS + 1) {
            String detail =
                    String.format(
                            Locale.ROOT,
                            "more than %d elements of one input were rejected; the next: %s",
                            MAX_REJECTED_ELEMENTS,
                            rejection.getMessage());
            Rejection rest = new Rejection(Reason.TOO_MANY_REJECTED, detail);
            onRejected(rejection.symbol(), letter(rest, bytes));
        }
    }

    /** The dead letter of an input that is rejected as a whole. */
    public final DeadLetter rejectAll(Rejection rejection) {
        return letter(rejection, bytes);
    }

    private DeadLetter letter(Rejection rejection, byte[] payload) {
        return new DeadLetter(
                receivedAt,
                source,
                channel,
                rejection.reason().label(),
                rejection.getMessage(),
                payload);
    }

    /**
     * An element was rejected.
     *
     * @param about its symbol; null if it could not be read
     */
    protected void onRejected(String about, DeadLetter letter) {
        rejected.add(letter);
    }

    /** The rejected elements, unless a subclass keeps them. */
    public final List<DeadLetter> rejected() {
        return rejected;
    }
}
