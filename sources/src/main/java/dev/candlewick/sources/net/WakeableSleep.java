package dev.candlewick.sources.net;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A sleep that other threads can end. Waking it while it does not sleep ends the next one. */
public class WakeableSleep {

    private final Semaphore wakeUps = new Semaphore(0);

    public void sleep(Duration duration) throws InterruptedIOException {
        try {
            if (wakeUps.tryAcquire(duration.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while sleeping");
        }
    }

    public void wakeUp() {
        wakeUps.release();
    }
}
