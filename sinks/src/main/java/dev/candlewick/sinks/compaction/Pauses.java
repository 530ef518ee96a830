package dev.candlewick.sinks.compaction;

import java.time.Duration;

/** The clock and the waiting of a compaction. */
interface Pauses {

    Pauses OF_THE_WALL_CLOCK =
            new Pauses() {
                @Override
                public long now() {
                    return System.currentTimeMillis();
                }

                @Override
                public void pause(Duration duration) throws InterruptedException {
                    Thread.sleep(duration.toMillis());
                }
            };

    /** In milliseconds. */
    long now();

    void pause(Duration duration) throws InterruptedException;
}
