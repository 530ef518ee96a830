package dev.candlewick.job.wiring;

import dev.candlewick.job.reload.HotReload;
import dev.candlewick.job.reload.SettingsInForce;
import dev.candlewick.job.settings.InvalidSettingsException;
import dev.candlewick.job.settings.Problem;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.job.sql.Script;
import dev.candlewick.job.sql.SqlScripts;
import dev.candlewick.job.topology.Outputs;
import dev.candlewick.sinks.duckdb.Cadence;
import dev.candlewick.sinks.duckdb.HotStore;
import dev.candlewick.sinks.duckdb.RetentionPeriod;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where rows go: the lake and the hot store that the settings name. */
final class Stores {

    private Stores() {}

    /**
     * Makes the lake ready and returns its sinks, and the hot store's if rows are kept hot.
     *
     * @param shown how often the hot store shows them; empty if they go to the lake only
     */
    static Outputs of(
            Settings settings, String runId, Optional<Cadence> shown, Optional<HotReload> reload)
            throws IOException, InvalidSettingsException {
        Lake lake = Lake.at(FlinkPaths.absolute(settings.lake().path()));
        lake.prepare(Tables.all());
        return new Outputs(
                lake,
                runId,
                shown.map(
                        cadence -> hotStore(settings, runId, cadence, retention(settings, reload))),
                scripts(settings.sql().scripts()));
    }

    private static RetentionPeriod retention(Settings settings, Optional<HotReload> reload) {
        Duration atStart = settings.hotStore().retention();
        if (reload.isEmpty()) {
            return () -> atStart;
        }
        SettingsInForce inForce = reload.get().inForce();
        return () -> inForce.settings().retention();
    }

    private static SqlScripts scripts(List<Path> files) throws InvalidSettingsException {
        List<Script> scripts = new ArrayList<>();
        for (Path file : files) {
            try {
                scripts.add(Script.read(file));
            } catch (IOException e) {
                throw new InvalidSettingsException(
                        List.of(
                                new Problem(
                                        "sql.scripts = %s: cannot be read (%s)"
                                                .formatted(file, e))));
            }
        }
        return new SqlScripts(scripts);
    }

    private static HotStore hotStore(
            Settings settings, String runId, Cadence cadence, RetentionPeriod retention) {
        return HotStore.builder()
                .path(settings.hotStore().path().toAbsolutePath().normalize().toString())
                .fallbackPath(
                        settings.hotStore()
                                .fallback()
                                .map(path -> path.toAbsolutePath().normalize().toString())
                                .orElse(null))
                .lakePath(FlinkPaths.absolute(settings.lake().path()))
                .runId(runId)
                .intervals(Set.copyOf(settings.hotStore().intervals()))
                .retention(retention)
                .allowedLateness(settings.bars().allowedLateness())
                .cadence(cadence)
                .build();
    }
}
