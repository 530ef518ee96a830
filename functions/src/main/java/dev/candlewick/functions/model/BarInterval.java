package dev.candlewick.functions.model;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A bar length. Windows are aligned to the epoch: {@code [openTime, openTime + micros)}. */
public enum BarInterval {
    S1("1s", Duration.ofSeconds(1)),
    M1("1m", Duration.ofMinutes(1)),
    M3("3m", Duration.ofMinutes(3)),
    M5("5m", Duration.ofMinutes(5)),
    M15("15m", Duration.ofMinutes(15)),
    M30("30m", Duration.ofMinutes(30)),
    H1("1h", Duration.ofHours(1)),
    H2("2h", Duration.ofHours(2)),
    H4("4h", Duration.ofHours(4)),
    H8("8h", Duration.ofHours(8)),
    H12("12h", Duration.ofHours(12)),
    D1("1d", Duration.ofDays(1));

    private final String label;
    private final long micros;

    BarInterval(String label, Duration length) {
        this.label = label;
        this.micros = length.toMillis() * 1_000;
    }

    /** The name in tables and settings, such as {@code 1m}. */
    public String label() {
        return label;
    }

    public long micros() {
        return micros;
    }

    /** The start of the window that holds an instant. */
    public long openTimeOf(long time) {
        return Math.floorDiv(time, micros) * micros;
    }

    /**
     * Looks an interval up by its name.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists them
     */
    public static BarInterval of(String label) {
        return Arrays.stream(values())
                .filter(interval -> interval.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(unknown(label)));
    }

    private static String unknown(String label) {
        return "'%s' is no bar interval; use %s"
                .formatted(
                        label,
                        Arrays.stream(values())
                                .map(BarInterval::label)
                                .collect(Collectors.joining(", ")));
    }
}
