package dev.candlewick.sources.websocket.connection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The bounded hand-over from a connection's thread to the receiver's. Thread-safe.
 *
 * <p>A frame that finds it full waits, which stops the reading of the socket; so TCP slows the
 * server down and memory stays bounded. Openings and closings never wait: they may be called with
 * the transport's locks held.
 *
 * <p>Only one generation of connections is let through at a time. Frames of an older one are
 * dropped, whether they are queued, waiting, or still to come.
 */
public final class FrameQueue {

    private final int maxFrames;
    private final long maxBytes;
    private final Deque<Incoming> queue = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long bytes;
    private int generation;
    private boolean wakeUp;
    private boolean hasBeenFull;

    public FrameQueue(int maxFrames, long maxBytes) {
        this.maxFrames = maxFrames;
        this.maxBytes = maxBytes;
    }

    /** Drops whatever older connections sent and will send; returns the new one's number. */
    public int nextGeneration() {
        lock.lock();
        try {
            queue.clear();
            bytes = 0;
            generation++;
            changed.signalAll();
            return generation;
        } finally {
            lock.unlock();
        }
    }

    /** Hands over; a frame waits while the queue is full. */
    public void put(Incoming incoming) {
        lock.lock();
        try {
            while (incoming.generation() == generation && !fits(incoming)) {
                hasBeenFull = true;
                changed.awaitUninterruptibly();
            }
            if (incoming.generation() == generation) {
                queue.addLast(incoming);
                bytes += incoming.size();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A frame beyond the byte bound is let in alone, or it would wait for ever. */
    private boolean fits(Incoming incoming) {
        if (!(incoming instanceof Incoming.Frame) || queue.isEmpty()) {
            return true;
        }
        return queue.size() < maxFrames && bytes + incoming.size() <= maxBytes;
    }

    /** The next one; null when none came in time or {@link #wakeUp} was called. */
    public Incoming poll(long waitMillis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
            while (queue.isEmpty() && !wakeUp && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            wakeUp = false;
            Incoming next = queue.pollFirst();
            if (next != null) {
                bytes -= next.size();
                changed.signalAll();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Lets a waiting {@link #poll}, or else the next one that would wait, return at once. */
    public void wakeUp() {
        lock.lock();
        try {
            wakeUp = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a frame has had to wait since the last call. */
    boolean takeHasBeenFull() {
        lock.lock();
        try {
            boolean was = hasBeenFull;
            hasBeenFull = false;
            return was;
        } finally {
            lock.unlock();
        }
    }

    /** Since when the next frame has waited, epoch microseconds; {@code Long.MAX_VALUE} if none. */
    long waitingSince() {
        lock.lock();
        try {
            for (Incoming incoming : queue) {
                if (incoming instanceof Incoming.Frame frame) {
                    return frame.receivedAt();
                }
            }
            return Long.MAX_VALUE;
        } finally {
            lock.unlock();
        }
    }

    public int depth() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    public long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }
}
