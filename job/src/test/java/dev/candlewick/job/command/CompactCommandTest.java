package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of compact, and its answers. */
class CompactCommandTest {

    private static final String MIDS = "SELECT symbol, mid FROM mids ORDER BY ALL";

    @TempDir private Path folder;
    private TestingShell shell;

    @BeforeEach
    void prepare() {
        shell = new TestingShell(folder);
    }

    @Test
    void aDayOfManyFilesHasOneAndTheSameRows() throws Exception {
        for (int file = 0; file < 5; file++) {
            write(file);
        }
        assertThat(run("query", MIDS, "--format", "csv")).isZero();
        String before = shell.out();

        assertThat(run("compact", "--date", "2025-01-31", "--keep-minutes", "0")).isZero();

        assertThat(shell.out())
                .containsPattern("mids +2025-01-31 +5 +1 ")
                .contains("1 folders compacted; 5 files removed, 0 merged files stay for now");
        assertThat(filesWithRows()).hasSize(1);
        TestingShell again = new TestingShell(folder);
        assertThat(run(again, "query", MIDS, "--format", "csv")).isZero();
        assertThat(again.out()).isEqualTo(before);
    }

    @Test
    void aLakeThatIsNotThereIsRefused() {
        assertThat(run("compact")).isEqualTo(2);
        assertThat(shell.errorLines())
                .singleElement()
                .asString()
                .contains("lake.path", "not there");
        assertThat(folder.resolve("lake")).doesNotExist();
    }

    @Test
    void aDayAndAllDaysBeforeOneAreNotBothMeant() {
        assertThat(run("compact", "--date", "2025-01-31", "--before", "2025-01-31")).isEqualTo(2);
        assertThat(shell.errorLines()).first().asString().contains("--date", "--before");
    }

    @Test
    void whatIsNoDayIsRefused() {
        assertThat(run("compact", "--date", "yesterday")).isEqualTo(2);
        assertThat(shell.errorLines()).first().asString().contains("yesterday");
    }

    private int run(String... arguments) {
        return run(shell, arguments);
    }

    private int run(TestingShell in, String... arguments) {
        return in.run(
                Stream.concat(
                                Stream.of(arguments),
                                Stream.of(
                                        "--set",
                                        "lake.path=" + folder.resolve("lake"),
                                        "--set",
                                        "checkpoints.path=" + folder.resolve("checkpoints"),
                                        "--set",
                                        "hot-store.path=" + folder.resolve("hot.duckdb")))
                        .toArray(String[]::new));
    }

    private void write(int file) throws IOException, SQLException {
        Path day = Files.createDirectories(folder.resolve("lake/mids/date=2025-01-31"));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "COPY (SELECT 'S' || %1$d AS symbol, %1$d / 8::DOUBLE AS mid, TIMESTAMPTZ '2025-01-31 12:00:00+00' AS received_at, 'stream' AS origin, 'run-1' AS run_id) TO '%2$s/mids-%1$d.parquet' (FORMAT parquet, KV_METADATA {\"candlewick.table\": 'mids', \"candlewick.schema-version\": '1'})"
                            .formatted(file, day));
        }
    }

    private List<Path> filesWithRows() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("lake/mids"))) {
            return all.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }
}
