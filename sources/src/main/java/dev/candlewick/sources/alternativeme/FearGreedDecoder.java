package dev.candlewick.sources.alternativeme;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Decodes the provider's answers. An error in its envelope is looked for before its data. */
final class FearGreedDecoder {

    private static final JsonFactory JSON = new JsonFactory();

    private FearGreedDecoder() {}

    static FearGreedAnswer decode(byte[] body, long receivedAt) {
        Rows rows = new Rows(body, receivedAt);
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return refuse(Reason.UNKNOWN_SHAPE, "The answer is not a JSON object", body);
            }
            Envelope envelope = readEnvelope(parser, rows);
            return envelope.reason() == null
                    ? rows.toAnswer()
                    : refuse(envelope.reason(), envelope.detail(), body);
        } catch (IOException e) {
            return refuse(Reason.NOT_JSON, firstLine(e), body);
        }
    }

    /** What the fields around the data say: why they cannot be used, or null. */
    private record Envelope(Reason reason, String detail) {}

    private static Envelope readEnvelope(JsonParser parser, Rows rows) throws IOException {
        String error = null;
        Envelope data = new Envelope(Reason.NO_DATA, "The field data is missing");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            if (field.equals("data")) {
                data = readData(parser, rows);
            } else if (field.equals("metadata")) {
                error = readError(parser);
            } else {
                parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            return new Envelope(Reason.NOT_JSON, "Something follows after the end of the object");
        }
        return error == null ? data : new Envelope(Reason.PROVIDER_ERROR, error);
    }

    private static Envelope readData(JsonParser parser, Rows rows) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return new Envelope(Reason.NO_DATA, "The field data is null");
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return new Envelope(Reason.UNKNOWN_SHAPE, "The field data is not an array");
        }
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            rows.read(parser, "data[" + count++ + "]");
        }
        return count == 0
                ? new Envelope(Reason.NO_DATA, "The field data is empty")
                : new Envelope(null, null);
    }

    /** The error of the metadata as text; null if there is none. */
    private static String readError(JsonParser parser) throws IOException {
        String error = null;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean isError = parser.currentName().equals("error");
            JsonToken token = parser.nextToken();
            if (isError && token != JsonToken.VALUE_NULL) {
                error = token.isScalarValue() ? parser.getText() : "an error that is not text";
            }
            parser.skipChildren();
        }
        return error;
    }

    private static FearGreedAnswer refuse(Reason reason, String detail, byte[] body) {
        return FearGreedAnswer.refused(new Rejection(reason, detail, body));
    }

    private static String firstLine(IOException e) {
        return e.getMessage() == null
                ? e.toString()
                : e.getMessage().lines().findFirst().orElse("");
    }
}
