package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a query comes from, what is bound to it, where its answer goes, and how it is ended. */
class QueryOptionsTest {

    @TempDir private Path folder;
    private TestingShell shell;

    @BeforeEach
    void makeAnEmptyLake() throws Exception {
        Files.createDirectories(folder.resolve("lake"));
        shell = new TestingShell(folder);
    }

    @Test
    void theQueryComesFromAFileOrFromTheStandardInput() throws Exception {
        Path file = Files.writeString(folder.resolve("query.sql"), "SELECT 1 AS one;\n");
        shell.given("SELECT 2 AS two");

        assertThat(query("--file", file.toString(), "--format", "csv")).isZero();
        assertThat(query("-", "--format", "csv")).isZero();

        assertThat(shell.out()).isEqualTo("one\r\n1\r\ntwo\r\n2\r\n");
        assertThat(query("--file", folder.resolve("none.sql").toString())).isEqualTo(2);
        assertThat(shell.errorLines()).last().asString().contains("none.sql: no such file");
        assertThat(query()).isEqualTo(2);
        assertThat(query("SELECT 1", "--tables")).isEqualTo(2);
    }

    @Test
    void parametersAreBoundAndNeverBecomeSql() {
        String sql =
                "SELECT $who AS who, '$who' AS text, $$ $who $$ AS dollars /* $who */, i"
                        + " FROM range(5) t(i) WHERE i >= $from AND $who IS NOT NULL -- $who";
        String injected = "x'; DROP VIEW bars; --";

        int code = query(sql, "--param", "who=" + injected, "--param", "from=4", "--format", "csv");

        assertThat(shell.errorLines()).isEmpty();
        assertThat(code).isZero();
        assertThat(shell.out())
                .isEqualTo("who,text,dollars,i\r\n" + injected + ",$who, $who ,4\r\n");
    }

    @Test
    void aParameterWithoutValueAndAValueWithoutParameterAreRefused() {
        assertThat(query("SELECT $a, $b", "--param", "b=1")).isEqualTo(2);
        assertThat(query("SELECT $b", "--param", "b=1", "--param", "c=1")).isEqualTo(2);
        assertThat(shell.errorLines())
                .containsExactly(
                        "candlewick: $a has no value; add --param a=…",
                        "candlewick: --param c: the query has no $c");
    }

    @Test
    void theCaretStaysAtItsPlaceBehindAParameter() {
        assertThat(query("SELECT $symbol, nothing FROM bars", "--param", "symbol=BTC"))
                .isEqualTo(1);
        List<String> lines = shell.errorLines();
        assertThat(lines.get(2).indexOf('^')).isEqualTo(lines.get(1).indexOf("nothing"));
    }

    @Test
    void linesOfJsonStandAlone() {
        assertThat(query("SELECT i FROM range(2) t(i)", "--format", "ndjson")).isZero();
        assertThat(shell.out()).isEqualTo("{\"i\":0}\n{\"i\":1}\n");
    }

    @Test
    void aParquetFileHasTheRows() throws Exception {
        Path file = folder.resolve("it's.parquet");
        String sql = "SELECT i, $x AS x FROM range(3) t(i) -- all";
        assertThat(
                        query(
                                sql,
                                "--param",
                                "x=y",
                                "--format",
                                "parquet",
                                "--out",
                                file.toString(),
                                "--timing"))
                .isZero();
        assertThat(shell.errorLines()).singleElement().asString().startsWith("3 rows in ");
        assertThat(query(sql, "--param", "x=y", "--format", "parquet")).isZero();
        assertThat(shell.bytes())
                .startsWith('P', 'A', 'R', '1')
                .isEqualTo(Files.readAllBytes(file));

        TestingShell other = shell;
        shell = new TestingShell(folder);
        String read =
                "SELECT sum(i), any_value(x) FROM '" + file.toString().replace("'", "''") + "'";
        assertThat(query(read, "--format", "csv")).isZero();
        assertThat(shell.out()).endsWith("\r\n3,y\r\n");
        assertThat(other.errorLines()).hasSize(1);
    }

    @Test
    void viewsAndMacrosAreListedAndDescribed() {
        assertThat(query("--tables")).isZero();
        assertThat(shell.out().lines())
                .anyMatch(line -> line.startsWith("bars ") && line.contains("symbol, bar_interval"))
                .anyMatch(line -> line.matches("rsi +macro .*, n, since, until\\)"));
        shell = new TestingShell(folder);
        assertThat(query("--describe", "bars", "--format", "csv")).isZero();
        assertThat(query("--describe", "bollinger", "--format", "csv")).isZero();
        assertThat(query("--describe", "bars_asof", "--format", "csv")).isZero();
        assertThat(shell.out().lines())
                .contains("open_time,TIMESTAMP WITH TIME ZONE", "settled,BOOLEAN", "upper,DOUBLE");
        assertThat(query("--describe", "bar")).isEqualTo(2);
        assertThat(shell.errorLines()).last().asString().contains("no such view or macro");
    }

    @Test
    void ctrlCCancelsTheQuery() {
        shell.stop();
        assertThat(
                        query(
                                "SELECT count(*) FROM range(10000000000) a, range(1000) b WHERE a.range % 7 = b.range % 5"))
                .isEqualTo(130);
        assertThat(shell.errorLines()).containsExactly("candlewick: the query was cancelled");
    }

    private int query(String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "query",
                                "--set",
                                "lake.path=" + folder.resolve("lake"),
                                "--set",
                                "hot-store.path=" + folder.resolve("none.duckdb")));
        arguments.addAll(List.of(more));
        return shell.run(arguments.toArray(String[]::new));
    }
}
