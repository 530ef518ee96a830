package dev.candlewick.job.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run tells of itself to other processes, in a file of a fixed size that is written in
 * place: so it works on a disk that is full. Times are in milliseconds.
 *
 * @param holder the process
 * @param at when this was so
 * @param numbers counts and times by their names
 * @param troubles what is wrong, a line each
 */
public record RunReport(String holder, long at, Map<String, Long> numbers, List<String> troubles) {

    private static final int BYTES = 64 << 10;
    private static final JsonFactory JSON = new JsonFactory();

    /** A number, or 0 if it has none of this name. */
    public long number(String name) {
        return numbers.getOrDefault(name, 0L);
    }

    /** Overwrites the file. */
    public void writeTo(Path file) throws IOException {
        byte[] content = encoded(troubles);
        if (content.length > BYTES) {
            content = encoded(List.of(troubles.size() + " conditions; the log has them"));
        }
        byte[] padded = Arrays.copyOf(content, BYTES);
        Arrays.fill(padded, content.length, BYTES, (byte) ' ');
        Files.createDirectories(file.getParent());
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(padded);
            while (bytes.hasRemaining()) {
                channel.write(bytes, bytes.position());
            }
        }
    }

    /** Empty if no run has written a report there. */
    public static Optional<RunReport> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (JsonParser json = JSON.createParser(Files.readString(file))) {
            return Optional.of(read(json));
        } catch (com.fasterxml.jackson.core.JsonProcessingException beingWritten) {
            return Optional.empty();
        }
    }

    private byte[] encoded(List<String> lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("holder", holder);
            json.writeNumberField("at", at);
            json.writeObjectFieldStart("numbers");
            for (Map.Entry<String, Long> number : new TreeMap<>(numbers).entrySet()) {
                json.writeNumberField(number.getKey(), number.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("troubles");
            for (String line : lines) {
                json.writeString(line);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return new String(out.toByteArray(), UTF_8).getBytes(UTF_8);
    }

    private static RunReport read(JsonParser json) throws IOException {
        String holder = "";
        long at = 0;
        Map<String, Long> numbers = new TreeMap<>();
        List<String> troubles = new java.util.ArrayList<>();
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "holder" -> holder = json.getText();
                case "at" -> at = json.getLongValue();
                case "numbers" -> {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        String name = json.currentName();
                        json.nextToken();
                        numbers.put(name, json.getLongValue());
                    }
                }
                default -> {
                    while (json.nextToken() == JsonToken.VALUE_STRING) {
                        troubles.add(json.getText());
                    }
                }
            }
        }
        return new RunReport(holder, at, numbers, troubles);
    }
}
