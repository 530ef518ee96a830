package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.model.BarInterval;
import java.io.Serializable;
import java.time.Duration;
import java.util.Set;

/** The settings of a hot store; made by {@link HotStoreBuilder}. */
record HotStoreOptions(
        String path,
        String lakePath,
        String runId,
        Set<BarInterval> intervals,
        Duration retention,
        Duration allowedLateness,
        Cadence cadence)
        implements Serializable {}
