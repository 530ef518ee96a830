package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.model.BarInterval;
import java.io.Serializable;
import java.time.Duration;
import java.util.Set;

/**
 * The settings of a hot store; made by {@link HotStoreBuilder}.
 *
 * @param fallbackPath null if there is none
 */
record HotStoreOptions(
        String path,
        String fallbackPath,
        String lakePath,
        String runId,
        Set<BarInterval> intervals,
        RetentionPeriod retentionPeriod,
        Duration allowedLateness,
        Cadence cadence)
        implements Serializable {

    /** The same in another place, which has no fallback. */
    HotStoreOptions at(String otherPath) {
        return new HotStoreOptions(
                otherPath,
                null,
                lakePath,
                runId,
                intervals,
                retentionPeriod,
                allowedLateness,
                cadence);
    }

    /** As it is now. */
    Duration retention() {
        return retentionPeriod.now();
    }
}
