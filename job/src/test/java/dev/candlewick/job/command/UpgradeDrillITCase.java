package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Fault;
import dev.candlewick.simulator.Script;
import dev.candlewick.simulator.Tape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run goes on from the savepoint that an earlier version left ({@code savepoints/README.md}):
 * bars without a seam, and no row twice.
 */
class UpgradeDrillITCase {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Instant START = Instant.parse("2025-09-04T20:00:00Z");

    /** In the middle of a window of each interval but the shortest. */
    private static final Instant SEAM = START.plusSeconds(210);

    /** By {@code oracle/README.md}, none of it computed by the job. */
    private static final String EXPECTED =
            """
            FROM read_csv('src/test/resources/oracle/recorded_bars.csv.gz')
            WHERE bar_interval IN ('1s', '1m', '3m')
                AND to_timestamp(open_time_s)
                    BETWEEN '2025-09-04 20:02Z' AND '%s'::TIMESTAMPTZ - CASE bar_interval
                    WHEN '3m' THEN INTERVAL 3 MINUTE ELSE INTERVAL 1 MINUTE END
            """;

    private static final String WHOLE =
            """
            SELECT symbol, bar_interval, epoch(open_time)::BIGINT, open, high, low, close,
                volume, quote_volume, trade_count, buy_volume, sell_volume
            FROM read_parquet('%s/lake/bars/date=*/*.parquet')
            WHERE is_final AND coverage = 'complete'
            """;

    @TempDir private Path folder;

    @Test
    void barsGoOnWithoutASeam() throws Exception {
        LeftBehind.unpackTo(folder);

        collectRest(START.plusSeconds(420));

        assertThat(missing("2025-09-04 20:06Z")).isEmpty();
        assertThat(
                        ask(
                                """
                                SELECT DISTINCT run_id FROM read_parquet('%s/lake/bars/date=*/*')
                                WHERE bar_interval = '3m' AND coverage = 'complete'
                                    AND open_time = '2025-09-04 20:03Z'
                                """))
                .as("runs that wrote the bars of the seam")
                .hasSize(1)
                .isNotEqualTo(
                        ask(
                                "SELECT DISTINCT min(run_id) FROM read_parquet('%s/lake/bars/date=*/*')"));
        assertThat(doubled("trades/date=*", "symbol, trade_id")).isEmpty();
        assertThat(doubled("bars/date=*", "symbol, bar_interval, open_time, run_id, revision"))
                .isEmpty();
        assertThat(doubled("gaps", "symbol, gap_start, gap_end, healed_at")).isEmpty();
        assertThat(doubled("sentiment", "index_name, reading_date, revision")).isEmpty();
        assertThat(doubled("signals/date=*", "symbol, bar_interval, open_time, run_id, revision"))
                .isEmpty();
        assertThat(
                        ask(
                                """
                                SELECT symbol || ' ' || healed_by
                                FROM read_parquet('%s/lake/gaps/*')
                                WHERE reason = 'restart' AND healed_at IS NOT NULL ORDER BY 1
                                """))
                .as("what was between the two runs")
                .containsExactly("BTC resend", "ETH resend", "SOL resend", "WLFI resend");
    }

    @Test
    void whatTheEarlierVersionDidNotHaveStartsEmpty() throws Exception {
        LeftBehind.unpackTo(folder);
        LeftBehind.forget(folder, "measure-quality");

        collectRest(START.plusSeconds(300));

        assertThat(missing("2025-09-04 20:04Z")).isEmpty();
        assertThat(ask("SELECT DISTINCT symbol FROM read_parquet('%s/lake/data_quality/date=*/*')"))
                .hasSize(4);
    }

    /** {@code -Dcandlewick.savepoint.write=true} makes the file anew. */
    @Test
    @EnabledIfSystemProperty(named = "candlewick.savepoint.write", matches = "true")
    void aStoppedRunLeavesASavepoint() throws Exception {
        Fault outage = Fault.outage(Duration.ofSeconds(40));
        Script script = Script.builder().at(START.plusSeconds(50), outage).build();

        TestingShell shell = collect(Tape.recorded().cut(START, SEAM), script);

        assertThat(shell.errorLines()).contains("Beginning anew, without a checkpoint");
        LeftBehind.packFrom(folder);
    }

    /** The exchange first sends the 30 newest trades of before the seam again. */
    private void collectRest(Instant end) throws Exception {
        Tape rest = Tape.recorded().cut(SEAM, end);

        TestingShell shell = collect(rest, Script.none());

        assertThat(shell.errorLines())
                .anyMatch(line -> line.startsWith("Going on from file:" + folder))
                .noneMatch(line -> line.startsWith("Skipped the checkpoint"));
    }

    private TestingShell collect(Tape tape, Script script) throws Exception {
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder()
                        .tape(tape)
                        .script(script)
                        .speed(100)
                        .stayOpen()
                        .build()
                        .start()) {
            Path settings = settings(exchange);
            TestingShell shell =
                    new TestingShell(Path.of("home")).with("FLINK_CONF_DIR", "../flink-conf");
            CompletableFuture<Integer> exitCode =
                    CompletableFuture.supplyAsync(
                            () -> shell.run("live", "--config", settings.toString()));
            await().atMost(PATIENCE)
                    .until(() -> exitCode.isDone() || exchange.awaitEnd(Duration.ZERO));
            shell.stop();
            assertThat(exitCode.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(shell.errorLines().toString())
                    .isZero();
            return shell;
        }
    }

    private Path settings(ExchangeSimulator exchange) throws IOException {
        return Files.writeString(
                folder.resolve("settings.yaml"),
                """
                web-ui.port: 0
                universe.symbols: [BTC, ETH, SOL, WLFI]
                bars.intervals: [1s, 1m, 3m]
                exchange:
                  websocket-url: %2$s
                  rest-url: %3$s
                  journal: %1$s/journal
                  subscriptions: [trades, bbo, candle, activeAssetCtx]
                sentiment.url: %4$s
                lake.path: %1$s/lake
                lake.commit-interval: 1 h
                hot-store.path: %1$s/hot/candlewick.duckdb
                checkpoints.path: %1$s/checkpoints
                """
                        .formatted(
                                folder,
                                exchange.url(),
                                exchange.restUrl(),
                                exchange.sentimentUrl()));
    }

    /** Bars of windows that end by then and are not in the lake, complete and the same. */
    private List<String> missing(String end) throws Exception {
        return ask(
                "SELECT concat_ws(' ', *columns(*)) FROM (SELECT * "
                        + EXPECTED.formatted(end)
                        + " EXCEPT "
                        + WHOLE
                        + ")");
    }

    private List<String> doubled(String files, String key) throws Exception {
        return ask(
                "SELECT concat_ws(' ', %1$s) FROM read_parquet('%%s/lake/%2$s/*.parquet') GROUP BY %1$s HAVING count(*) > 1"
                        .formatted(key, files));
    }

    private List<String> ask(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql.formatted(folder))) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
