package dev.candlewick.sinks.parquet;

import java.io.Serializable;
import java.time.Duration;

/** The clock and the waiting of what writes a lake, which a test replaces. */
public interface Pauses extends Serializable {

    /** In milliseconds. */
    long now();

    void pause(Duration duration) throws InterruptedException;

    /** Those of this machine. */
    enum OfTheWallClock implements Pauses {
        INSTANCE;

        @Override
        public long now() {
            return System.currentTimeMillis();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            Thread.sleep(duration.toMillis());
        }
    }
}
