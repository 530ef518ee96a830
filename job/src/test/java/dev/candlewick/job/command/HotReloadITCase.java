package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A settings file that is changed while {@code live} runs. */
class HotReloadITCase {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir private Path folder;

    @Test
    void changedSettingsTakeEffectInTheRunningJobAndInTheOneThatGoesOnFromIt() throws Exception {
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder().tape(Tape.recorded()).speed(15).stayOpen().build()) {
            exchange.start();
            write("universe.symbols: [BTC, ETH]", "bars.allowed-lateness: 10 min");
            run(
                    exchange,
                    () -> {
                        until(() -> has("signals", "symbol = 'ETH'"));
                        write(
                                "universe.symbols: [BTC, SOL]",
                                "bars.allowed-lateness: 10 min",
                                "sentiment.neutral-until: 50",
                                "quality.max-price: 1000",
                                "log.level: debug");
                        until(() -> has("signals", "symbol = 'SOL' AND settings_version = 2"));
                        until(() -> has("dead_letters", "reason = 'price_out_of_range'"));
                    });
            write(
                    "universe.symbols: [BTC, SOL]",
                    "bars.allowed-lateness: 11 min",
                    "sentiment.neutral-until: 50",
                    "quality.max-price: 1000",
                    "log.level: debug");
            run(
                    exchange,
                    () -> until(() -> has("signals", "symbol = 'SOL' AND settings_version = 3")));
        }

        assertThat(
                        ask(
                                "SELECT version || ' ' || key || ' ' || old_value || ' -> ' ||"
                                        + " new_value FROM settings_changes ORDER BY version, key"))
                .containsExactly(
                        "2 log.level info -> debug",
                        "2 quality.max-price 1e9 -> 1000",
                        "2 sentiment.neutral-until 54 -> 50",
                        "2 universe.symbols BTC, ETH -> BTC, SOL",
                        "3 bars.allowed-lateness 10 min -> 11 min");
        assertThat(ask("SELECT DISTINCT source LIKE '%settings.yaml:%' FROM settings_changes"))
                .containsExactly("true");
        assertThat(
                        ask(
                                "SELECT DISTINCT (settings_version >= 2) || ' ' || regime FROM"
                                        + " signals WHERE value = 51 ORDER BY 1"))
                .containsExactly("false neutral", "true greed");
        assertThat(
                        ask(
                                "SELECT regime || ' ' || (revision > 0) FROM sentiment WHERE value"
                                        + " = 51 ORDER BY reading_date DESC LIMIT 1"))
                .containsExactly("greed true");
        assertThat(ask("SELECT DISTINCT symbol FROM signals WHERE settings_version >= 2"))
                .contains("SOL");
        assertThat(ask("SELECT DISTINCT reason FROM gaps WHERE symbol = 'ETH'"))
                .anyMatch(reason -> reason.contains("left the universe"));
    }

    private void run(ExchangeSimulator exchange, Step step) throws Exception {
        TestingShell shell =
                new TestingShell(Path.of("home")).with("FLINK_CONF_DIR", "../flink-conf");
        CompletableFuture<Integer> exitCode =
                CompletableFuture.supplyAsync(
                        () ->
                                shell.run(
                                        "live",
                                        "--config",
                                        settings().toString(),
                                        "--set",
                                        "exchange.websocket-url=" + exchange.url(),
                                        "--set",
                                        "exchange.rest-url=" + exchange.restUrl(),
                                        "--set",
                                        "sentiment.url=" + exchange.sentimentUrl()));
        try {
            step.run();
        } finally {
            shell.stop();
            assertThat(exitCode.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(() -> shell.errorLines().toString())
                    .isZero();
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(condition);
    }

    private boolean has(String table, String where) {
        TestingShell shell = new TestingShell(Path.of("home"));
        return shell.run("query", sql(table, where), "--format", "csv", "--config", path()) == 0
                && shell.out().contains("true");
    }

    private static String sql(String table, String where) {
        return "SELECT count(*) > 0 FROM %s WHERE %s".formatted(table, where);
    }

    private List<String> ask(String sql) {
        TestingShell shell = new TestingShell(Path.of("home"));
        assertThat(shell.run("query", sql, "--format", "csv", "--config", path()))
                .as(shell.errorLines().toString())
                .isZero();
        return shell.out().lines().skip(1).map(line -> line.replace("\"", "")).toList();
    }

    private Path settings() {
        return folder.resolve("settings.yaml");
    }

    private String path() {
        return settings().toString();
    }

    private void write(String... lines) throws IOException {
        Files.writeString(
                settings(),
                """
                web-ui.port: 0
                bars.intervals: [1s, 1m]
                hot-store.intervals: [1s, 1m]
                exchange.subscriptions: []
                exchange.journal: %1$s/journal
                lake.path: %1$s/lake
                lake.commit-interval: 1 s
                hot-store.path: %1$s/hot/candlewick.duckdb
                checkpoints.path: %1$s/checkpoints
                """
                                .formatted(folder)
                        + String.join("\n", lines)
                        + "\n");
    }
}
