package dev.candlewick.sources.hyperliquid;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One frame while it is decoded: what is known of it, and the messages found so far. */
public final class Reading {

    private static final int MAX_REJECTED_ELEMENTS = 100;

    private final byte[] frame;
    private final String source;
    private final Origin origin;
    private final ValidationRules rules;
    private final long receivedAt;
    private final List<Message> messages = new ArrayList<>(1);
    private int rejectedElements;
    private String channel;

    Reading(byte[] frame, String source, Origin origin, ValidationRules rules, long receivedAt) {
        this.frame = frame;
        this.source = source;
        this.origin = origin;
        this.rules = rules;
        this.receivedAt = receivedAt;
    }

    public Origin origin() {
        return origin;
    }

    ValidationRules rules() {
        return rules;
    }

    public long receivedAt() {
        return receivedAt;
    }

    List<Message> messages() {
        return messages;
    }

    void on(String readChannel) {
        channel = readChannel;
    }

    void add(Message message) {
        messages.add(message);
    }

    /**
     * Refuses one element of the frame, which lies at {@code [start, end)}; a negative start stands
     * for an unknown place, and the whole frame is kept.
     */
    void rejectElement(Rejection rejection, long start, long end) {
        rejectedElements++;
        if (rejectedElements <= MAX_REJECTED_ELEMENTS) {
            boolean placed = start >= 0 && start < end && end <= frame.length;
            byte[] payload = placed ? Arrays.copyOfRange(frame, (int) start, (int) end) : frame;
            add(rejected(rejection, payload));
        } else if (rejectedElements == MAX_REJECTED_ELEMENTS + 1) {
            String detail =
                    "more than %d elements of one frame were refused; the next: %s"
                            .formatted(MAX_REJECTED_ELEMENTS, rejection.getMessage());
            add(rejected(new Rejection(Reason.TOO_MANY_REJECTED, detail), frame));
        }
    }

    /** The one message of a frame that is refused as a whole. */
    Message rejectFrame(Rejection rejection) {
        return rejected(rejection, frame);
    }

    private Message rejected(Rejection rejection, byte[] payload) {
        return new Message.Rejected(
                rejection.symbol(),
                new DeadLetter(
                        receivedAt,
                        source,
                        channel,
                        rejection.reason().label(),
                        rejection.getMessage(),
                        payload));
    }
}
