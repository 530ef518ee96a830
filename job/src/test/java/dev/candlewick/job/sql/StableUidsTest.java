package dev.candlewick.job.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** A job with scripts goes on from its checkpoint, whatever its process has planned before. */
class StableUidsTest {

    private static final SqlScripts SCRIPTS =
            new SqlScripts(
                    List.of(
                            new Script(
                                    "test.sql",
                                    Script.split(
                                            """
                                            CREATE TABLE counts (k INT, n BIGINT) WITH ('connector' = 'print');
                                            INSERT INTO counts
                                            SELECT k, COUNT(*) FROM (VALUES (1), (2)) AS t (k) GROUP BY k;
                                            """))));

    @Test
    void theSameScriptsHaveTheSameUids() throws Exception {
        List<String> first = uids();

        assertThat(first).isNotEmpty().allMatch(uid -> uid.startsWith("sql-"));
        assertThat(uids()).isEqualTo(first);
    }

    private static List<String> uids() throws Exception {
        try (StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment()) {
            SCRIPTS.define(env, Map.of(), "run");
            TreeSet<String> uids = new TreeSet<>();
            env.getTransformations().forEach(each -> collect(each, uids));
            return List.copyOf(uids);
        }
    }

    private static void collect(Transformation<?> each, Set<String> uids) {
        if (each.getUid() != null) {
            uids.add(each.getUid());
        }
        each.getInputs().forEach(input -> collect(input, uids));
    }
}
