package dev.candlewick.sources.archive;

import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * One file of the archive. Files are cut by the time at which they were written, so that the first
 * events in one are a little older than its start.
 *
 * @param start of the hour or day that it is named after, in microseconds
 * @param coin whose file it is; null where all are in one
 * @param bytes as it is stored
 */
public record ArchiveObject(String path, Dataset dataset, long start, String coin, long bytes)
        implements Serializable {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The end of the hour or day, exclusive. */
    public long end() {
        return start + dataset.span();
    }

    /** As in {@code 20250801}. */
    public String day() {
        return DAY.format(instant());
    }

    /** From 0 to 23. */
    public int hour() {
        return instant().atZone(ZoneOffset.UTC).getHour();
    }

    private Instant instant() {
        return Instant.ofEpochMilli(start / 1_000);
    }
}
