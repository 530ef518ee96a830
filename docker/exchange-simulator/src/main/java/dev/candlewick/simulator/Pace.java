package dev.candlewick.simulator;

import java.util.concurrent.locks.LockSupport;

/** Turns tape time into waiting. Used by the player's thread only. */
final class Pace {

    private final double speed;
    private long tapeAnchor;
    private long wallAnchor;
    private boolean anchored;

    /** An infinite speed never waits. */
    Pace(double speed) {
        this.speed = speed;
    }

    /** From the next frame on, the clock restarts: a delay of the tape is not caught up. */
    void restart() {
        anchored = false;
    }

    void await(long tapeNanos) throws InterruptedException {
        if (Double.isInfinite(speed)) {
            return;
        }
        if (!anchored) {
            tapeAnchor = tapeNanos;
            wallAnchor = System.nanoTime();
            anchored = true;
        }
        sleepUntil(wallAnchor + (long) ((tapeNanos - tapeAnchor) / speed));
    }

    /** As {@link #await}, but does not wait for a time before the frame that time counts from. */
    void awaitWithin(long tapeNanos) throws InterruptedException {
        if (anchored) {
            await(tapeNanos);
        }
    }

    static void sleepUntil(long wallNanos) throws InterruptedException {
        for (long left = wallNanos - System.nanoTime();
                left > 0;
                left = wallNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
