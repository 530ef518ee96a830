package dev.candlewick.job.topology;

import dev.candlewick.job.sql.SqlScripts;
import dev.candlewick.sinks.duckdb.HotStore;
import dev.candlewick.sinks.parquet.Lake;
import java.util.Optional;

/**
 * Where everything goes: the tables of a lake, as one run fills them, and the one hot store.
 *
 * @param hotStore empty if nothing is kept hot
 * @param scripts that read what goes to the lake
 */
public record Outputs(Lake lake, String runId, Optional<HotStore> hotStore, SqlScripts scripts) {

    /** Without scripts. */
    public Outputs(Lake lake, String runId, Optional<HotStore> hotStore) {
        this(lake, runId, hotStore, SqlScripts.NONE);
    }
}
