package dev.candlewick.sinks.compaction;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/**
 * Which folders are compacted.
 *
 * @param from the first day
 * @param until the day after the last
 * @param undated whether also the tables that have no days
 */
public record Days(LocalDate from, LocalDate until, boolean undated) {

    private static final String PREFIX = "date=";

    /** Every day before one, and the tables without days. */
    public static Days before(LocalDate day) {
        return new Days(LocalDate.MIN, day, true);
    }

    public static Days on(LocalDate day) {
        return new Days(day, day.plusDays(1), false);
    }

    /**
     * The days of a span.
     *
     * @param until the day after the last
     */
    public static Days between(LocalDate from, LocalDate until) {
        return new Days(from, until, false);
    }

    /** Whether a folder within that of a table is among them. */
    boolean include(String folder) {
        if (folder.isEmpty()) {
            return undated;
        }
        if (!folder.startsWith(PREFIX)) {
            return false;
        }
        try {
            LocalDate day = LocalDate.parse(folder.substring(PREFIX.length()));
            return !day.isBefore(from) && day.isBefore(until);
        } catch (DateTimeParseException e) {
            return false; // none of ours
        }
    }
}
