package dev.candlewick.sources.hyperliquid;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON that is no frame: the answer to a request. What cannot be read, or breaks the rules,
 * becomes a dead letter with its reason, never an exception.
 *
 * @param source what dead letters name
 */
public record BodyReader(String source, ValidationRules rules) {

    /** Reads what a body holds; the parser stands on its first token, if there is one. */
    @FunctionalInterface
    public interface Content<T> {
        T read(JsonParser parser, Reading reading) throws IOException, Rejection;
    }

    /**
     * What a body says.
     *
     * @param value null if the body is refused as a whole
     * @param refused the whole body, or elements of it
     */
    public record Result<T>(T value, List<DeadLetter> refused) {}

    /**
     * @param channel what dead letters say that it is about
     */
    public <T> Result<T> read(byte[] body, String channel, long receivedAt, Content<T> content) {
        Reading reading =
                new Reading(
                        body, source, Origin.EXCHANGE, rules, receivedAt, new ConnectionMemory());
        reading.on(channel);
        try {
            T value = read(body, reading, content);
            return new Result<>(value, refusedIn(reading));
        } catch (Rejection rejection) {
            return refused(reading, rejection);
        } catch (StreamConstraintsException e) {
            return refused(reading, MessageDecoder.rejection(Reason.LIMIT_EXCEEDED, e));
        } catch (IOException e) {
            return refused(reading, MessageDecoder.rejection(Reason.NOT_JSON, e));
        }
    }

    private static <T> T read(byte[] body, Reading reading, Content<T> content)
            throws IOException, Rejection {
        try (JsonParser parser = Envelope.FACTORY.createParser(body)) {
            if (parser.nextToken() == null) {
                throw new Rejection(Reason.NOT_JSON, "the body is empty");
            }
            T value = content.read(parser, reading);
            if (parser.nextToken() != null) {
                throw new Rejection(Reason.NOT_JSON, "more follows after the end of the body");
            }
            return value;
        }
    }

    private static <T> Result<T> refused(Reading reading, Rejection rejection) {
        Message.Rejected whole = (Message.Rejected) reading.rejectFrame(rejection);
        return new Result<>(null, List.of(whole.deadLetter()));
    }

    private static List<DeadLetter> refusedIn(Reading reading) {
        List<DeadLetter> refused = new ArrayList<>();
        for (Message message : reading.messages()) {
            if (message instanceof Message.Rejected rejected) {
                refused.add(rejected.deadLetter());
            }
        }
        return refused;
    }
}
