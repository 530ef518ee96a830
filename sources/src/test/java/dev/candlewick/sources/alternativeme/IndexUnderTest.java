package dev.candlewick.sources.alternativeme;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.functions.model.SentimentReading;
import dev.candlewick.sources.net.HttpAnswer;
import dev.candlewick.sources.rest.PollResult;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Polls the index by hand, at times of a test's choice. */
final class IndexUnderTest {

    private final FearGreedIndex index =
            new FearGreedIndex(URI.create("http://127.0.0.1/fng/"), Duration.ofMinutes(5));
    private final FearGreedCursorSerializer serializer = new FearGreedCursorSerializer();
    private FearGreedCursor cursor = FearGreedCursor.START;
    private List<SentimentEvent> events = List.of();
    private String fault;

    static long micros(String instant) {
        return TimeUnit.MILLISECONDS.toMicros(Instant.parse(instant).toEpochMilli());
    }

    static long date(String day) {
        return micros(day + "T00:00:00Z");
    }

    /** An answer of the provider, from days and values such as {@code 2025-09-04=51}. */
    static String body(String... readings) {
        return Stream.of(readings)
                .map(IndexUnderTest::row)
                .collect(
                        Collectors.joining(",", "{\"data\":[", "],\"metadata\":{\"error\":null}}"));
    }

    private static String row(String reading) {
        String[] parts = reading.split("=", 2);
        long seconds = LocalDate.parse(parts[0]).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        return "{\"value\":\"%s\",\"value_classification\":\"Fear\",\"timestamp\":\"%d\"}"
                .formatted(parts[1], seconds);
    }

    void start(String at) {
        cursor = index.onStart(cursor, micros(at));
    }

    /** From what a checkpoint would have kept. */
    void restart(String at) throws IOException {
        cursor = serializer.deserialize(serializer.getVersion(), serializer.serialize(cursor));
        start(at);
    }

    String requestAt(String at) {
        return index.request(cursor, micros(at)).uri().toString();
    }

    void answer(String at, String body) {
        take(index.onAnswer(cursor, answerOf(200, "application/json", body), micros(at)));
    }

    void refuse(String at, int status, String contentType, String body) {
        take(index.onFailure(cursor, answerOf(status, contentType, body), micros(at)));
    }

    void noAnswer(String at) {
        take(index.onFailure(cursor, null, micros(at)));
    }

    void tick(String at) {
        take(index.onTick(cursor, micros(at)));
    }

    private static HttpAnswer answerOf(int status, String contentType, String body) {
        return new HttpAnswer(status, contentType, 0, body.getBytes(StandardCharsets.UTF_8));
    }

    private void take(PollResult<SentimentEvent, FearGreedCursor> step) {
        cursor = step.cursor();
        events = step.records();
        fault = step.fault();
    }

    /** Of the last step. */
    List<SentimentReading> readings() {
        return events.stream().map(SentimentEvent::reading).filter(Objects::nonNull).toList();
    }

    /** Of the last step. */
    List<DeadLetter> deadLetters() {
        return events.stream().map(SentimentEvent::deadLetter).filter(Objects::nonNull).toList();
    }

    /** The last event of the last step, which tells the time. */
    SentimentEvent time() {
        return events.get(events.size() - 1);
    }

    String fault() {
        return fault;
    }

    String lastKnown() {
        return index.lastKnown(cursor);
    }

    int cursorBytes() throws IOException {
        return serializer.serialize(cursor).length;
    }
}
