package dev.candlewick.sources.websocket.receiver;

import dev.candlewick.sources.journal.JournalPosition;
import dev.candlewick.sources.websocket.connection.FeedSettings;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What was received and is not read yet, in order: in memory while that has room, and beyond it as
 * places in the journal. Thread-safe.
 *
 * <p>Once frames are left to the journal, that goes on until half of the memory is free, so that
 * the journal is read in long stretches.
 */
public final class Backlog {

    private static final int MAX_TAKEN = 500;
    private static final int MAX_TAKEN_BYTES = 1 << 20;

    private final int maxFrames;
    private final long maxBytes;
    private final Deque<Received> items = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int frames;
    private long bytes;
    private boolean isSpilling;
    private boolean wakeUp;
    private long settledAt = Long.MIN_VALUE;
    private Throwable failure;

    /** With a journal behind it, some seconds in memory are enough; without, the queue holds. */
    static Backlog of(FeedSettings settings) {
        int frames = settings.journal() == null ? 1_000 : 20_000;
        int bytes = settings.journal() == null ? 1 << 20 : 16 << 20;
        return new Backlog(
                Math.min(frames, settings.queue().frames()),
                Math.min(bytes, settings.queue().bytes()));
    }

    Backlog(int maxFrames, long maxBytes) {
        this.maxFrames = maxFrames;
        this.maxBytes = maxBytes;
    }

    /**
     * Adds a frame; returns whether it is kept in memory.
     *
     * @param before where the journal stood before it: at the same place as after it if the frame
     *     is not in the journal, which leaves only the memory
     */
    boolean add(Received.Heard frame, JournalPosition before) {
        lock.lock();
        try {
            isSpilling = isSpilling ? !isHalfFree() : isFull();
            boolean inMemory = !isSpilling || before.equals(frame.after());
            if (inMemory) {
                items.addLast(frame);
                frames++;
                bytes += frame.size();
            } else {
                store(before, frame.after());
            }
            changed.signalAll();
            return inMemory;
        } finally {
            lock.unlock();
        }
    }

    private void store(JournalPosition before, JournalPosition after) {
        JournalPosition from =
                before.lane() == after.lane() ? before : new JournalPosition(after.lane(), 0);
        if (items.peekLast() instanceof Received.Stored last && last.after().equals(from)) {
            items.removeLast();
            from = last.from();
        }
        items.addLast(new Received.Stored(from, after));
    }

    /** Adds what is no frame; there is always room for it. */
    void say(Received said) {
        lock.lock();
        try {
            items.addLast(said);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** All that was received until then is here. */
    void settle(long epochMicros) {
        locked(() -> settledAt = epochMicros);
    }

    /** Forgets everything: the journal holds it for another reader. */
    void clear() {
        lock.lock();
        try {
            items.clear();
            frames = 0;
            bytes = 0;
            isSpilling = false;
            settledAt = Long.MIN_VALUE;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Receiving has ended for a reason that the reader must not survive. */
    void fail(Throwable reason) {
        lock.lock();
        try {
            failure = reason;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the memory takes no more frames. */
    boolean isFull() {
        return locked(() -> frames >= maxFrames || bytes >= maxBytes);
    }

    private boolean isHalfFree() {
        return frames <= maxFrames / 2 && bytes <= maxBytes / 2;
    }

    /** Waits until the memory has room, but not longer than so. */
    void awaitRoom(long waitMillis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            await(waitMillis, () -> !isFull());
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next ones, up to the first that the journal holds; waits for something unless {@link
     * #wakeUp} is called.
     *
     * @throws IOException if receiving has failed
     */
    public List<Received> take(long waitMillis) throws InterruptedException, IOException {
        lock.lockInterruptibly();
        try {
            await(waitMillis, () -> !items.isEmpty() || failure != null || wakeUp);
            wakeUp = false;
            if (failure != null) {
                throw new IOException(failure.getMessage(), failure);
            }
            List<Received> taken = new ArrayList<>();
            int size = 0;
            while (!items.isEmpty() && taken.size() < MAX_TAKEN && size < MAX_TAKEN_BYTES) {
                Received next = items.removeFirst();
                taken.add(next);
                size += next instanceof Received.Stored ? MAX_TAKEN_BYTES : release(next);
            }
            changed.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private int release(Received taken) {
        if (!(taken instanceof Received.Heard heard) || heard.frame() == null) {
            return 0;
        }
        frames--;
        bytes -= heard.size();
        return heard.size();
    }

    private void await(long waitMillis, BooleanSupplier condition) throws InterruptedException {
        long nanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
        while (!condition.getAsBoolean() && nanos > 0) {
            nanos = changed.awaitNanos(nanos);
        }
    }

    /** Waits without taking anything, unless {@link #wakeUp} is called. */
    public void rest(long waitMillis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            await(waitMillis, () -> wakeUp);
            wakeUp = false;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the reader that waits, or else its next wait, return at once. */
    public void wakeUp() {
        lock.lock();
        try {
            wakeUp = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Until when, in epoch microseconds, everything was received and taken; empty otherwise. */
    public OptionalLong settledAt() {
        lock.lock();
        try {
            return items.isEmpty() && settledAt != Long.MIN_VALUE
                    ? OptionalLong.of(settledAt)
                    : OptionalLong.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Frames in memory. */
    public int frames() {
        return locked(() -> frames);
    }

    /** Bytes of frames in memory. */
    public long bytes() {
        return locked(() -> bytes);
    }

    private <T> T locked(Supplier<T> value) {
        lock.lock();
        try {
            return value.get();
        } finally {
            lock.unlock();
        }
    }
}
