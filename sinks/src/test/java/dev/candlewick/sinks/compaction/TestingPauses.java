package dev.candlewick.sinks.compaction;

import dev.candlewick.sinks.parquet.Pauses;
import java.io.Serial;
import java.time.Duration;

/** A clock that moves by hand, and a process that can be killed at a pause. */
final class TestingPauses implements Pauses {
    @Serial private static final long serialVersionUID = 1L;

    /** The process is gone. */
    static final class KilledException extends RuntimeException {
        @Serial private static final long serialVersionUID = 1L;
    }

    private long now = System.currentTimeMillis();
    private int killAt = Integer.MAX_VALUE;
    private int count;

    @Override
    public long now() {
        return now;
    }

    @Override
    public void pause(Duration duration) {
        if (++count == killAt) {
            throw new KilledException();
        }
    }

    void pass(Duration duration) {
        now += duration.toMillis();
    }

    TestingPauses killedAt(int pause) {
        killAt = count + pause;
        return this;
    }

    void live() {
        killAt = Integer.MAX_VALUE;
    }
}
