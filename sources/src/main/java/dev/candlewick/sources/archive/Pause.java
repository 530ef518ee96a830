package dev.candlewick.sources.archive;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits, unless it is woken. */
class Pause {

    private final Semaphore alarm = new Semaphore(0);

    void await(Duration duration) throws InterruptedIOException {
        alarm.drainPermits();
        try {
            if (alarm.tryAcquire(duration.toMillis(), TimeUnit.MILLISECONDS)) {
                alarm.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting to read again");
        }
    }

    void wakeUp() {
        alarm.release();
    }
}
