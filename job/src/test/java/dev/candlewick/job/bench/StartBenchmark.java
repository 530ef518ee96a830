package dev.candlewick.job.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a user waits: for the answer of {@code query} over what a demo left, and for the first
 * bars of {@code demo}, as another process reads them. The first round of each, which makes the
 * archive of classes, does not count.
 */
final class StartBenchmark {

    private static final int QUERIES = 7;
    private static final int DEMOS = 3;
    private static final long LOOK_NANOS = 10_000_000;
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final String launcher;
    private final Path folder;
    private final Path demo;

    private StartBenchmark(Path distribution, Path folder) {
        this.launcher = distribution.resolve("bin/candlewick").toAbsolutePath().toString();
        this.folder = folder.toAbsolutePath();
        this.demo = this.folder.resolve("demo");
    }

    /**
     * Measures and prints.
     *
     * @param arguments the built distribution, a folder, and a pattern that is found in {@code
     *     start} if it is wanted
     */
    public static void main(String[] arguments) throws Exception {
        if (!new Wanted(arguments[2]).includes("start")) {
            return;
        }
        System.out.println("| start | median s | range s |\n|---|---|---|");
        new StartBenchmark(Path.of(arguments[0]), Path.of(arguments[1])).run();
    }

    private void run() throws Exception {
        Files.createDirectories(folder);
        finish(demo("max"));
        double[] demos = new double[DEMOS];
        for (int i = 0; i < DEMOS; i++) {
            demos[i] = secondsToFirstBars();
        }
        print("`demo` until a reader sees bars", demos);
        finish(demo("max"));
        print("`query`, bars of a demo", queries("SELECT * FROM bars ORDER BY ALL LIMIT 5"));
        print("`query`, a constant", queries("SELECT 1"));
    }

    private double[] queries(String sql) throws IOException, InterruptedException {
        List<String> command =
                List.of(
                        launcher,
                        "query",
                        sql,
                        "--config",
                        demo.resolve("candlewick.yaml").toString());
        double[] seconds = new double[QUERIES];
        Measured.run(command, log());
        for (int i = 0; i < QUERIES; i++) {
            seconds[i] = Measured.run(command, log()).wallSeconds();
        }
        return seconds;
    }

    private double secondsToFirstBars() throws Exception {
        Stores.empty(demo);
        long start = System.nanoTime();
        Process running = demo("60").start();
        try {
            while (!sees(demo.resolve("hot/candlewick.duckdb"))) {
                if (!running.isAlive() || System.nanoTime() - start > PATIENCE_NANOS) {
                    throw new IllegalStateException("no bars of a demo: see " + log());
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
            return (System.nanoTime() - start) / 1e9;
        } finally {
            running.destroy();
            running.waitFor(60, TimeUnit.SECONDS);
            running.destroyForcibly();
        }
    }

    private ProcessBuilder demo(String speed) {
        return new ProcessBuilder(
                        launcher,
                        "demo",
                        "--out",
                        demo.toString(),
                        "--speed",
                        speed,
                        "--set",
                        "web-ui.port=0")
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
    }

    private void finish(ProcessBuilder command) throws Exception {
        Process process = command.start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("a demo failed: see " + log());
        }
    }

    private Path log() {
        return folder.resolve("start.log");
    }

    private static boolean sees(Path store) {
        if (!Files.exists(store)) {
            return false;
        }
        Properties readOnly = new Properties();
        readOnly.setProperty("duckdb.read_only", "true");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + store, readOnly);
                Statement statement = connection.createStatement();
                ResultSet bars = statement.executeQuery("SELECT count(*) FROM bars")) {
            return bars.next() && bars.getLong(1) > 0;
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static void print(String what, double[] seconds) {
        Arrays.sort(seconds);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f to %.2f |%n",
                what,
                seconds[seconds.length / 2],
                seconds[0],
                seconds[seconds.length - 1]);
    }
}
