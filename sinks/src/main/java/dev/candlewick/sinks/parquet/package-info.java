/**
 * The lake: every row for good, exactly once, as Parquet files that are committed with the
 * checkpoints. A file is never changed once it has its name; one that is still being written has a
 * name that begins with a dot and does not end in {@code .parquet}.
 */
package dev.candlewick.sinks.parquet;
