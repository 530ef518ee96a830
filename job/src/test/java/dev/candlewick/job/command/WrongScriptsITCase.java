package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.simulator.Tape;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Scripts of {@code sql.scripts} that a run cannot start with. */
@EnabledIfSystemProperty(named = "candlewick.sql", matches = "true")
class WrongScriptsITCase extends BadInputFixture {

    @Test
    void aWrongScriptIsRefusedInALineThatNamesFileAndStatement() throws Exception {
        assertRefused(
                "INSERT INTO t SELECT symbol FORM trades;",
                "sql.scripts: wrong.sql: INSERT INTO t SELECT symbol FORM trades: ",
                "Encountered \"trades\" at line 1, column 34");
        assertRefused(
                "CREATE TABLE t (s STRING) WITH ('connector' = 'print');\n"
                        + "INSERT INTO t SELECT symbl FROM trades;",
                "sql.scripts: wrong.sql: INSERT INTO t SELECT symbl FROM trades: ",
                "Column 'symbl' not found in any table");
        assertRefused(
                "SELECT symbol FROM trades;",
                "sql.scripts: wrong.sql: a query of a running job needs a place for its rows;",
                "write INSERT INTO before: SELECT symbol FROM trades");
        assertRefused(
                "CREATE TABLE t (s STRING) WITH ('connector' = 'nowhere');\n"
                        + "INSERT INTO t SELECT symbol FROM trades;",
                "sql.scripts: ",
                "'default_catalog.default_database.t'",
                "Could not find any factory for identifier 'nowhere'");
        assertThat(folder.resolve("checkpoints"))
                .satisfiesAnyOf(
                        checkpoints -> assertThat(checkpoints).doesNotExist(),
                        checkpoints -> assertThat(checkpoints).isEmptyDirectory());
    }

    @Test
    void aScriptThatIsNotThereIsRefused() throws Exception {
        assertThat(replay(folder.resolve("none.sql"))).isEqualTo(BAD_USAGE);
        assertThat(shell.errorLines()).last().asString().contains("none.sql: cannot be read");
    }

    private void assertRefused(String script, String... words) throws Exception {
        shell = new TestingShell(folder.resolve("home"));
        Path file = Files.writeString(folder.resolve("wrong.sql"), script);

        assertThat(replay(file)).as(script).isEqualTo(BAD_USAGE);
        assertThat(shell.errorLines().stream().filter(line -> line.startsWith("candlewick: ")))
                .singleElement()
                .asString()
                .contains(words);
        assertThat(shell.errorLines()).noneMatch(line -> line.startsWith("\tat "));
    }

    private int replay(Path script) throws Exception {
        Path tape = folder.resolve("tape.jsonl");
        if (!Files.exists(tape)) {
            try (OutputStream out = Files.newOutputStream(tape)) {
                Tape recorded = Tape.recorded();
                recorded.cut(recorded.firstTime(), recorded.firstTime().plus(Duration.ofSeconds(5)))
                        .write(out);
            }
        }
        return shell.run(
                "replay",
                tape.toString(),
                "--config",
                settingsBelowFolder(),
                "--set",
                "sentiment.enabled=off",
                "--set",
                "sql.scripts=" + script);
    }
}
