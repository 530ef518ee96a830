package dev.candlewick.simulator.archive;

import java.util.List;

/**
 * Executions of one moment.
 *
 * @param nanos when it was made; executions carry it floored to milliseconds
 * @param localNanos when the node that wrote the archive had it, which decides the hour file
 */
record Block(long number, long nanos, long localNanos, List<Execution> executions) {

    long millis() {
        return Math.floorDiv(nanos, 1_000_000L);
    }
}
