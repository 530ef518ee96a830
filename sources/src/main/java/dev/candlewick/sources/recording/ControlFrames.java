package dev.candlewick.sources.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.sources.feed.FeedSignal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Frames that a recorder adds to those of the exchange: {@code
 * {"channel":"connection","data":{"state":…}}}. They record what the exchange cannot: when a
 * connection was opened and lost, and what a file records.
 */
public final class ControlFrames {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final byte[] START =
            "{\"channel\":\"connection\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] WRAPPED_START =
            "{\"channel\":\"connection\",\"data\":{\"state\":\"frame\",\"base64\":\""
                    .getBytes(StandardCharsets.UTF_8);
    private static final byte[] WRAPPED_END = "\"}}".getBytes(StandardCharsets.UTF_8);

    private ControlFrames() {}

    /** What a signal of the recorder is written as. */
    static byte[] write(FeedSignal signal) {
        if (signal instanceof FeedSignal.Disconnected lost) {
            return written("closed", json -> json.writeStringField("reason", lost.why()));
        }
        if (signal instanceof FeedSignal.Recording recording) {
            return written("recording", json -> writeHeader(recording, json));
        }
        return written("open", json -> {});
    }

    private static void writeHeader(FeedSignal.Recording recording, JsonGenerator json)
            throws IOException {
        json.writeStringField("exchange", recording.exchange());
        json.writeArrayFieldStart("symbols");
        for (String symbol : recording.symbols()) {
            json.writeString(symbol);
        }
        json.writeEndArray();
        json.writeStringField("lane", recording.lane());
        json.writeNumberField("segment", recording.segment());
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

    /** Reads what {@link #write} wrote, or a recorder of others in the same form. */
    static FeedSignal read(RecordedLine line, String source, long receivedAt) {
        try (JsonParser json = FACTORY.createParser(line.bytes(), line.offset(), line.length())) {
            String state = null;
            String reason = "closed";
            String exchange = "";
            String lane = "";
            long segment = 0;
            List<String> symbols = new ArrayList<>();
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING && json.currentName() == null) {
                    symbols.add(json.getText());
                } else if (token == JsonToken.VALUE_STRING) {
                    switch (json.currentName()) {
                        case "state" -> state = json.getText();
                        case "reason" -> reason = json.getText();
                        case "exchange" -> exchange = json.getText();
                        case "lane" -> lane = json.getText();
                        default -> {}
                    }
                } else if (token == JsonToken.VALUE_NUMBER_INT
                        && "segment".equals(json.currentName())) {
                    segment = json.getLongValue();
                }
            }
            return switch (String.valueOf(state)) {
                case "open" -> new FeedSignal.Connected();
                case "closed" -> new FeedSignal.Disconnected(reason);
                case "recording" -> new FeedSignal.Recording(exchange, symbols, lane, segment);
                default ->
                        rejected(
                                "data.state is '%s', not 'open', 'closed' or 'recording'"
                                        .formatted(state),
                                line,
                                source,
                                receivedAt);
            };
        } catch (IOException e) {
            return rejected(String.valueOf(e.getMessage()), line, source, receivedAt);
        }
    }

    private static FeedSignal rejected(
            String detail, RecordedLine line, String source, long receivedAt) {
        return new FeedSignal.Rejected(
                null,
                new DeadLetter(
                        receivedAt, source, "connection", "unknown_shape", detail, line.frame()),
                false);
    }

    /** Whether a line is one of these; blanks between its parts don't matter. */
    static boolean isControl(byte[] bytes, int offset, int length) {
        int matched = 0;
        for (int i = offset; i < offset + length && matched < START.length; i++) {
            if (bytes[i] == START[matched]) {
                matched++;
            } else if (bytes[i] != ' ') {
                return false;
            }
        }
        return matched == START.length;
    }

    /**
     * A frame as one line of text: itself, or inside of a control frame if it holds a line break,
     * is not UTF-8, or could be taken for a control frame.
     */
    static byte[] asLine(byte[] frame) {
        if (!isControl(frame, 0, frame.length) && isTextOfOneLine(frame)) {
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
    static byte[] unwrapped(byte[] line, int offset, int length) {
        int start = offset + WRAPPED_START.length;
        int end = offset + length - WRAPPED_END.length;
        if (end < start
                || !Arrays.equals(line, offset, start, WRAPPED_START, 0, WRAPPED_START.length)) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(Arrays.copyOfRange(line, start, end));
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
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
