package dev.candlewick.sinks.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.sinks.TestingDuckDb;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of a writer at random moments, {@code -Dcandlewick.kills=50} times, by {@code
 * -Dcandlewick.seed=…}.
 */
@EnabledIfSystemProperty(named = "candlewick.kills", matches = "\\d+")
class KilledStoreITCase {

    private static final int KILLS = Integer.getInteger("candlewick.kills", 5);
    private static final long SEED = Long.getLong("candlewick.seed", 7);

    /** How many a writer writes before it is killed, on average. */
    private static final int MINUTES = 8;

    /** The rows of the file and of what changed since, without those of the lake. */
    private static final String HOT =
            HotRows.in(TableSql.SCHEMA, table -> TableSql.recentView(table.name())).of(Tables.BARS);

    private static final String ROW = "symbol, epoch_us(open_time), close, revision";

    @TempDir private Path folder;
    private final Random random = new Random(SEED);

    @Test
    @Timeout(600)
    void theFileOpensAndEqualsTheLakeHoweverOftenItsWriterIsKilled() throws Exception {
        try (TestingOldClient old = TestingOldClient.start()) {
            for (int kill = 0; kill < KILLS; kill++) {
                String which = "kill " + kill + " of seed " + SEED;
                writeAndKill(which, random.nextInt(4) == 0);
                if (Files.exists(TestingHotStore.published(folder))) {
                    assertWhole(which);
                    assertThat(old.open(TestingHotStore.published(folder)))
                            .as(which)
                            .startsWith("v1.2");
                    assertThat(
                                    old.ask(
                                            "SELECT count(*) % "
                                                    + StoreWriterProcess.SYMBOLS
                                                    + " FROM bars"))
                            .as(which)
                            .isEqualTo("0");
                }
            }
        }
        writeAndKill("after the last kill", false);
        assertThat(lake()).as("committed rows").hasSizeGreaterThan(StoreWriterProcess.SYMBOLS);
    }

    /** Once it goes on from its checkpoint, the file has what the lake has, and nothing else. */
    private void writeAndKill(String which, boolean atItsStart) throws Exception {
        Process writer = start();
        try {
            if (!atItsStart) {
                awaitLine(writer, "ready");
                assertThat(hotFinals()).as(which).isEqualTo(lake());
                writer.outputWriter().append('\n').flush();
                for (int minute = random.nextInt(2 * MINUTES); minute >= 0; minute--) {
                    awaitLine(writer, "wrote a minute");
                }
            }
            LockSupport.parkNanos(random.nextLong(atItsStart ? 2_000_000_000L : 50_000_000L));
            assertThat(writer.isAlive()).as(which).isTrue();
        } finally {
            writer.destroyForcibly().waitFor();
            removeTemporaryFiles();
        }
    }

    /** The driver unpacks its library there, and a process that is killed leaves it. */
    private void removeTemporaryFiles() throws IOException {
        try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
            for (Path file : left.toList()) {
                Files.delete(file);
            }
        }
    }

    /** Each minute has all of its symbols as one write made them. */
    private void assertWhole(String which) throws Exception {
        try (TestingDuckDb reader = reader()) {
            assertThat(
                            reader.rows(
                                    """
                                    SELECT open_time FROM bars GROUP BY open_time
                                    HAVING count(*) <> %d OR count(DISTINCT symbol) <> %1$d
                                        OR count(DISTINCT close) <> 1 OR count(DISTINCT revision) <> 1
                                        OR bool_or(open <> close OR high <> close OR low <> close
                                            OR volume <> close OR quote_volume <> close
                                            OR buy_volume <> close OR trade_count <> close)
                                    """
                                            .formatted(StoreWriterProcess.SYMBOLS)))
                    .as(which)
                    .isEmpty();
        }
    }

    private List<String> hotFinals() throws Exception {
        try (TestingDuckDb reader = reader()) {
            return reader.rows("SELECT " + ROW + " FROM (" + HOT + ") WHERE is_final ORDER BY ALL");
        }
    }

    private List<String> lake() throws Exception {
        Path files = folder.resolve("lake/bars/date=any");
        if (!Files.exists(files)) {
            return List.of();
        }
        try (TestingDuckDb duckDb = TestingDuckDb.inMemory()) {
            return duckDb.rows(
                    """
                    SELECT %s FROM '%s/*.parquet'
                    QUALIFY row_number() OVER (PARTITION BY symbol, open_time ORDER BY revision DESC) = 1
                    ORDER BY ALL
                    """
                            .formatted(ROW, files));
        }
    }

    private TestingDuckDb reader() throws Exception {
        return TestingDuckDb.readOnly(TestingHotStore.published(folder));
    }

    private Process start() throws IOException {
        Path tmp = Files.createDirectories(folder.resolve("tmp"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + tmp,
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreWriterProcess.class.getName(),
                        folder.toString())
                .redirectError(folder.resolve("writer.log").toFile())
                .start();
    }

    private void awaitLine(Process writer, String line) throws IOException {
        assertThat(writer.inputReader(StandardCharsets.UTF_8).readLine())
                .as(Files.readString(folder.resolve("writer.log")))
                .isEqualTo(line);
    }
}
