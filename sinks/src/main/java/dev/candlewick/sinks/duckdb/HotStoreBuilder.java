package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.model.BarInterval;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** Sets up a {@link HotStore}. Path, lake path and run id are required. */
public final class HotStoreBuilder {

    private String path;
    private String fallbackPath;
    private String lakePath;
    private String runId;
    private Set<BarInterval> intervals = EnumSet.complementOf(EnumSet.of(BarInterval.S1));
    private RetentionPeriod retention = () -> Duration.ofDays(7);
    private Duration allowedLateness = Duration.ofMinutes(10);
    private Cadence cadence = Cadence.DEFAULT;

    HotStoreBuilder() {}

    /** The local file that readers open. */
    public HotStoreBuilder path(String value) {
        path = value;
        return this;
    }

    /** Where rows go while the file cannot be written; nowhere by default. */
    public HotStoreBuilder fallbackPath(String value) {
        fallbackPath = value;
        return this;
    }

    /** The lake that the views read beside the store; one that is not local is left out. */
    public HotStoreBuilder lakePath(String value) {
        lakePath = value;
        return this;
    }

    public HotStoreBuilder runId(String value) {
        runId = value;
        return this;
    }

    /** Which bars are stored; all but those of one second by default. */
    public HotStoreBuilder intervals(Set<BarInterval> value) {
        intervals = value;
        return this;
    }

    /** How far back from the newest bar rows are retained; 7 days by default. */
    public HotStoreBuilder retention(Duration value) {
        return retention(() -> value);
    }

    /** The same of a period that may change. */
    public HotStoreBuilder retention(RetentionPeriod value) {
        retention = value;
        return this;
    }

    /** How late a trade may be and still change a bar; 10 minutes by default. */
    public HotStoreBuilder allowedLateness(Duration value) {
        allowedLateness = value;
        return this;
    }

    public HotStoreBuilder cadence(Cadence value) {
        cadence = value;
        return this;
    }

    public HotStore build() {
        Objects.requireNonNull(path, "path of the hot store");
        Objects.requireNonNull(lakePath, "path of the lake");
        Objects.requireNonNull(runId, "id of the run");
        if (path.contains("?")) {
            // DuckDB takes it for the start of parameters, and its log for another file.
            throw new IllegalArgumentException(
                    "The path of the hot store has a question mark in it: " + path);
        }
        if (HotStoreFiles.of(path).isCalledAsItsSchema()) {
            throw new IllegalArgumentException(
                    "The hot store "
                            + path
                            + " has the name of the schema inside, so that its views would not work;"
                            + " give the file another name");
        }
        return new HotStore(
                new HotStoreOptions(
                        path,
                        fallbackPath,
                        lakePath,
                        runId,
                        Set.copyOf(intervals),
                        retention,
                        allowedLateness,
                        cadence));
    }
}
