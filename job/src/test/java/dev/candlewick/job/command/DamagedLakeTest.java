package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One file with flipped bytes is named by every command, and keeps none from the others. */
class DamagedLakeTest {

    private static final String COUNT = "SELECT count(*), count(mid) FROM mids";

    @TempDir private Path folder;
    private TestingShell shell;

    @BeforeEach
    void writeThreeFiles() throws IOException, SQLException {
        shell = new TestingShell(folder);
        for (int file = 0; file < 3; file++) {
            write(file);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void queriesNameItAndCanLeaveItOut(boolean ofTheFooter) throws IOException {
        Path damaged = damage(1, ofTheFooter);

        assertThat(run("query", "SELECT max(symbol), sum(mid) FROM mids")).isEqualTo(1);
        assertThat(shell.errorLines())
                .anyMatch(line -> line.contains(damaged + ": ") && line.contains("--skip-damaged"));

        TestingShell again = new TestingShell(folder);
        assertThat(run(again, "query", "--skip-damaged", COUNT, "--format", "csv")).isZero();
        assertThat(again.out()).contains("2000,2000");
        assertThat(again.errorLines()).anyMatch(line -> line.startsWith("Left out: " + damaged));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void compactionLeavesItAloneAndSaysSo(boolean ofTheFooter) throws IOException {
        damage(1, ofTheFooter);

        assertThat(run("compact", "--date", "2025-01-31", "--keep-minutes", "0")).isZero();

        assertThat(shell.out()).contains("1 left alone: mids-1.parquet cannot be read");
        TestingShell again = new TestingShell(folder);
        assertThat(run(again, "query", "--skip-damaged", COUNT, "--format", "csv")).isZero();
        assertThat(again.out()).contains("2000,2000");
    }

    @Test
    void theDoctorFindsIt() throws IOException {
        Path damaged = damage(2, false);

        assertThat(run("doctor")).isEqualTo(1);

        assertThat(shell.out().lines())
                .anyMatch(
                        line -> line.startsWith("wrong  lake files") && line.contains(damaged + ""))
                .anyMatch(line -> line.startsWith("ok     native libraries"))
                .anyMatch(line -> line.startsWith("ok     Java"))
                .anyMatch(line -> line.startsWith("wrong  exchange's WebSocket"));
    }

    private int run(String... arguments) {
        return run(shell, arguments);
    }

    private int run(TestingShell in, String... arguments) {
        return in.run(
                Stream.concat(
                                Arrays.stream(arguments),
                                Stream.of(
                                        "--set=lake.path=" + folder.resolve("lake"),
                                        "--set=checkpoints.path=" + folder.resolve("checkpoints"),
                                        "--set=exchange.journal=" + folder.resolve("journal"),
                                        "--set=hot-store.path=" + folder.resolve("hot/hot.duckdb"),
                                        "--set=exchange.websocket-url=ws://127.0.0.1:1/ws",
                                        "--set=exchange.rest-url=http://127.0.0.1:1",
                                        "--set=sentiment.enabled=off"))
                        .toArray(String[]::new));
    }

    private Path damage(int file, boolean footer) throws IOException {
        Path path = folder.resolve("lake/mids/date=2025-01-31/mids-" + file + ".parquet");
        byte[] bytes = Files.readAllBytes(path);
        int from = footer ? bytes.length - 300 : 4;
        for (int i = from; i < from + 200; i++) {
            bytes[i] ^= (byte) 0xA5;
        }
        Files.write(path, bytes);
        return path;
    }

    private void write(int file) throws IOException, SQLException {
        Path day = Files.createDirectories(folder.resolve("lake/mids/date=2025-01-31"));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    ("COPY (SELECT 'S' || i AS symbol, i / 8::DOUBLE AS mid, TIMESTAMPTZ"
                                    + " '2025-01-31 12:0%1$d:00+00' AS received_at, 'stream' AS"
                                    + " origin, 'run-1' AS run_id FROM range(1000) t(i)) TO"
                                    + " '%2$s/mids-%1$d.parquet' (FORMAT parquet, COMPRESSION zstd,"
                                    + " KV_METADATA {\"candlewick.table\": 'mids',"
                                    + " \"candlewick.schema-version\": '1'})")
                            .formatted(file, day));
        }
    }
}
