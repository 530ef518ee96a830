package dev.candlewick.job.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.job.faults.SmallDisk;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One disk after another fills up under a run, or {@code -Dcandlewick.full-disks=lake,hot}, for
 * {@code -Dcandlewick.full-seconds}, and is emptied again: every trade that was sent is in the lake
 * once, without a gap and without a restart. Needs the right to mount a tmpfs; {@code mvn -Pfaults
 * verify} runs it.
 */
@EnabledIfSystemProperty(named = "candlewick.faults", matches = "true")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class FullDisksITCase {

    private static final Duration FULL =
            Duration.ofSeconds(Integer.getInteger("candlewick.full-seconds", 12));
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int SPEED = 10;

    @TempDir private Path folder;
    private SmallDisk disk;

    static Stream<String> places() {
        return Stream.of(
                System.getProperty("candlewick.full-disks", "lake,hot,checkpoints,journal")
                        .split(","));
    }

    @ParameterizedTest
    @MethodSource("places")
    void everyTradeIsInTheLakeOnceHoweverLongADiskIsFull(String place) throws Exception {
        disk = SmallDisk.mount(folder.resolve("data").resolve(place), 64);
        // It is played from before the disk is full until after there is room again.
        Tape tape = LongTape.of(FULL.plusSeconds(18).multipliedBy(SPEED));
        try (ExchangeSimulator exchange =
                        ExchangeSimulator.builder()
                                .tape(tape)
                                .speed(SPEED)
                                .stayOpen()
                                .build()
                                .start();
                RunningCandlewick running = live(exchange)) {
            await().atMost(PATIENCE)
                    .until(() -> exchange.counters().tradesSent() > 200 || !running.isRunning());
            long connections = exchange.counters().connections();
            disk.fill();
            Instant full = Instant.now().plus(FULL);
            await().atMost(FULL.plus(PATIENCE)).until(() -> Instant.now().isAfter(full));
            assertThat(running.output()).as("told on the console").contains("! ");
            assertStatusNames(place);
            disk.free();
            Instant free = Instant.now();

            assertThat(exchange.awaitEnd(PATIENCE)).isTrue();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(2))
                    .ignoreExceptions()
                    .until(
                            () ->
                                    number("count(DISTINCT trade_id)", "trades")
                                            == tape.trades().size());
            System.out.printf(
                    "%s full for %d s: all %d trades are in the lake %d s after there was room"
                            + " again%n",
                    place,
                    FULL.toSeconds(),
                    tape.trades().size(),
                    Duration.between(free, Instant.now()).toSeconds());
            assertThat(running.stop(PATIENCE)).as(running.output()).isZero();
            assertThat(running.output()).doesNotContain("is being restarted").contains("Over: ");
            assertThat(exchange.counters().connections()).isEqualTo(connections);
        }

        assertThat(number("count(*)", "trades")).isEqualTo(tape.trades().size());
        assertThat(number("count(*) FILTER (healed_by IS DISTINCT FROM 'resend')", "gaps"))
                .isZero();
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.close();
        }
    }

    private void assertStatusNames(String place) throws Exception {
        try (RunningCandlewick status =
                RunningCandlewick.start(
                        folder, "status", "--config", folder.resolve("settings.yaml").toString())) {
            assertThat(status.exitCode(PATIENCE)).as(status.output()).isEqualTo(1);
            assertThat(status.output())
                    .containsPattern("condition .*" + folder + "/data/" + place + ".*; ");
        }
    }

    private RunningCandlewick live(ExchangeSimulator exchange) throws IOException {
        Path settings =
                Files.writeString(
                        folder.resolve("settings.yaml"),
                        """
                        web-ui.port: 0
                        universe.symbols: [BTC, ETH, SOL, WLFI]
                        exchange.websocket-url: %s
                        exchange.rest-url: %s
                        exchange.subscriptions: []
                        sentiment.enabled: off
                        bars.intervals: [1m]
                        lake.commit-interval: 4 s
                        """
                                .formatted(exchange.url(), exchange.restUrl()));
        return RunningCandlewick.start(folder, "live", "--config", settings.toString());
    }

    private long number(String what, String table) throws SQLException {
        String files = folder.resolve("data/lake").resolve(table) + "/**/[!.]*.parquet";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery(
                                "SELECT %s FROM read_parquet('%s', union_by_name = true)"
                                        .formatted(what, files))) {
            result.next();
            return result.getLong(1);
        }
    }
}
