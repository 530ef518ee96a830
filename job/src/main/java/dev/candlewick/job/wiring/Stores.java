package dev.candlewick.job.wiring;

import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.topology.Outputs;
import dev.candlewick.sinks.duckdb.HotStore;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.tables.StorageRouter;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Where rows go: the lake and the hot store that the settings name. */
final class Stores {

    private Stores() {}

    /** Makes the lake ready and returns its sinks, and the hot store's if rows are kept hot. */
    static Outputs of(Settings settings, String runId, boolean keptHot) throws IOException {
        Lake lake = Lake.at(FlinkPaths.absolute(settings.lake().path()));
        lake.prepare(StorageRouter.tables());
        return Outputs.in(
                lake, runId, keptHot ? Optional.of(hotStore(settings, runId)) : Optional.empty());
    }

    private static HotStore hotStore(Settings settings, String runId) {
        return HotStore.builder()
                .path(settings.hotStore().path().toAbsolutePath().normalize().toString())
                .lakePath(FlinkPaths.absolute(settings.lake().path()))
                .runId(runId)
                .intervals(Set.copyOf(settings.hotStore().intervals()))
                .retention(settings.hotStore().retention())
                .allowedLateness(settings.bars().allowedLateness())
                .build();
    }
}
