package dev.candlewick.job.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.FeedEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thirty days of decisions go through the pipeline; each is asked for afterwards. */
class UniverseAsOfITCase {

    @TempDir private Path folder;

    @Test
    void everyPastDecisionIsFoundAsItWasMade() throws Exception {
        new TestingPipeline(folder, 1)
                .run(
                        new DataGeneratorSource<>(
                                UniverseDays::event,
                                UniverseDays.events(),
                                TypeInformation.of(FeedEvent.class)),
                        "run");

        assertThat(UniverseDays.MEMBERS.values().stream().distinct().count())
                .as("different memberships")
                .isGreaterThan(100);
        int differences = 0;
        try (Connection store =
                        DriverManager.getConnection(
                                "jdbc:duckdb:" + folder.resolve("hot/candlewick.duckdb"),
                                readOnly());
                PreparedStatement members =
                        store.prepareStatement(
                                "SELECT string_agg(symbol, ',' ORDER BY symbol)"
                                        + " FROM universe_asof(make_timestamptz(?::BIGINT))")) {
            for (Map.Entry<Long, Set<String>> decision : UniverseDays.MEMBERS.entrySet()) {
                members.setLong(1, decision.getKey() + 1);
                try (ResultSet stored = members.executeQuery()) {
                    stored.next();
                    String expected = String.join(",", decision.getValue());
                    differences += expected.equals(stored.getString(1)) ? 0 : 1;
                }
            }
        }
        assertThat(differences).isZero();
    }

    private static Properties readOnly() {
        Properties properties = new Properties();
        properties.setProperty("duckdb.read_only", "true");
        return properties;
    }
}
