package dev.candlewick.job.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code live} as fast as an exchange sends, and 20 processes that read its file, every other one
 * by an old DuckDB: {@code -Dcandlewick.readers=60} for a minute.
 */
@EnabledIfSystemProperty(named = "candlewick.readers", matches = "\\d+")
class ManyReadersITCase {

    private static final int READERS = 20;
    private static final int SECONDS = Integer.getInteger("candlewick.readers", 10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path OLD_DRIVER = Path.of("../sinks/target/old-duckdb/duckdb_jdbc.jar");

    @TempDir private Path folder;

    @Test
    void noReaderMeetsALockOrAHalfWrittenBarAndAllSeeTheJobGoOn() throws Exception {
        try (ExchangeSimulator exchange =
                        ExchangeSimulator.builder()
                                .tape(Tape.recorded())
                                .maxSpeed()
                                .loop(true)
                                .build()
                                .start();
                RunningCandlewick live = live(exchange)) {
            await().atMost(PATIENCE).until(() -> live.isRunning() && hasFormingBars());
            long before = exchange.counters().framesPlayed();
            List<Process> readers = new ArrayList<>();
            try {
                for (int reader = 0; reader < READERS; reader++) {
                    readers.add(read(reader));
                }
                for (Process reader : readers) {
                    assertThat(reader.waitFor(SECONDS + 90, TimeUnit.SECONDS)).isTrue();
                }
            } finally {
                readers.forEach(Process::destroyForcibly);
            }
            report(exchange.counters().framesPlayed() - before);
            assertThat(live.stop(PATIENCE)).as(live.output()).isZero();
        }
    }

    private void report(long frames) throws IOException {
        List<long[]> all = new ArrayList<>();
        for (int reader = 0; reader < READERS; reader++) {
            looks(reader).stream().filter(look -> look[3] > 0).forEach(all::add);
        }
        System.out.printf(
                Locale.ROOT,
                "%d readers for %d s: %d looks; %d frames played meanwhile; age of the newest forming"
                        + " bar p50 %d ms, p99 %d ms, max %d ms; a look took p50 %d ms, p99 %d ms%n",
                READERS,
                SECONDS,
                all.size(),
                frames,
                percentile(all, 4, 50),
                percentile(all, 4, 99),
                percentile(all, 4, 100),
                percentile(all, 5, 50),
                percentile(all, 5, 99));
    }

    /** What a reader saw, each look as its numbers. */
    private List<long[]> looks(int reader) throws IOException {
        List<String> lines = Files.readAllLines(output(reader));
        assertThat(lines).as("reader " + reader).hasSizeGreaterThan(1);
        assertThat(lines).as("reader " + reader).noneMatch(line -> line.startsWith("error"));
        List<long[]> looks =
                lines.stream()
                        .map(line -> Arrays.stream(line.split(" ")).mapToLong(Long::parseLong))
                        .map(java.util.stream.LongStream::toArray)
                        .toList();
        assertThat(looks).as("twice or torn").allMatch(look -> look[0] == 0 && look[1] == 0);
        assertThat(looks.stream().map(look -> look[2])).as("final bars").isSorted();
        assertThat(looks.stream().map(look -> look[6])).as("newest emission").isSorted();
        assertThat(looks.get(looks.size() - 1)[6])
                .as("reader " + reader + " sees the job go on")
                .isGreaterThan(looks.get(0)[6]);
        return looks;
    }

    private static long percentile(List<long[]> looks, int column, int percent) {
        long[] sorted = looks.stream().mapToLong(look -> look[column]).sorted().toArray();
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private RunningCandlewick live(ExchangeSimulator exchange) throws IOException {
        Path settings =
                Files.writeString(
                        folder.resolve("settings.yaml"),
                        """
                        web-ui.port: 0
                        universe.symbols: [%s]
                        exchange.websocket-url: %s
                        exchange.rest-url: %s
                        sentiment.enabled: off
                        lake.commit-interval: 5 s
                        """
                                .formatted(
                                        String.join(", ", exchange.tape().coins()),
                                        exchange.url(),
                                        exchange.restUrl()));
        return RunningCandlewick.start(folder, "live", "--config", settings.toString());
    }

    private Process read(int reader) throws IOException {
        Path newDriver =
                Path.of(
                        DuckDBDriver.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath());
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        (reader % 2 == 0 ? newDriver : OLD_DRIVER) + ":target/test-classes",
                        ReaderProcess.class.getName(),
                        hotStore().toString(),
                        Integer.toString(SECONDS))
                .redirectErrorStream(true)
                .redirectOutput(output(reader).toFile())
                .start();
    }

    private Path output(int reader) {
        return folder.resolve("reader-" + reader + ".txt");
    }

    private Path hotStore() {
        return folder.resolve("data/hot/candlewick.duckdb");
    }

    private boolean hasFormingBars() throws Exception {
        if (!Files.exists(hotStore())) {
            return false;
        }
        Properties readOnly = new Properties();
        readOnly.setProperty("duckdb.read_only", "true");
        try (Connection connection =
                        DriverManager.getConnection("jdbc:duckdb:" + hotStore(), readOnly);
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT count(*) FROM bars WHERE NOT is_final")) {
            return result.next() && result.getLong(1) > 0;
        }
    }
}
