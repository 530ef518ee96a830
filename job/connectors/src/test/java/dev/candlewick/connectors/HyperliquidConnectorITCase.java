package dev.candlewick.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.simulator.Counters;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import dev.candlewick.simulator.TapeTrade;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The exchange as a table, over a socket, against the tape that it plays. */
class HyperliquidConnectorITCase {
    private static final Tape TAPE = Tape.recorded();
    private static TableEnvironment tables;

    @BeforeAll
    static void environment() {
        tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
        tables.getConfig().set("parallelism.default", "1");
    }

    @Test
    @Timeout(60)
    void aWindowQueryGivesTheMinutesOfTheTape() throws Exception {
        try (ExchangeSimulator exchange = play()) {
            declare("minutes", exchange, TRADES, "'symbols' = '%s'".formatted(coins()));

            assertThat(
                            rows(
                                    """
                                    SELECT symbol, UNIX_TIMESTAMP(CAST(window_start AS STRING)), COUNT(*),
                                        FIRST_VALUE(price), MAX(price), MIN(price), LAST_VALUE(price)
                                    FROM TABLE(TUMBLE(TABLE minutes, DESCRIPTOR(event_time), INTERVAL '1' MINUTE))
                                    GROUP BY symbol, window_start, window_end
                                    """))
                    .containsExactlyInAnyOrderElementsOf(minutes());
        }
    }

    @Test
    @Timeout(60)
    void aConditionOnSymbolsNarrowsWhatIsSubscribed() throws Exception {
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder()
                        .tape(TAPE)
                        .maxSpeed()
                        .startWhenSubscribed("trades", "ETH", "SOL")
                        .build()
                        .start()) {
            declare("narrowed", exchange, TRADES, "'symbols' = '%s'".formatted(coins()));

            assertThat(
                            rows(
                                            "SELECT symbol, COUNT(*) FROM narrowed WHERE symbol IN ('ETH', 'SOL')"
                                                    + " GROUP BY symbol")
                                    .stream()
                                    .map(row -> row.split(",")[0])
                                    .distinct())
                    .containsExactlyInAnyOrder("ETH", "SOL");
            assertThat(exchange.counters().received())
                    .extracting(Counters.ClientFrame::text)
                    .anyMatch(frame -> frame.contains("ETH"))
                    .noneMatch(frame -> frame.contains("BTC"));
        }
    }

    @Test
    @Timeout(60)
    void aColumnThatTheStreamDoesNotHaveIsRefusedByName() {
        tables.executeSql(
                "CREATE TABLE wrong (symbol STRING, prise DOUBLE, size BIGINT)"
                        + " WITH ('connector' = 'hyperliquid', 'symbols' = 'BTC')");

        assertThatThrownBy(() -> tables.executeSql("SELECT * FROM wrong"))
                .hasRootCauseMessage(
                        String.join(
                                System.lineSeparator(),
                                "Table wrong does not fit trades:",
                                "  there is no column prise",
                                "  column size is DOUBLE NOT NULL, not BIGINT",
                                "Its columns are symbol, trade_time, price, size, side, trade_id,"
                                        + " received_at, origin, run_id."));
    }

    @Test
    @Timeout(60)
    void aStreamThatDoesNotExistIsRefused() {
        tables.executeSql(
                "CREATE TABLE ticks (symbol STRING)"
                        + " WITH ('connector' = 'hyperliquid', 'stream' = 'ticks')");

        assertThatThrownBy(() -> tables.executeSql("SELECT * FROM ticks"))
                .hasRootCauseMessage(
                        "'stream' is 'ticks'; use one of trades, bbo, books, candles, asset_contexts");
    }

    private static final String TRADES =
            """
            symbol STRING, price DOUBLE, size DOUBLE, trade_id BIGINT,
            event_time TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,
            WATERMARK FOR event_time AS SOURCE_WATERMARK()
            """;

    private static void declare(
            String name, ExchangeSimulator exchange, String columns, String options) {
        tables.executeSql(
                """
                CREATE TABLE %s (%s) WITH (
                    'connector' = 'hyperliquid', 'websocket-url' = '%s', 'end-reason' = 'end of tape', %s)
                """
                        .formatted(name, columns, exchange.url(), options));
    }

    private static ExchangeSimulator play() throws Exception {
        return ExchangeSimulator.builder().tape(TAPE).maxSpeed().build().start();
    }

    private static String coins() {
        return String.join(";", TAPE.coins());
    }

    private static List<String> minutes() {
        Map<String, List<TapeTrade>> minutes =
                TAPE.trades().stream()
                        .collect(
                                Collectors.groupingBy(
                                        trade -> trade.coin() + "," + trade.time() / 60_000 * 60,
                                        TreeMap::new,
                                        Collectors.toList()));
        return minutes.entrySet().stream()
                .map(
                        minute -> {
                            double[] prices =
                                    minute.getValue().stream()
                                            .mapToDouble(trade -> trade.price().doubleValue())
                                            .toArray();
                            double[] sorted = java.util.Arrays.stream(prices).sorted().toArray();
                            return minute.getKey()
                                    + ","
                                    + prices.length
                                    + ","
                                    + prices[0]
                                    + ","
                                    + sorted[sorted.length - 1]
                                    + ","
                                    + sorted[0]
                                    + ","
                                    + prices[prices.length - 1];
                        })
                .toList();
    }

    private static List<String> rows(String sql) throws Exception {
        return TestingTables.rows(tables, sql);
    }
}
