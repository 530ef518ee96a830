package dev.candlewick.simulator.archive;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the archive writes times: in UTC, without saying so. */
final class Times {

    private static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Times() {}

    static String text(long nanos) {
        return text(instant(nanos));
    }

    static String text(Instant time) {
        return TEXT.format(time);
    }

    static String day(Instant time) {
        return DAY.format(time);
    }

    /** {@code 20250904/9}: hours have no leading zero. */
    static String dayAndHour(Instant time) {
        return day(time) + "/" + time.atOffset(ZoneOffset.UTC).getHour();
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }
}
