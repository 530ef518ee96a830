package dev.candlewick.sources.tape;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;

/**
 * Frames that a recorder adds to those of the exchange: {@code
 * {"channel":"connection","data":{"state":…}}}. They tell what the exchange cannot: when a
 * connection was opened and lost, and what a file records.
 */
public final class ControlFrames {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final byte[] START =
            "{\"channel\":\"connection\",\"data\":{\"state\":\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] WRAPPED_START =
            "{\"channel\":\"connection\",\"data\":{\"state\":\"frame\",\"base64\":\""
                    .getBytes(StandardCharsets.UTF_8);
    private static final byte[] WRAPPED_END = "\"}}".getBytes(StandardCharsets.UTF_8);

    private ControlFrames() {}

    public static byte[] opened() {
        return written("open", json -> {});
    }

    public static byte[] closed(String reason) {
        return written("closed", json -> json.writeStringField("reason", reason));
    }

    /** What the frames after it belong to. */
    public static byte[] recording(String exchange, Collection<String> symbols) {
        return written(
                "recording",
                json -> {
                    json.writeStringField("exchange", exchange);
                    json.writeArrayFieldStart("symbols");
                    for (String symbol : symbols) {
                        json.writeString(symbol);
                    }
                    json.writeEndArray();
                });
    }

    private static byte[] written(String state, Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("channel", "connection");
            json.writeObjectFieldStart("data");
            json.writeStringField("state", state);
            fields.write(json);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /** What is written of a control frame besides its state. */
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    static boolean isControl(byte[] frame) {
        return startsWith(frame, START);
    }

    /**
     * A frame as one line of text: itself, or inside of a control frame if it holds a line break,
     * is not UTF-8, or could be taken for a control frame.
     */
    static byte[] asLine(byte[] frame) {
        if (!isControl(frame) && isTextOfOneLine(frame)) {
            return frame;
        }
        byte[] encoded = Base64.getEncoder().encode(frame);
        return ByteBuffer.allocate(WRAPPED_START.length + encoded.length + WRAPPED_END.length)
                .put(WRAPPED_START)
                .put(encoded)
                .put(WRAPPED_END)
                .array();
    }

    /** What {@link #asLine} was given, where it wrapped that; otherwise null. */
    static byte[] unwrapped(byte[] line) {
        int end = line.length - WRAPPED_END.length;
        if (!startsWith(line, WRAPPED_START) || end < WRAPPED_START.length) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(Arrays.copyOfRange(line, WRAPPED_START.length, end));
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length
                && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    private static boolean isTextOfOneLine(byte[] frame) {
        boolean ascii = true;
        for (byte character : frame) {
            if (character == '\n' || character == '\r') {
                return false;
            }
            ascii &= character >= 0;
        }
        return ascii || isUtf8(frame);
    }

    private static boolean isUtf8(byte[] frame) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(frame));
            return text != null;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
