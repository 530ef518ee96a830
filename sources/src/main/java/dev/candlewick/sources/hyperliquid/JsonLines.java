package dev.candlewick.sources.hyperliquid;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.candlewick.functions.model.FeedEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What is common to the lines that are JSON: all of a line is told, or none of it. */
abstract class JsonLines implements LineDecoder {

    private static final int MAX_DEPTH = 64;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .build();

    private final String channel;
    private final LineOrigin origin;
    private final List<FeedEvent> events = new ArrayList<>();

    /**
     * @param channel the data set, as dead letters name it
     */
    JsonLines(String channel, LineOrigin origin) {
        this.channel = channel;
        this.origin = origin;
    }

    /** Reads a line, on whose first token the parser stands, to its end. */
    abstract void read(JsonParser parser, Reading reading, List<FeedEvent> told)
            throws IOException, Rejection;

    final LineOrigin origin() {
        return origin;
    }

    @Override
    public void decode(byte[] line, Consumer<FeedEvent> out) {
        events.clear();
        try {
            readAll(line);
            events.forEach(out);
        } catch (Rejection rejection) {
            out.accept(origin.refused(rejection, channel, line));
        } catch (StreamConstraintsException e) {
            out.accept(origin.refused(rejection(Reason.LIMIT_EXCEEDED, e), channel, line));
        } catch (IOException e) {
            out.accept(origin.refused(rejection(Reason.NOT_JSON, e), channel, line));
        }
    }

    private void readAll(byte[] line) throws IOException, Rejection {
        Reading reading = origin.reading(line);
        reading.on(channel);
        try (JsonParser parser = FACTORY.createParser(line)) {
            if (parser.nextToken() == null) {
                throw new Rejection(Reason.NOT_JSON, "the line is empty");
            }
            read(parser, reading, events);
            if (parser.nextToken() != null) {
                throw new Rejection(Reason.NOT_JSON, "more follows after the end of the line");
            }
        }
        for (Message message : reading.messages()) {
            if (message instanceof Message.Rejected rejected) {
                events.add(LineOrigin.refused(rejected));
            }
        }
    }

    private static Rejection rejection(Reason reason, IOException problem) {
        String message =
                problem instanceof JsonProcessingException json
                        ? json.getOriginalMessage()
                        : problem.getMessage();
        return new Rejection(reason, message == null ? problem.getClass().getName() : message);
    }
}
