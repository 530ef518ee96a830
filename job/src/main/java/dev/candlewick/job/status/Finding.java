package dev.candlewick.job.status;

/**
 * One line of {@code status} or {@code doctor}.
 *
 * @param subject what it is about
 * @param good whether it is as it should be
 * @param detail how it is, and what to do if it is not as it should be
 */
public record Finding(String subject, boolean good, String detail) {

    static Finding good(String subject, String detail) {
        return new Finding(subject, true, detail);
    }

    static Finding bad(String subject, String detail) {
        return new Finding(subject, false, detail);
    }
}
