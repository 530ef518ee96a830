package dev.candlewick.job.wiring;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Names a run so that names sort by when runs started: {@code 20260903T120000123Z-4f2a}. */
public final class RunId {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private RunId() {}

    /** The four random digits tell runs apart that start within one millisecond. */
    public static String of(Instant start, RandomGenerator random) {
        return String.format(Locale.ROOT, "%s-%04x", FORM.format(start), random.nextInt(0x10000));
    }
}
