package dev.candlewick.job.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Scripts are taken apart as Flink's SQL client does it. */
class ScriptTest {

    @Test
    void semicolonsWithinTextsNamesAndCommentsEndNothing() {
        assertThat(
                        Script.split(
                                """
                                -- a comment; with one
                                CREATE TABLE a (`x;y` STRING) WITH ('k' = 'it''s; so');
                                /* another;
                                   over lines */
                                INSERT INTO a SELECT 'b' -- and more;
                                ;
                                """))
                .containsExactly(
                        "CREATE TABLE a (`x;y` STRING) WITH ('k' = 'it''s; so')",
                        "INSERT INTO a SELECT 'b'");
    }

    @Test
    void aSetOfStatementsIsItsStatements() {
        assertThat(
                        Script.split(
                                "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1;"
                                        + " insert into b select 2; END;"))
                .containsExactly("INSERT INTO a SELECT 1", "insert into b select 2")
                .allMatch(Script::isInsert);
    }
}
