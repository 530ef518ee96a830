package dev.candlewick.sinks.parquet;

import dev.candlewick.functions.health.Condition;
import dev.candlewick.functions.health.HealthLog;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * Tries again what a disk or an object store refuses, until it is accepted: rows that wait cost
 * freshness, and a job that fails costs what its source cannot have again.
 */
final class Patience {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final String subject;
    private final HealthLog health;
    private final Pauses pauses;

    /**
     * @param subject the place, as it is shown
     */
    Patience(String subject, HealthLog health, Pauses pauses) {
        this.subject = subject;
        this.health = health;
        this.pauses = pauses;
    }

    /** The same for another place. */
    Patience of(String otherSubject) {
        return new Patience(otherSubject, health, pauses);
    }

    /**
     * Makes an attempt until one succeeds.
     *
     * @throws InterruptedIOException if the thread is interrupted while it waits
     */
    void until(Attempt attempt) throws IOException {
        Duration pause = FIRST;
        while (true) {
            try {
                attempt.make();
                onSuccess();
                return;
            } catch (InterruptedIOException | java.nio.channels.ClosedChannelException e) {
                throw e;
            } catch (IOException e) {
                onRefusal(e);
                await(pause);
                Duration doubled = pause.multipliedBy(2);
                pause = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
            }
        }
    }

    void onSuccess() {
        if (!health.isQuiet()) {
            health.end(subject, pauses.now());
        }
    }

    void onRefusal(IOException refusal) {
        health.begin(
                new Condition(
                        subject,
                        reason(refusal),
                        "Rows wait, and what is received waits with them",
                        "see that it can be written and has room; nothing has to be restarted"),
                pauses.now());
    }

    private void await(Duration pause) throws InterruptedIOException {
        try {
            pauses.pause(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException)
                    new InterruptedIOException("Stopped while waiting for " + subject).initCause(e);
        }
    }

    private static String reason(IOException refusal) {
        Throwable cause = refusal;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return message.contains(" ") ? message : cause.getClass().getSimpleName() + " " + message;
    }

    /** Something that may be refused, and can then be tried again as it is. */
    @FunctionalInterface
    interface Attempt {
        void make() throws IOException;
    }
}
