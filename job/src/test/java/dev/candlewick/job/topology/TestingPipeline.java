package dev.candlewick.job.topology;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.bars.Forming;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.sentiment.SentimentRules;
import dev.candlewick.job.sql.SqlScripts;
import dev.candlewick.sinks.duckdb.HotStore;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.tables.Tables;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs the real topology into a lake and a hot store of a folder, and asks them with DuckDB. */
final class TestingPipeline {
    static final List<BarInterval> INTERVALS =
            List.of(
                    BarInterval.S1,
                    BarInterval.M1,
                    BarInterval.M3,
                    BarInterval.M5,
                    BarInterval.M15,
                    BarInterval.M30,
                    BarInterval.H1,
                    BarInterval.H4,
                    BarInterval.D1);

    private final Path folder;
    private final int parallelism;
    private final String written;
    private final Configuration more;
    private SqlScripts scripts = SqlScripts.NONE;
    private Duration retention = Duration.ofDays(7);

    TestingPipeline(Path folder, int parallelism) {
        this(folder, parallelism, folder.resolve("lake").toString(), new Configuration());
    }

    private TestingPipeline(Path folder, int parallelism, String written, Configuration more) {
        this.folder = folder;
        this.parallelism = parallelism;
        this.written = written;
        this.more = more;
    }

    /** The same with the folder's lake under another name, and more settings of Flink. */
    TestingPipeline writing(String lake, Configuration configuration) {
        return new TestingPipeline(folder, parallelism, lake, configuration);
    }

    /** Lets scripts read the streams. */
    TestingPipeline with(SqlScripts others) {
        scripts = others;
        return this;
    }

    /** Lets older bars leave the hot store. */
    TestingPipeline keepingHot(Duration bars) {
        retention = bars;
        return this;
    }

    /** Runs until the feed ends, without sentiment. */
    void run(Source<FeedEvent, ?, ?> feed, String runId) throws Exception {
        run(new Inputs(feed, Optional.empty()), runId);
    }

    /** Runs until both inputs end. */
    void run(Inputs inputs, String runId) throws Exception {
        try (StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration())) {
            Lake lake = Lake.at(written);
            lake.prepare(Tables.all());
            MarketDataTopology.define(
                    env,
                    inputs,
                    outputs(lake, runId),
                    Rules.of(barRules(runId), SentimentRules.DEFAULT, 4));
            env.execute();
        }
    }

    /** The newest final bars of the lake that traded. */
    List<ExpectedBar> bars(String where) throws SQLException {
        return query(
                """
                SELECT %s FROM read_parquet('%s/bars/**/*.parquet')
                WHERE trade_count > 0 AND %s
                QUALIFY row_number() OVER (
                    PARTITION BY symbol, bar_interval, open_time
                    ORDER BY run_id DESC, revision DESC) = 1
                """
                        .formatted(ExpectedBar.COLUMNS, lake(), where),
                ExpectedBar::of);
    }

    /** The newest final bars as the views rank them; sums that are unknown are 0. */
    List<ExpectedBar> newest(String where) throws SQLException {
        List<ExpectedBar> bars = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:duckdb:" + hotStore(), readOnly());
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery(
                                "SELECT %s FROM bars WHERE is_final AND %s"
                                        .formatted(ExpectedBar.COLUMNS, where))) {
            while (result.next()) {
                bars.add(ExpectedBar.of(result));
            }
        }
        return bars;
    }

    /** What a query over a table of the lake gives, its first column as text. */
    List<String> lake(String table, String columns) throws SQLException {
        return query(
                "SELECT %s FROM read_parquet('%s/%s/**/*.parquet')"
                        .formatted(columns, lake(), table),
                row -> row.getString(1));
    }

    /** What a query over the published hot store gives, its first column as text. */
    List<String> hot(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:duckdb:" + hotStore(), readOnly());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    String lake() {
        return folder.resolve("lake").toString();
    }

    String hotStore() {
        return folder.resolve("hot/candlewick.duckdb").toString();
    }

    private Outputs outputs(Lake lake, String runId) {
        return new Outputs(
                lake,
                runId,
                Optional.of(
                        HotStore.builder()
                                .path(hotStore())
                                .lakePath(written)
                                .runId(runId)
                                .intervals(EnumSet.copyOf(INTERVALS))
                                .retention(retention)
                                .build()),
                scripts);
    }

    private static BarRules barRules(String runId) {
        return new BarRules(
                INTERVALS,
                Duration.ofSeconds(2),
                Duration.ofMinutes(10),
                new Forming(List.of(BarInterval.M1), Duration.ofSeconds(1), Forming.Clock.FEED),
                Origin.STREAM,
                runId);
    }

    private Configuration configuration() {
        Configuration configuration = new Configuration(more);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 5);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
        return configuration;
    }

    private static Properties readOnly() {
        Properties properties = new Properties();
        properties.setProperty("duckdb.read_only", "true");
        return properties;
    }

    /** What a query gives, its first column as text. */
    static List<String> ask(String sql) throws SQLException {
        return query(sql, row -> row.getString(1));
    }

    private static <T> List<T> query(String sql, Row<T> row) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(row.of(result));
            }
        }
        return rows;
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
