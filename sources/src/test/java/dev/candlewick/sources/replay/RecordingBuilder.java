package dev.candlewick.sources.replay;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a tape: {@code trade("BTC", 7, 10.5)} is trade 7 at 10.5 s past the start, on the
 * exchange's clock; {@code at(11)} sets the receive time of what follows.
 */
public final class RecordingBuilder {

    static final long START_MILLIS = 1_790_000_000_000L;

    private final StringBuilder lines = new StringBuilder();
    private String prefix = "";

    public RecordingBuilder at(double second) {
        prefix = millis(second) + "000000 ";
        return this;
    }

    public RecordingBuilder trade(String symbol, long id, double second) {
        return line(
                ("{\"channel\":\"trades\",\"data\":[{\"coin\":\"%s\",\"side\":\"B\",\"px\":\"5.0\","
                                + "\"sz\":\"1.5\",\"time\":%d,\"tid\":%d}]}")
                        .formatted(symbol, millis(second), id));
    }

    RecordingBuilder book(String symbol, double second) {
        return line(
                "{\"channel\":\"l2Book\",\"data\":{\"coin\":\"%s\",\"time\":%d,\"levels\":[[],[]]}}"
                        .formatted(symbol, millis(second)));
    }

    RecordingBuilder acknowledgement(String symbol) {
        return line(
                ("{\"channel\":\"subscriptionResponse\",\"data\":{\"method\":\"subscribe\","
                                + "\"subscription\":{\"type\":\"trades\",\"coin\":\"%s\"}}}")
                        .formatted(symbol));
    }

    RecordingBuilder recording(String symbol) {
        return line(
                ("{\"channel\":\"connection\",\"data\":{\"state\":\"recording\","
                                + "\"exchange\":\"wss://exchange/ws\",\"symbols\":[\"%s\"]}}")
                        .formatted(symbol));
    }

    RecordingBuilder recording(String lane, int segment, String symbols) {
        return line(
                ("{\"channel\":\"connection\",\"data\":{\"state\":\"recording\","
                                + "\"exchange\":\"wss://exchange/ws\",\"symbols\":[%s],"
                                + "\"lane\":\"%s\",\"segment\":%d}}")
                        .formatted(symbols, lane, segment));
    }

    RecordingBuilder opened() {
        return line("{\"channel\":\"connection\",\"data\":{\"state\":\"open\"}}");
    }

    RecordingBuilder closed(String reason) {
        return line(
                "{\"channel\":\"connection\",\"data\":{\"state\":\"closed\",\"reason\":\"%s\"}}"
                        .formatted(reason));
    }

    public RecordingBuilder line(String frame) {
        lines.append(prefix).append(frame).append('\n');
        return this;
    }

    byte[] bytes() {
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    public String writeTo(Path file) throws IOException {
        return Files.write(file, bytes()).toString();
    }

    public String gzipTo(Path file) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(bytes());
        }
        return file.toString();
    }

    private static long millis(double second) {
        return START_MILLIS + Math.round(second * 1_000);
    }
}
