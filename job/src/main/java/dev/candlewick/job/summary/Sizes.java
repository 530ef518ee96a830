package dev.candlewick.job.summary;

import java.util.Locale;

/** Numbers of bytes for people. */
public final class Sizes {

    private Sizes() {}

    /** {@code 40.5 kB}, {@code 1.2 MB}, {@code 38.4 GB}. */
    public static String text(long bytes) {
        if (bytes < 100_000) {
            return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%,.1f GB", bytes / 1e9);
    }
}
