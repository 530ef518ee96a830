package dev.candlewick.sources.net;

/** Where the time comes from. Thread-safe. */
public interface TimeSource {

    /** Time of day, epoch microseconds. Between two calls of {@link #align} it never jumps. */
    long epochMicros();

    /** Time that passes, for deadlines; only differences mean anything. */
    long elapsedMillis();

    /** Takes over a step of the system's clock. */
    void align();
}
