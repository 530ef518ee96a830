package dev.candlewick.sources.net;

import java.io.Serializable;
import java.time.Duration;

/**
 * Delays that double from {@code first} up to {@code cap}, for as many attempts as it takes.
 *
 * @param jitter the share of each delay that chance may take away, between 0 and 1
 */
public record Backoff(Duration first, Duration cap, double jitter) implements Serializable {

    private static final int MOST_DOUBLINGS = 40;

    public Backoff {
        if (first.isNegative() || first.isZero() || cap.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "Back-off needs 0 < first <= cap, but got " + first + " and " + cap);
        }
        if (jitter < 0 || jitter > 1) {
            throw new IllegalArgumentException("Jitter must be in 0..1, but is " + jitter);
        }
    }

    /** How long to wait after so many failures in a row; the chance is in [0, 1). */
    public Duration delay(int failures, double chance) {
        int doublings = Math.min(Math.max(failures - 1, 0), MOST_DOUBLINGS);
        double millis =
                Math.min(
                        (double) first.toMillis() * Math.pow(2, doublings),
                        (double) cap.toMillis());
        return Duration.ofMillis(Math.round(millis * (1 - jitter * chance)));
    }
}
