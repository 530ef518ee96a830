package dev.candlewick.job.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A call of the file system at which a process ends as by kill -9, once: before the call, after it,
 * or in a write. {@code killpoint.c} does it within the process, for the JDK and DuckDB alike.
 *
 * @param step what is being done there
 * @param call create, write, rename or unlink
 * @param phase before, in or after
 * @param path a regular expression for the file
 */
public record KillPoint(String step, String call, String phase, String path) {

    private static final Path SOURCE = Path.of("src/test/native/killpoint.c").toAbsolutePath();

    /** A process that gets these variables dies there. */
    public Map<String, String> environment(Path folder) throws Exception {
        return Map.of(
                "LD_PRELOAD", library(folder).toString(),
                "KILL_POINT", String.join("|", call, "1", phase, path),
                "KILL_POINT_LOG", log(folder).toString());
    }

    /** The file at which it has happened; empty until then. */
    public String reached(Path folder) throws IOException {
        Path log = log(folder);
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /** Lets it happen again. */
    public void forget(Path folder) throws IOException {
        Files.deleteIfExists(log(folder));
    }

    private Path log(Path folder) {
        return folder.resolve("killed-" + Integer.toHexString(hashCode()));
    }

    private static Path library(Path folder) throws Exception {
        Path library = folder.resolve("killpoint.so");
        if (!Files.exists(library)) {
            Process compiler =
                    new ProcessBuilder(
                                    "cc",
                                    "-shared",
                                    "-fPIC",
                                    "-O1",
                                    "-o",
                                    library.toString(),
                                    SOURCE.toString(),
                                    "-ldl")
                            .inheritIO()
                            .start();
            assertThat(compiler.waitFor()).as("a C compiler is needed").isZero();
        }
        return library;
    }

    @Override
    public String toString() {
        return step + " (" + phase + " " + call + ")";
    }
}
