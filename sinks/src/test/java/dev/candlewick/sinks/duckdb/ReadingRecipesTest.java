package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.bar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.sinks.TestingDuckDb;
import dev.candlewick.sinks.compaction.Days;
import dev.candlewick.sinks.compaction.TestingCompaction;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TestingLake;
import dev.candlewick.sinks.tables.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The recipes of docs/reading.md, as they stand there, beside a job that writes. */
class ReadingRecipesTest {

    private static final Path DOCUMENT = Path.of("../docs/reading.md");
    private static final long OPENED = at("2025-01-31T12:00:00Z");
    private static final long MINUTE = 60_000_000L;

    @TempDir private Path folder;

    @Test
    @EnabledIfSystemProperty(named = "candlewick.node-modules", matches = ".+")
    void nodeReadsHotAndColdRowsWhileTheStoreIsWritten() throws Exception {
        toLake(0, 1);
        try (TestingHotStore store = TestingHotStore.start(folder.resolve("data"))) {
            store.show(bar("BTC", OPENED + 2 * MINUTE).close("103").build());
            store.show(bar("ETH", OPENED).build());
            store.write(bar("BTC", OPENED + 3 * MINUTE).forming().close("104").build());

            String printed = node(recipe("js"));

            assertThat(printed.split("symbol: 'BTC'", -1)).as(printed).hasSize(3 + 1);
            assertThat(printed)
                    .contains("close: 101", "close: 102", "close: 103")
                    .contains("open_time: '2025-01-31 12:02:00+00'")
                    .doesNotContain("ETH");
        }
    }

    @Test
    void theLakeAloneHasEachRowOnceWhileFilesAreReplaced() throws Exception {
        toLake(0);
        toLake(1);
        toLake(2);
        String query = recipe("sql").replace("data/lake", folder.resolve("data/lake").toString());
        TestingCompaction.of(folder.resolve("data/lake"), () -> assertThat(rows(query)).hasSize(3))
                .run(Days.on(LocalDate.of(2025, 1, 31)), done -> {});

        assertThat(rows(query)).hasSize(3);
        assertThat(rows("FROM glob('%s/data/lake/bars/date=*/*.parquet')".formatted(folder)))
                .as("those that were merged are kept for a while")
                .hasSize(4);
    }

    private void toLake(int... minutes) throws Exception {
        Lake lake = Lake.at(folder.resolve("data/lake").toString());
        lake.prepare(Tables.all());
        for (int minute : minutes) {
            Bar row =
                    bar("BTC", OPENED + minute * MINUTE)
                            .close(Integer.toString(101 + minute))
                            .build();
            TestingLake.write(lake, Tables.BARS, "date=2025-01-31", List.of(row));
        }
    }

    private static List<String> rows(String sql) {
        try (TestingDuckDb duckDb = TestingDuckDb.inMemory()) {
            return duckDb.rows(sql.strip().replaceFirst(";$", ""));
        } catch (Exception e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The only recipe of the document in a language. */
    private static String recipe(String language) throws Exception {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(DOCUMENT));
        assertThat(block.find()).as(language).isTrue();
        return block.group(1);
    }

    private String node(String recipe) throws Exception {
        Path script = Files.writeString(folder.resolve("recipe.mjs"), recipe);
        Files.createSymbolicLink(
                folder.resolve("node_modules"),
                Path.of(System.getProperty("candlewick.node-modules")).toAbsolutePath());
        Path output = folder.resolve("output.txt");
        Process process =
                new ProcessBuilder("node", script.toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
