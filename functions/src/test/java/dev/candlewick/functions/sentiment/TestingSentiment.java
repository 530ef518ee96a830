package dev.candlewick.functions.sentiment;

import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.functions.model.SentimentReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes what a sentiment index says in the language of calendars, UTC. */
final class TestingSentiment {
    static final String INDEX = "Fear and Greed Index";

    private static final long PUBLICATION_DELAY = 5 * 60 * 1_000_000L;
    private static final Pattern RECORDED =
            Pattern.compile(
                    "\"value\":\\s*\"(\\d+)\",\\s*\"value_classification\":\\s*\"([^\"]+)\","
                            + "\\s*\"timestamp\":\\s*\"(\\d+)\"");

    private TestingSentiment() {}

    /** The start of a day such as {@code 2025-09-04}. */
    static long day(String date) {
        return micros(LocalDate.parse(date).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    /** An instant such as {@code 2025-09-04T12:00:00Z}. */
    static long at(String instant) {
        return micros(Instant.parse(instant));
    }

    static String date(long day) {
        return LocalDate.ofEpochDay(Math.floorDiv(day, 86_400_000_000L)).toString();
    }

    /** A reading whose arrival nobody saw. */
    static SentimentReading history(String date, int value) {
        return history(day(date), value, "Label");
    }

    /** A reading that was seen to arrive. */
    static SentimentReading arrival(String date, int value, String arrivedAt) {
        return new SentimentReading(INDEX, day(date), value, "Label", at(arrivedAt), at(arrivedAt));
    }

    static SentimentEvent time(String instant) {
        return SentimentEvent.time(INDEX, at(instant));
    }

    /** The readings of a recorded body, oldest first. */
    static List<SentimentReading> recorded(String resource) {
        List<SentimentReading> readings = new ArrayList<>();
        Matcher row = RECORDED.matcher(text(resource));
        while (row.find()) {
            long date = Long.parseLong(row.group(3)) * 1_000_000;
            readings.add(0, history(date, Integer.parseInt(row.group(1)), row.group(2)));
        }
        return readings;
    }

    /** The rows of a CSV resource without its header. */
    static List<String> rows(String resource) {
        return text(resource).lines().skip(1).toList();
    }

    private static SentimentReading history(long date, int value, String label) {
        long polledAt = at("2026-01-01T00:00:00Z");
        return new SentimentReading(INDEX, date, value, label, polledAt, date + PUBLICATION_DELAY);
    }

    private static String text(String resource) {
        try (InputStream in = TestingSentiment.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("can't read " + resource, e);
        }
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
