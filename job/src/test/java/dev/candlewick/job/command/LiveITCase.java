package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C commits what was received, and the next run goes on from there. */
class LiveITCase {

    private static final long WAITS_SECONDS = 90;

    @TempDir private Path folder;
    private Path settings;

    @BeforeEach
    void writeSettings() throws IOException {
        settings =
                Files.writeString(
                        folder.resolve("settings.yaml"),
                        """
                        web-ui.port: 0
                        universe.symbols: [BTC, ETH, SOL, WLFI]
                        exchange.subscriptions: []
                        exchange.journal: %1$s/journal
                        lake.path: %1$s/lake
                        lake.commit-interval: 1 h
                        hot-store.path: %1$s/hot/candlewick.duckdb
                        checkpoints.path: %1$s/checkpoints
                        """
                                .formatted(folder));
    }

    @Test
    void aStoppedRunHasCommittedWhatItReceivedAndTheNextOneGoesOn() throws Exception {
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder().tape(Tape.recorded()).speed(60).stayOpen().build()) {
            exchange.start();

            TestingShell first = runUntilThereAreTrades(exchange, 0);
            long committed = tradesInTheLake();
            TestingShell second =
                    runUntilThereAreTrades(exchange, exchange.counters().tradesSent());

            assertThat(first.errorLines()).contains("Starting without a checkpoint");
            assertThat(committed).isPositive();
            assertThat(second.errorLines())
                    .anyMatch(line -> line.startsWith("Going on from file:" + folder));
            assertThat(tradesInTheLake()).isGreaterThan(committed);
            assertThat(query("SELECT count(DISTINCT (symbol, trade_id)) FROM " + lakeFiles()))
                    .isEqualTo(tradesInTheLake());
        }
    }

    @Test
    void anIndexThatDoesNotAnswerOrIsTurnedOffKeepsNothingFromGoingOn() throws Exception {
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder().tape(Tape.recorded()).speed(60).stayOpen().build()) {
            exchange.start();
            String unreachable = "sentiment.url=http://127.0.0.1:1/fng/";

            runUntilThereAreTrades(exchange, 0, "--set", unreachable);
            long committed = tradesInTheLake();
            TestingShell off =
                    runUntilThereAreTrades(
                            exchange,
                            exchange.counters().tradesSent(),
                            "--set",
                            "sentiment.enabled=off");

            assertThat(committed).isPositive();
            assertThat(off.errorLines())
                    .anyMatch(line -> line.startsWith("Going on from file:" + folder));
            assertThat(tradesInTheLake()).isGreaterThan(committed);
        }
    }

    @Test
    void aSecondRunOnAnyOfItsPlacesIsRefusedNamingTheHolder() throws Exception {
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder().tape(Tape.recorded()).speed(60).stayOpen().build()) {
            exchange.start();
            TestingShell first = new TestingShell(Path.of("home"));
            CompletableFuture<Integer> running =
                    CompletableFuture.supplyAsync(() -> first.run(arguments(exchange)));
            await(() -> running.isDone() || exchange.counters().tradesSent() > 0);

            TestingShell second = new TestingShell(Path.of("home"));
            int refused = second.run(arguments(exchange));

            TestingShell status = new TestingShell(Path.of("home"));
            await(
                    () -> {
                        status.run("status", "--config", settings.toString());
                        return status.out().contains("symbol BTC");
                    });
            assertThat(status.out())
                    .contains("candlewick live, process ", "behind the exchange")
                    .contains("stream trades", "symbol BTC", "journal", "disk of the lake");
            assertThat(refused).isEqualTo(2);
            assertThat(second.errorLines())
                    .hasSize(4)
                    .allMatch(line -> line.contains("candlewick live, process "))
                    .anyMatch(line -> line.startsWith("candlewick: lake.path = "))
                    .anyMatch(line -> line.startsWith("candlewick: exchange.journal = "))
                    .anyMatch(line -> line.startsWith("candlewick: hot-store.path = "))
                    .anyMatch(line -> line.startsWith("candlewick: checkpoints.path = "));
            first.stop();
            assertThat(running.get(WAITS_SECONDS, TimeUnit.SECONDS)).isZero();
        }
    }

    @Test
    void anExchangeThatIsNotThereYetIsWaitedFor() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        TestingShell shell = new TestingShell(Path.of("home"));
        CompletableFuture<Integer> running =
                CompletableFuture.supplyAsync(
                        () ->
                                shell.run(
                                        "live",
                                        "--config",
                                        settings.toString(),
                                        "--set",
                                        "sentiment.enabled=off",
                                        "--set",
                                        "exchange.websocket-url=ws://127.0.0.1:" + port + "/ws"));
        await(() -> shell.errorLines().stream().anyMatch(line -> line.startsWith("Flink web UI")));
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder()
                        .tape(Tape.recorded())
                        .speed(60)
                        .port(port)
                        .stayOpen()
                        .build()) {
            exchange.start();
            await(() -> running.isDone() || exchange.counters().tradesSent() > 100);
            shell.stop();

            assertThat(running.get(WAITS_SECONDS, TimeUnit.SECONDS)).isZero();
        }
        assertThat(shell.errorLines())
                .anyMatch(line -> line.contains("no answer from") && line.contains("waiting"));
        assertThat(tradesInTheLake()).isPositive();
    }

    private String[] arguments(ExchangeSimulator exchange, String... more) {
        List<String> arguments = new ArrayList<>(List.of("live", "--config", settings.toString()));
        arguments.addAll(List.of("--set", "exchange.websocket-url=" + exchange.url()));
        arguments.addAll(List.of("--set", "sentiment.url=" + exchange.sentimentUrl()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private TestingShell runUntilThereAreTrades(
            ExchangeSimulator exchange, long before, String... more) throws Exception {
        TestingShell shell = new TestingShell(Path.of("home"));
        CompletableFuture<Integer> exitCode =
                CompletableFuture.supplyAsync(() -> shell.run(arguments(exchange, more)));
        await(() -> exitCode.isDone() || exchange.counters().tradesSent() > before + 500);
        shell.stop();
        assertThat(exitCode.get(WAITS_SECONDS, TimeUnit.SECONDS))
                .as(shell.errorLines().toString())
                .isZero();
        return shell;
    }

    private long tradesInTheLake() {
        return query("SELECT count(*) FROM " + lakeFiles());
    }

    private String lakeFiles() {
        return "read_parquet('%s/lake/trades/date=*/*.parquet')".formatted(folder);
    }

    private long query(String sql) {
        TestingShell shell = new TestingShell(Path.of("home"));
        assertThat(shell.run("query", sql, "--format", "csv", "--config", settings.toString()))
                .as(shell.errorLines().toString())
                .isZero();
        return Long.parseLong(shell.out().lines().skip(1).findFirst().orElseThrow());
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAITS_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited long enough").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
