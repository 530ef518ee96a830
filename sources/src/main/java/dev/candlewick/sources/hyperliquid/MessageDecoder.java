package dev.candlewick.sources.hyperliquid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.candlewick.functions.model.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Frames to messages. Every frame yields at least one message: what cannot be read, or breaks the
 * rules, becomes a {@link Message.Rejected} with its reason, never an exception.
 *
 * <p>One decoder for each connection or recording, since some frames are understood only after
 * earlier ones. Not safe for use by several threads.
 */
public final class MessageDecoder {

    /** Four times the largest frame that has to be reckoned with. */
    public static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;

    private static final int MAX_SHOWN = 200;
    private static final String GREETING = "Websocket connection established.";

    private final String source;
    private final Origin origin;
    private final ValidationRules rules;
    private final ConnectionMemory memory = new ConnectionMemory();

    /**
     * @param source the connection or file that dead letters name
     * @param origin what trades are marked with
     */
    public MessageDecoder(String source, Origin origin, ValidationRules rules) {
        this.source = source;
        this.origin = origin;
        this.rules = rules;
    }

    /** The messages of one frame, in its order; what was refused is among them. */
    public List<Message> decode(byte[] frame, long receivedAt) {
        Reading reading = new Reading(frame, source, origin, rules, receivedAt, memory);
        try {
            read(frame, reading);
            return reading.messages();
        } catch (Rejection rejection) {
            return List.of(reading.rejectFrame(rejection));
        } catch (StreamConstraintsException e) {
            return List.of(reading.rejectFrame(rejection(Reason.LIMIT_EXCEEDED, e)));
        } catch (IOException e) {
            return List.of(reading.rejectFrame(rejection(Reason.NOT_JSON, e)));
        }
    }

    /**
     * Takes note of a stream that is going to be subscribed: some frames of accounts name no
     * address.
     */
    public void expect(Subscription subscription) {
        memory.onWanted(subscription);
    }

    /**
     * Takes note of a frame that was decoded before, by a decoder that is gone: of what later
     * frames are understood by.
     */
    public void recall(byte[] frame) {
        if (ConnectionMemory.mayConcern(frame)) {
            decode(frame, Long.MAX_VALUE / 2);
        }
    }

    private static void read(byte[] frame, Reading reading) throws IOException, Rejection {
        if (frame.length > MAX_FRAME_BYTES) {
            throw new Rejection(
                    Reason.FRAME_TOO_LARGE,
                    "%d bytes; at most %d are read".formatted(frame.length, MAX_FRAME_BYTES));
        }
        if (isGreeting(frame)) {
            reading.add(new Message.Greeting(GREETING));
        } else {
            Envelope.read(frame, reading);
        }
    }

    private static boolean isGreeting(byte[] frame) {
        return frame.length > 0
                && frame[0] == GREETING.charAt(0)
                && frame.length <= MAX_SHOWN
                && new String(frame, StandardCharsets.UTF_8).strip().equals(GREETING);
    }

    static Rejection rejection(Reason reason, IOException problem) {
        String message =
                problem instanceof JsonProcessingException json
                        ? json.getOriginalMessage()
                        : problem.getMessage();
        String shown = message == null ? problem.getClass().getSimpleName() : message;
        return new Rejection(
                reason, shown.length() <= MAX_SHOWN ? shown : shown.substring(0, MAX_SHOWN) + "…");
    }
}
