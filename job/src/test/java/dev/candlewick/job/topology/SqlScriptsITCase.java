package dev.candlewick.job.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.job.sql.Script;
import dev.candlewick.job.sql.SqlScripts;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import dev.candlewick.sources.feed.FeedClock;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.hyperliquid.wire.Channel;
import dev.candlewick.sources.websocket.WebSocketSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The recorded tape through a job with the scripts that ship, and its lake through the catalog. */
@EnabledIfSystemProperty(named = "candlewick.sql", matches = "true")
class SqlScriptsITCase {
    private static final Path SCRIPTS = Path.of("..", "sql", "flink");

    /** The bars of minutes that traded, as the oracle has them. */
    private static final List<ExpectedBar> MINUTES =
            ExpectedBar.recorded().stream().filter(bar -> bar.interval().equals("1m")).toList();

    @TempDir private Path folder;

    @Test
    @Timeout(120)
    void aJobRunsScriptsOverItsOwnStreams() throws Exception {
        TestingPipeline pipeline = new TestingPipeline(folder, 1).with(scripts());
        try (ExchangeSimulator simulator =
                ExchangeSimulator.builder().tape(Tape.recorded()).maxSpeed().build().start()) {
            pipeline.run(feed(simulator), "run");
        }

        assertThat(
                        written(
                                "window_bars",
                                "symbol || epoch(open_time)::BIGINT || ' ' || trade_count"))
                .containsExactlyInAnyOrderElementsOf(
                        MINUTES.stream()
                                .map(
                                        bar ->
                                                bar.symbol()
                                                        + bar.openSecond()
                                                        + " "
                                                        + bar.tradeCount())
                                .toList());
        assertThat(written("differences", "*")).isEmpty();
        assertThat(written("correlation", "symbol || other_symbol")).contains("BTCETH");

        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inBatchMode());
        tables.executeSql(
                "CREATE CATALOG candlewick WITH ('type' = 'candlewick', 'path' = '%s')"
                        .formatted(pipeline.lake()));
        tables.executeSql("USE CATALOG candlewick");
        assertThat(rows(tables, "SHOW TABLES")).contains("bars", "trades", "gaps", "universe");
        assertThat(
                        rows(
                                tables,
                                "SELECT symbol, COUNT(*) FROM bars WHERE bar_interval = '1m'"
                                        + " AND symbol = 'ETH' AND trade_count > 0 GROUP BY symbol"))
                .containsExactly(
                        "ETH,"
                                + MINUTES.stream()
                                        .filter(bar -> bar.symbol().equals("ETH"))
                                        .count());
        for (String script : List.of("ohlcv", "rolling_correlation", "regime_statistics")) {
            Script.read(SCRIPTS.resolve(script + ".sql")).statements().forEach(tables::executeSql);
        }
        assertThat(rows(tables, "SELECT DISTINCT symbol, other_symbol FROM rolling_correlation"))
                .contains("BTC,ETH");
        assertThat(rows(tables, "SELECT * FROM regime_statistics")).isEmpty();
    }

    private SqlScripts scripts() throws Exception {
        Path inserts =
                Files.writeString(
                        folder.resolve("inserts.sql"),
                        """
                CREATE TABLE bars_out (symbol STRING, open_time TIMESTAMP_LTZ(6), trade_count BIGINT)
                    WITH (%1$s, 'path' = '%2$s/window_bars');
                CREATE TABLE differences_out (symbol STRING, open_time TIMESTAMP_LTZ(6))
                    WITH (%1$s, 'path' = '%2$s/differences');
                CREATE TABLE correlation_out (symbol STRING, other_symbol STRING, correlation DOUBLE)
                    WITH (%1$s, 'path' = '%2$s/correlation');
                EXECUTE STATEMENT SET BEGIN
                INSERT INTO bars_out SELECT symbol, open_time, trade_count FROM window_bars;
                INSERT INTO differences_out SELECT symbol, open_time FROM window_differences;
                INSERT INTO correlation_out SELECT symbol, other_symbol, correlation FROM rolling_correlation;
                END;
                """
                                .formatted(
                                        "'connector' = 'filesystem', 'format' = 'parquet', 'parquet.utc-timezone' = 'true'",
                                        folder));
        return new SqlScripts(
                List.of(
                        Script.read(SCRIPTS.resolve("ohlcv.sql")),
                        Script.read(SCRIPTS.resolve("rolling_correlation.sql")),
                        Script.read(inserts)));
    }

    private List<String> written(String name, String columns) throws Exception {
        return Files.exists(folder.resolve(name))
                ? TestingPipeline.ask(
                        "SELECT %s FROM read_parquet('%s/[!.]*')"
                                .formatted(columns, folder.resolve(name)))
                : List.of();
    }

    private static List<String> rows(TableEnvironment tables, String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        try (CloseableIterator<Row> found = tables.executeSql(sql).collect()) {
            found.forEachRemaining(
                    row -> {
                        List<String> cells = new ArrayList<>();
                        for (int i = 0; i < row.getArity(); i++) {
                            cells.add(String.valueOf(row.getField(i)));
                        }
                        rows.add(String.join(",", cells));
                    });
        }
        return rows;
    }

    private static WebSocketSource feed(ExchangeSimulator simulator) {
        return WebSocketSource.builder(HyperliquidFeed.of(Channel.BBO, Channel.BOOK))
                .url(simulator.url().toString())
                .symbols(simulator.tape().coins())
                .clock(FeedClock.EXCHANGE)
                .endsOnCloseReason("end of tape")
                .build();
    }
}
