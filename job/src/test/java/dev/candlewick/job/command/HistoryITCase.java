package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the exchange has of the time before collection becomes bars, and replaces none. */
class HistoryITCase {

    private static final long WAITS_SECONDS = 90;
    private static final long MINUTE_MILLIS = 60_000;
    private static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;

    /** The newest and the older candles of four intervals. */
    private static final int REQUESTS_OF_A_SYMBOL = 8;

    /** What the view shows of windows that one run saw whole and another has a candle of. */
    private static final String WINDOWS_THAT_HAVE_BOTH =
            """
            WITH stored AS (
                SELECT * FROM read_parquet('%s/lake/bars/date=*/*.parquet')
                WHERE symbol = 'BTC' AND bar_interval = '1m'
            )
            SELECT
                count(*)
                || ' ' || string_agg(DISTINCT coverage)
                || ' ' || string_agg(DISTINCT origin)
            FROM bars
            WHERE
                symbol = 'BTC'
                AND bar_interval = '1m'
                AND open_time IN (SELECT open_time FROM stored WHERE run_id = '0-history')
                AND open_time IN (
                    SELECT open_time FROM stored
                    WHERE run_id <> '0-history' AND coverage = 'complete'
                )
            """;

    private static final String HISTORY_OF_ETH =
            """
            SELECT
                count(*)
                || ' windows: '
                || string_agg(epoch_ms(open_time) // 60000 || '=' || trade_count, ' '
                    ORDER BY open_time)
                || ' ' || string_agg(DISTINCT coverage)
                || ' ' || string_agg(DISTINCT origin)
            FROM bars
            WHERE symbol = 'ETH' AND bar_interval = '1m' AND run_id = '0-history'
            """;

    @TempDir private Path folder;
    private Path settings;

    @Test
    void candlesFromBeforeCollectionBecomeBarsAndReplaceNone() throws Exception {
        settings = writeSettings();
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder()
                        .tape(Tape.recorded())
                        .startWhenSubscribed("trades", "BTC")
                        .speed(60)
                        .stayOpen()
                        .build()
                        .start()) {
            run(exchange, "BTC", () -> exchange.counters().tradesSent() > 1_000);
            // Another run, which does not know what the first one has.
            int before = exchange.counters().infoRequests().size();
            run(
                    exchange,
                    "BTC, ETH",
                    () -> historyRequestsSince(exchange, before) >= 2 * REQUESTS_OF_A_SYMBOL);

            assertThat(query(WINDOWS_THAT_HAVE_BOTH.formatted(folder)))
                    .matches("[1-9]\\d* complete stream");
            String history = query(HISTORY_OF_ETH);
            assertThat(history).matches("[1-9]\\d* windows: .* repaired exchange");
            assertThat(traded("ETH", exchange.tape()))
                    .contains(history.replaceAll(".* windows: (.*) repaired exchange", "$1"));
        }
    }

    private Path writeSettings() throws Exception {
        return Files.writeString(
                folder.resolve("settings.yaml"),
                """
                web-ui.port: 0
                universe.history: on
                exchange.subscriptions: []
                exchange.journal: %1$s/journal
                sentiment.enabled: off
                lake.path: %1$s/lake
                lake.commit-interval: 2 s
                hot-store.path: %1$s/hot/candlewick.duckdb
                checkpoints.path: %1$s/checkpoints
                """
                        .formatted(folder));
    }

    /** Until the condition holds, and then to a regular end. */
    private void run(ExchangeSimulator exchange, String symbols, BooleanSupplier until)
            throws Exception {
        TestingShell shell = new TestingShell(Path.of("home"));
        String[] arguments = {
            "live",
            "--fresh",
            "--config",
            settings.toString(),
            "--set",
            "universe.symbols=" + symbols,
            "--set",
            "exchange.websocket-url=" + exchange.url(),
            "--set",
            "exchange.rest-url=" + exchange.restUrl()
        };
        CompletableFuture<Integer> exitCode =
                CompletableFuture.supplyAsync(() -> shell.run(arguments));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAITS_SECONDS);
        while (!exitCode.isDone() && !until.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(() -> "waited long enough: " + shell.errorLines())
                    .isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        shell.stop();
        assertThat(exitCode.get(WAITS_SECONDS, TimeUnit.SECONDS))
                .as(shell.errorLines().toString())
                .isZero();
    }

    /** Other requests are of windows since the tape began. */
    private static long historyRequestsSince(ExchangeSimulator exchange, int before) {
        long began = exchange.tape().trades().get(0).time() / HOUR_MILLIS * HOUR_MILLIS;
        return exchange.counters().infoRequests().stream()
                .skip(before)
                .filter(request -> request.contains("candleSnapshot"))
                .map(request -> request.replaceAll(".*\"startTime\":(\\d+).*", "$1"))
                .filter(startTime -> Long.parseLong(startTime) < began)
                .count();
    }

    /** The number of trades of each minute. */
    private static String traded(String coin, Tape tape) {
        TreeMap<Long, Long> counts =
                tape.trades().stream()
                        .filter(trade -> trade.coin().equals(coin))
                        .collect(
                                Collectors.groupingBy(
                                        trade -> trade.time() / MINUTE_MILLIS,
                                        TreeMap::new,
                                        Collectors.counting()));
        for (long minute = counts.firstKey(); minute < counts.lastKey(); minute++) {
            counts.putIfAbsent(minute, 0L);
        }
        return counts.entrySet().stream()
                .map(count -> count.getKey() + "=" + count.getValue())
                .collect(Collectors.joining(" "));
    }

    private String query(String sql) {
        TestingShell shell = new TestingShell(Path.of("home"));
        assertThat(shell.run("query", sql, "--format", "csv", "--config", settings.toString()))
                .as(shell.errorLines().toString())
                .isZero();
        return shell.out().lines().skip(1).findFirst().orElseThrow().replace("\"", "");
    }
}
