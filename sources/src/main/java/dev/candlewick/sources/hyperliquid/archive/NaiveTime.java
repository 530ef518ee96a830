package dev.candlewick.sources.hyperliquid.archive;

import com.fasterxml.jackson.core.JsonParser;
import dev.candlewick.sources.json.FieldType;
import dev.candlewick.sources.json.JsonInput;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.Scalars;
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
    static final FieldType<Long> TO_MICROS = (parser, field, input) -> micros(parser, field, input);

    /** To the millisecond, which is all that the exchange tells elsewhere. */
    static final FieldType<Long> TO_MILLIS =
            (parser, field, input) -> floorToMillis(micros(parser, field, input));

    private static long micros(JsonParser parser, String field, JsonInput input)
            throws IOException, Rejection {
        return parse(Scalars.text(parser, field), field, input);
    }

    static long parse(String text, String field, JsonInput input) throws Rejection {
        LocalDateTime time;
        try {
            time =
                    LocalDateTime.parse(
                            text.endsWith("Z") ? text.substring(0, text.length() - 1) : text);
        } catch (DateTimeException e) {
            throw new Rejection(
                    Reason.MISTYPED_FIELD,
                    "%s is '%s', not a time like 2025-02-03T04:00:00.412",
                    field,
                    text.length() <= 40 ? text : text.substring(0, 40) + "…");
        }
        long micros = ChronoUnit.MICROS.between(EPOCH, time);
        input.rules().time(field, Math.floorDiv(micros, 1_000), input.receivedAt());
        return micros;
    }

    static long floorToMillis(long micros) {
        return Math.floorDiv(micros, 1_000) * 1_000;
    }
}
