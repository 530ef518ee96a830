package dev.candlewick.sources.hyperliquid.wire;

import com.fasterxml.jackson.core.JsonParser;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.StrictJson;
import dev.candlewick.sources.json.ValidationRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON that is no frame: the answer to a request. What cannot be read, or breaks the rules,
 * becomes a dead letter with its reason, never an exception.
 */
public record BodyReader(String source, ValidationRules rules) {

    /** Reads what a body holds; the parser stands on its first token, if there is one. */
    @FunctionalInterface
    public interface Content<T> {
        T read(JsonParser parser, FrameInput reading) throws IOException, Rejection;
    }

    /**
     * What a body says.
     *
     * @param value null if the body is refused as a whole
     * @param refused the whole body, or elements of it
     */
    public record Result<T>(T value, List<DeadLetter> refused) {}

    public <T> Result<T> read(byte[] body, String channel, long receivedAt, Content<T> content) {
        FrameInput reading =
                new FrameInput(
                        body, source, Origin.EXCHANGE, rules, receivedAt, new ConnectionMemory());
        reading.on(channel);
        try {
            T value = StrictJson.read(body, parser -> content.read(parser, reading));
            return new Result<>(value, refusedIn(reading));
        } catch (Rejection rejection) {
            return refused(reading, rejection);
        }
    }

    private static <T> Result<T> refused(FrameInput reading, Rejection rejection) {
        FeedSignal.Rejected whole = (FeedSignal.Rejected) reading.rejectFrame(rejection);
        return new Result<>(null, List.of(whole.deadLetter()));
    }

    private static List<DeadLetter> refusedIn(FrameInput reading) {
        List<DeadLetter> refused = new ArrayList<>();
        for (FeedSignal message : reading.messages()) {
            if (message instanceof FeedSignal.Rejected rejected) {
                refused.add(rejected.deadLetter());
            }
        }
        return refused;
    }
}
