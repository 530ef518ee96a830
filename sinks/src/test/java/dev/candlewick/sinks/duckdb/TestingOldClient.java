package dev.candlewick.sinks.duckdb;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Talks to an {@link OldClientProcess}. */
final class TestingOldClient implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter questions;

    private TestingOldClient(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    static TestingOldClient start() throws IOException {
        Path driver = Path.of("target/old-duckdb/duckdb_jdbc.jar");
        if (!Files.exists(driver)) {
            throw new IOException("No " + driver.toAbsolutePath() + "; Maven copies it there");
        }
        return new TestingOldClient(
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-Xmx256m",
                                "-cp",
                                driver + ":target/test-classes",
                                OldClientProcess.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    /** Closes the file it had and opens one read-only; returns the version of DuckDB. */
    String open(Path file) throws IOException {
        return ask("open " + file);
    }

    /** The first column of each row, parted by semicolons. */
    String ask(String question) throws IOException {
        questions.println(question);
        return answers.readLine();
    }

    @Override
    public void close() throws IOException {
        questions.close();
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
