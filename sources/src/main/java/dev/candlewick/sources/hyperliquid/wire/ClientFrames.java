package dev.candlewick.sources.hyperliquid.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** The frames that a client sends. One frame carries one subscription. */
public final class ClientFrames {

    private static final JsonFactory FACTORY = new JsonFactory();

    private ClientFrames() {}

    public static String subscribe(Subscription subscription) {
        return request("subscribe", subscription);
    }

    public static String unsubscribe(Subscription subscription) {
        return request("unsubscribe", subscription);
    }

    public static String ping() {
        return "{\"method\":\"ping\"}";
    }

    /** Asks for the names of all perpetuals; the answer comes as a frame. */
    public static String names() {
        return "{\"method\":\"post\",\"id\":1,\"request\":{\"type\":\"info\","
                + "\"payload\":{\"type\":\"allPerpMetas\"}}}";
    }

    private static String request(String method, Subscription subscription) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("method", method);
            json.writeObjectFieldStart("subscription");
            for (Map.Entry<String, String> parameter : subscription.parameters().entrySet()) {
                json.writeStringField(parameter.getKey(), parameter.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return text.toString();
    }
}
