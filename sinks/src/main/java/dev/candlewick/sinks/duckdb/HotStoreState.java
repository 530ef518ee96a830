package dev.candlewick.sinks.duckdb;

/**
 * What a checkpoint remembers of the store.
 *
 * @param lineage names the life of the store, which ends when a job starts without a checkpoint
 * @param epoch the last epoch whose rows belong to the checkpoint
 */
record HotStoreState(String lineage, long epoch) {}
