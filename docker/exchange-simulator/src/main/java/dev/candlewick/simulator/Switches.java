package dev.candlewick.simulator;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Faults that last: how often, or until when, each still applies. Thread-safe. */
final class Switches {

    final AtomicInteger acksToWithhold = new AtomicInteger();
    final AtomicInteger framesToRepeat = new AtomicInteger();
    final AtomicInteger framesToDamage = new AtomicInteger();
    final AtomicInteger handshakesToRefuse = new AtomicInteger();
    final Queue<HttpEffect> infoEffects = new ConcurrentLinkedQueue<>();
    final AtomicLong emptyCandlesLateMillis = new AtomicLong();
    final Queue<HttpEffect> sentimentEffects = new ConcurrentLinkedQueue<>();
    final AtomicReference<Listings> listings = new AtomicReference<>();
    final RateLimit rateLimit;
    private final AtomicLong refuseUntilNanos = new AtomicLong(System.nanoTime());

    Switches(RateLimit rateLimit) {
        this.rateLimit = rateLimit;
    }

    /** Uses the switch up by one; false when it is off. */
    static boolean take(AtomicInteger left) {
        return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    void refuseHandshakesFor(Duration duration) {
        refuseUntilNanos.set(System.nanoTime() + duration.toNanos());
    }

    boolean refusesHandshake() {
        return take(handshakesToRefuse) || System.nanoTime() - refuseUntilNanos.get() < 0;
    }
}
