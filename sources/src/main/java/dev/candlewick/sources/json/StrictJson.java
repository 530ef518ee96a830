package dev.candlewick.sources.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.regex.Pattern;

/** Parses exactly one JSON value; every failure is a {@link Rejection}. */
public final class StrictJson {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_SHOWN = 200;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .build();

    private StrictJson() {}

    /** Reads the value on whose first token the parser stands, to its last token. */
    @FunctionalInterface
    public interface Content<T> {
        T read(JsonParser parser) throws IOException, Rejection;
    }

    /** Jackson names the input in the middle of what it says, but never tells it. */
    private static final Pattern PLACE = Pattern.compile("\\[Source: [^;\\]]*; ([^\\]]*)\\]");

    public static <T> T read(byte[] json, Content<T> content) throws Rejection {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new Rejection(Reason.NOT_JSON, "the input is empty");
            }
            T value = content.read(parser);
            if (parser.nextToken() != null) {
                throw new Rejection(Reason.NOT_JSON, "more follows after the end of the value");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw rejection(Reason.LIMIT_EXCEEDED, e);
        } catch (IOException e) {
            throw rejection(Reason.NOT_JSON, e);
        }
    }

    private static Rejection rejection(Reason reason, IOException problem) {
        String message =
                problem instanceof JsonProcessingException json
                        ? json.getOriginalMessage()
                        : problem.getMessage();
        String shown =
                message == null
                        ? problem.getClass().getSimpleName()
                        : PLACE.matcher(message).replaceAll("$1");
        return new Rejection(
                reason, shown.length() <= MAX_SHOWN ? shown : shown.substring(0, MAX_SHOWN) + "…");
    }
}
