package dev.candlewick.sources.hyperliquid;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Times that are written out, in UTC, with or without a zone, to the nanosecond or less. */
final class NaiveTime {

    private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

    private NaiveTime() {}

    /** To the microsecond. */
    static final Kind<Long> TO_MICROS = (parser, field, reading) -> micros(parser, field, reading);

    /** To the millisecond, which is all that the exchange tells elsewhere. */
    static final Kind<Long> TO_MILLIS =
            (parser, field, reading) -> floorToMillis(micros(parser, field, reading));

    private static long micros(JsonParser parser, String field, Reading reading)
            throws IOException, Rejection {
        return parse(Scalars.text(parser, field), field, reading);
    }

    static long parse(String text, String field, Reading reading) throws Rejection {
        LocalDateTime time;
        try {
            time =
                    LocalDateTime.parse(
                            text.endsWith("Z") ? text.substring(0, text.length() - 1) : text);
        } catch (DateTimeException e) {
            throw new Rejection(
                    Reason.MISTYPED_FIELD,
                    "%s is '%s', not a time like 2025-02-03T04:00:00.412"
                            .formatted(
                                    field,
                                    text.length() <= 40 ? text : text.substring(0, 40) + "…"));
        }
        long micros = ChronoUnit.MICROS.between(EPOCH, time);
        reading.rules().time(field, Math.floorDiv(micros, 1_000), reading.receivedAt());
        return micros;
    }

    static long floorToMillis(long micros) {
        return Math.floorDiv(micros, 1_000) * 1_000;
    }
}
