package dev.candlewick.job.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built distribution, run by its own script as a process of its own. */
final class RunningCandlewick implements AutoCloseable {
    private static final Path SCRIPT = Path.of("target/candlewick/bin/candlewick").toAbsolutePath();

    private final Process process;
    private final Path output;

    private RunningCandlewick(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a command in a working folder. */
    static RunningCandlewick start(Path folder, String... arguments) throws IOException {
        return start(folder, Map.of(), arguments);
    }

    /** The same with more variables in its environment. */
    static RunningCandlewick start(
            Path folder, Map<String, String> environment, String... arguments) throws IOException {
        return start(folder, environment, List.of(SCRIPT.toString()), arguments);
    }

    /** Of a process that may open so many files at most. */
    static RunningCandlewick startWithOpenFiles(int most, Path folder, String... arguments)
            throws IOException {
        String limited = "ulimit -n " + most + "; exec \"$0\" \"$@\"";
        return start(folder, Map.of(), List.of("sh", "-c", limited, SCRIPT.toString()), arguments);
    }

    /** The same by another program than the script of the build. */
    static RunningCandlewick start(
            Path folder, Map<String, String> environment, List<String> program, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        // Runs of tests end before the optimising compiler has paid for itself.
        builder.environment().put("CANDLEWICK_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        builder.environment().putAll(environment);
        return new RunningCandlewick(builder.start(), output);
    }

    /** All that it has printed. */
    String output() throws IOException {
        return Files.readString(output);
    }

    /** Of Java: the script replaces itself. */
    long pid() {
        return process.pid();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Sends what Ctrl-C would make of it on a server, SIGTERM. */
    void askToStop() {
        process.destroy();
    }

    /** As {@link #askToStop}, and gives the exit code. */
    int stop(Duration patience) throws Exception {
        askToStop();
        return exitCode(patience);
    }

    /** Ends it as kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int exitCode(Duration patience) throws Exception {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("Still running after " + patience + ":\n" + output());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
