package dev.candlewick.sinks.duckdb;

import java.io.Serializable;
import java.time.Duration;

/** How far back from the newest bar rows are retained; it may change while the store is open. */
@FunctionalInterface
public interface RetentionPeriod extends Serializable {

    Duration now();
}
