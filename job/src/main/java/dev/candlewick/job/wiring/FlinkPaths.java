package dev.candlewick.job.wiring;

import java.nio.file.Path;

/** Paths as Flink takes them. */
public final class FlinkPaths {

    private FlinkPaths() {}

    /**
     * A path with its scheme; a relative one is of this process's working directory, since those of
     * a cluster's processes are left alone.
     */
    public static String absolute(String path) {
        return path.contains(":/") ? path : "file:" + Path.of(path).toAbsolutePath().normalize();
    }
}
