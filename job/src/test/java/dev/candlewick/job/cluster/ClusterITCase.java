package dev.candlewick.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged job jar, submitted as a user would, on a real cluster of two processes. */
class ClusterITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir private Path folder;

    @Test
    void fillsTheLakeAndTheHotStoreFromASubmittedJar() throws Exception {
        try (ExchangeSimulator exchange =
                        ExchangeSimulator.builder()
                                .tape(Tape.recorded())
                                .maxSpeed()
                                .stayOpen()
                                .build()
                                .start();
                StandaloneCluster cluster = StandaloneCluster.start(folder)) {
            String job = submit(cluster, exchange);
            await().atMost(PATIENCE).until(() -> trades().equals(List.of("20524 of 20524")));
            await().atMost(PATIENCE).until(() -> hotBars() > 100);
            cluster.flink("stop", "-p", folder.resolve("savepoints").toUri().toString(), job);

            assertThat(trades()).containsExactly("20524 of 20524");
            assertThat(lake("SELECT DISTINCT symbol FROM read_parquet('%s/bars/**/*.parquet')"))
                    .containsExactlyInAnyOrder("BTC", "ETH", "SOL", "WLFI");
            assertThat(
                            lake(
                                    "SELECT DISTINCT symbol"
                                            + " FROM read_parquet('%s/gaps/**/*.parquet')"
                                            + " WHERE healed_by = 'candles'"))
                    .containsExactly("BTC");
            assertThat(
                            lake(
                                    "SELECT DISTINCT concat_ws(' ', reading_date, regime)"
                                            + " FROM read_parquet('%s/signals/**/*.parquet')"))
                    .containsExactly("2025-09-04 neutral");
        }
    }

    private String submit(StandaloneCluster cluster, ExchangeSimulator exchange) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("run", "-d", FlinkProcesses.JOB_JAR.toString()));
        arguments.add("live");
        settings(exchange).forEach(setting -> arguments.addAll(List.of("--set", setting)));
        String output = cluster.flink(arguments.toArray(String[]::new));
        Matcher id = Pattern.compile("JobID ([0-9a-f]{32})").matcher(output);
        assertThat(id.find()).as(output).isTrue();
        return id.group(1);
    }

    private List<String> settings(ExchangeSimulator exchange) {
        return List.of(
                "exchange.websocket-url=" + exchange.url(),
                "exchange.rest-url=" + exchange.restUrl(),
                "exchange.subscriptions=trades,bbo,l2Book",
                "exchange.journal=" + folder.resolve("journal"),
                "sentiment.url=" + exchange.sentimentUrl(),
                "universe.symbols=BTC,ETH,SOL,WLFI",
                "lake.path=" + folder.resolve("lake"),
                "lake.commit-interval=1 s",
                "hot-store.path=" + folder.resolve("hot/candlewick.duckdb"),
                "checkpoints.path=" + folder.resolve("checkpoints"));
    }

    private List<String> trades() {
        try {
            return lake(
                    "SELECT count(*) || ' of ' || count(DISTINCT (symbol, trade_id))"
                            + " FROM read_parquet('%s/trades/**/*.parquet')");
        } catch (SQLException notYet) {
            return List.of();
        }
    }

    private long hotBars() {
        String hot = "jdbc:duckdb:" + folder.resolve("hot/candlewick.duckdb");
        if (!Files.exists(folder.resolve("hot/candlewick.duckdb"))) {
            return 0;
        }
        try (Connection connection = DriverManager.getConnection(hot, readOnly())) {
            return Long.parseLong(ask(connection, "SELECT count(*) FROM bars").get(0));
        } catch (SQLException notYet) {
            return 0;
        }
    }

    private static Properties readOnly() {
        Properties properties = new Properties();
        properties.setProperty("duckdb.read_only", "true");
        return properties;
    }

    private List<String> lake(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            return ask(connection, sql.formatted(folder.resolve("lake")));
        }
    }

    private static List<String> ask(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
