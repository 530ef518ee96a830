package dev.candlewick.job.status;

import dev.candlewick.sinks.duckdb.DamagedFiles;
import dev.candlewick.sinks.duckdb.DuckDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** What is on this machine: its Java, the libraries that are not Java, and the files of a lake. */
public final class Machine {

    private static final int OLDEST_JAVA = 17;

    private Machine() {}

    public static List<Finding> java() {
        int version = Runtime.version().feature();
        String detail =
                "%s, %s %s"
                        .formatted(
                                Runtime.version(),
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"));
        return List.of(
                version >= OLDEST_JAVA
                        ? Finding.good("Java", detail)
                        : Finding.bad("Java", detail + "; install a JDK 17 or newer"));
    }

    /** Its library is written to the folder of temporary files and loaded from there. */
    public static Finding duckDb() {
        try (DuckDb duckDb = DuckDb.open()) {
            return Finding.good("native libraries", "DuckDB answers " + duckDb.number("SELECT 42"));
        } catch (SQLException | LinkageError e) {
            return Finding.bad(
                    "native libraries",
                    "DuckDB cannot be loaded: %s; is %s writable, and mounted without noexec?"
                            .formatted(e.getMessage(), System.getProperty("java.io.tmpdir")));
        }
    }

    /** Reads every row of a lake. */
    public static List<Finding> lakeFiles(Path lake) {
        if (!Files.isDirectory(lake)) {
            return List.of(Finding.good("lake files", "there are none yet"));
        }
        try {
            List<Finding> damaged =
                    DamagedFiles.below(lake.toAbsolutePath().normalize()).stream()
                            .map(Machine::damaged)
                            .toList();
            return damaged.isEmpty()
                    ? List.of(Finding.good("lake files", "all of them can be read"))
                    : damaged;
        } catch (SQLException | IOException e) {
            return List.of(Finding.bad("lake files", "they cannot be read: " + e.getMessage()));
        }
    }

    private static Finding damaged(DamagedFiles.Damaged file) {
        return Finding.bad(
                "lake files",
                file
                        + "; restore it from a copy, or move it away and let backfill write that"
                        + " day again");
    }
}
