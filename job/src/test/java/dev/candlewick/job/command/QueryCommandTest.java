package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQL in; a table, CSV or JSON out; DuckDB's own line when the SQL is wrong. */
class QueryCommandTest {

    private static final String ROWS =
            "SELECT 'a,\"b\"' AS text, 0.00001::DOUBLE AS price, NULL AS nothing,"
                    + " TIMESTAMPTZ '2025-09-04 19:47:00.000123+00' AS seen UNION ALL"
                    + " SELECT 'c', 110170.5, NULL, TIMESTAMPTZ '2025-09-04 20:00:00+00'"
                    + " ORDER BY seen";

    @TempDir private Path folder;
    private TestingShell shell;

    @BeforeEach
    void makeAnEmptyLake() throws Exception {
        Files.createDirectories(folder.resolve("lake"));
        shell = new TestingShell(folder);
    }

    @Test
    void aTableForPeople() {
        assertThat(query(ROWS)).isZero();
        assertThat(shell.out())
                .isEqualTo(
                        """
                        text      price  nothing  seen
                        -----  --------  -------  ---------------------------
                        a,"b"   0.00001           2025-09-04T19:47:00.000123Z
                        c      110170.5           2025-09-04T20:00:00Z
                        (2 rows)
                        """);
    }

    @Test
    void csvAsRfc4180Says() {
        assertThat(query(ROWS, "--format", "csv")).isZero();
        assertThat(shell.out())
                .isEqualTo(
                        "text,price,nothing,seen\r\n"
                                + "\"a,\"\"b\"\"\",0.00001,,2025-09-04T19:47:00.000123Z\r\n"
                                + "c,110170.5,,2025-09-04T20:00:00Z\r\n");
    }

    @Test
    void jsonWithItsOwnTypes() {
        assertThat(query(ROWS, "--format", "json")).isZero();
        assertThat(shell.out())
                .isEqualTo(
                        """
                        [
                        {"text":"a,\\"b\\"","price":0.00001,"nothing":null,"seen":"2025-09-04T19:47:00.000123Z"},
                        {"text":"c","price":110170.5,"nothing":null,"seen":"2025-09-04T20:00:00Z"}
                        ]
                        """);
    }

    /** The clocks of America/St_Johns, in which the tests run, change at 05:30 and at 04:30 UTC. */
    @Test
    void timesAreThoseStoredWhereTheClocksOfTheMachineChange() {
        List<String> times =
                List.of(
                        "2025-03-09T02:30:00.000001Z",
                        "2025-03-09T05:29:59.999999Z",
                        "2025-03-09T05:30:00Z",
                        "2025-03-09T08:15:00Z",
                        "2025-11-02T01:45:00Z",
                        "2025-11-02T04:29:59Z",
                        "2025-11-02T04:30:00Z",
                        "2025-11-02T07:45:00Z");
        String values =
                times.stream().map(time -> "('" + time + "')").collect(Collectors.joining(", "));

        assertThat(
                        query(
                                "SELECT text::TIMESTAMPTZ AS seen, text::TIMESTAMP AS plain,"
                                        + " text::TIMESTAMP_NS AS fine FROM (VALUES "
                                        + values
                                        + ") AS given (text)",
                                "--format",
                                "csv"))
                .isZero();

        assertThat(shell.out().lines().skip(1))
                .containsExactlyElementsOf(
                        times.stream()
                                .map(Instant::parse)
                                .map(time -> time.atOffset(ZoneOffset.UTC).toLocalDateTime())
                                .map(plain -> "%sZ,%s,%s".formatted(instant(plain), plain, plain))
                                .toList());
    }

    private static String instant(LocalDateTime plain) {
        String text = plain.toInstant(ZoneOffset.UTC).toString();
        return text.substring(0, text.length() - 1);
    }

    @Test
    void noRowsAreAResultToo() {
        assertThat(query("SELECT symbol FROM bars", "--format", "json")).isZero();
        assertThat(shell.out()).isEqualTo("[]\n");
    }

    @Test
    void wrongSqlFailsWithDuckDbsLineAndACaretAtThePlace() {
        assertThat(query("SELEC 1")).isEqualTo(1);
        assertThat(query("SELECT *\nFROM barz")).isEqualTo(1);
        assertThat(shell.errorLines())
                .containsExactly(
                        "candlewick: Parser Error: syntax error at or near \"SELEC\"",
                        "candlewick: LINE 1: SELEC 1",
                        "candlewick:         ^^^^^",
                        "candlewick: Catalog Error: Table with name barz does not exist!"
                                + " Did you mean \"bars\"?",
                        "candlewick: LINE 2: FROM barz",
                        "candlewick:              ^^^^");
    }

    @Test
    void aFormatThatIsNoneIsRefused() {
        assertThat(query("SELECT 1", "--format", "xml")).isEqualTo(2);
        assertThat(shell.errorLines())
                .first()
                .asString()
                .contains("'xml' is no format; write one of table, csv, json, ndjson, parquet");
    }

    @Test
    void whereNothingWasEverWrittenItSaysSo() {
        int exitCode =
                shell.run(
                        "query",
                        "SELECT 1",
                        "--set",
                        "lake.path=" + folder.resolve("none"),
                        "--set",
                        "hot-store.path=" + folder.resolve("none.duckdb"));
        assertThat(exitCode).isEqualTo(2);
        assertThat(shell.errorLines()).singleElement().asString().contains("neither is there");
    }

    private int query(String sql, String... more) {
        String[] arguments = new String[more.length + 6];
        arguments[0] = "query";
        arguments[1] = sql;
        arguments[2] = "--set";
        arguments[3] = "lake.path=" + folder.resolve("lake");
        arguments[4] = "--set";
        arguments[5] = "hot-store.path=" + folder.resolve("none.duckdb");
        System.arraycopy(more, 0, arguments, 6, more.length);
        return shell.run(arguments);
    }
}
