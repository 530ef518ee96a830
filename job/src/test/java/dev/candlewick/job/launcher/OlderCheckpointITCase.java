package dev.candlewick.job.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.simulator.ExchangeSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Files were committed to the lake, and then the checkpoints that committed them are lost: the run
 * goes on from an older one, and no view has a row twice, or one less than before.
 */
@EnabledIfSystemProperty(named = "candlewick.cluster", matches = "true")
class OlderCheckpointITCase extends KilledProcessFixture {

    /** What tells the rows of a table apart; of the others, everything does. */
    private static final Map<String, String> KEYS =
            Map.of(
                    "trades", "symbol, trade_id",
                    "bars", "symbol, bar_interval, open_time",
                    "gaps", "symbol, gap_start",
                    "reconciliation", "symbol, bar_interval, open_time, field",
                    "data_quality", "symbol, bar_interval, day",
                    "bbo", "symbol, received_at, bid_price, ask_price, offer_time",
                    "books", "symbol, received_at, book_time",
                    "signals", "symbol, bar_interval, open_time",
                    "sentiment", "index_name, reading_date",
                    "late_trades", "symbol, trade_id");

    /**
     * Rows that another run may find otherwise: where its connection was lost, what it compared.
     */
    private static final Set<String> OF_A_RUN = Set.of("gaps", "reconciliation", "data_quality");

    @Test
    void noViewLosesOrDoublesARowWhenTheRunGoesOnFromAnOlderCheckpoint() throws Exception {
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder().tape(tape).speed(10).stayOpen().build().start()) {
            writeSettings(exchange);
            String all = Files.readString(settings);
            Files.writeString(
                    settings,
                    all.replace("subscriptions: []", "subscriptions: [bbo, l2Book]")
                            .replace("interval: 4 s", "interval: 1 s")
                            .replace(
                                    "sentiment.enabled: off",
                                    "sentiment.url: " + exchange.sentimentUrl()));
            killOnceThereAreOlderCheckpoints(exchange);
            List<String> before = query(union("SELECT '%2$s ' || concat_ws(' ', %1$s) FROM %2$s"));
            loseAllCheckpointsButTheOldest();
            try (RunningCandlewick last = live()) {
                assertThat(exchange.awaitEnd(PATIENCE)).isTrue();
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> unexplained().isEmpty());
                assertThat(last.stop(PATIENCE)).as(last.output()).isZero();
                assertThat(last.output()).contains("Skipped the checkpoint");
            }
            assertThat(
                            query(
                                    union(
                                            "(SELECT '%2$s ' || concat_ws(' ', %1$s) FROM %2$s"
                                                    + " GROUP BY %1$s HAVING count(*) > 1 LIMIT 3)")))
                    .as("rows that are there twice")
                    .isEmpty();
            assertThat(query(union("SELECT '%2$s ' || concat_ws(' ', %1$s) FROM %2$s")))
                    .containsAll(
                            before.stream()
                                    .filter(row -> !OF_A_RUN.contains(row.split(" ", 2)[0]))
                                    .toList());
            assertThat(rows("SELECT * FROM complete_bars EXCEPT SELECT * FROM true_bars"))
                    .isEmpty();
        }
    }

    private void killOnceThereAreOlderCheckpoints(ExchangeSimulator exchange) throws Exception {
        try (RunningCandlewick running = live()) {
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    checkpoints().size() > 1
                                            && exchange.counters().framesPlayed()
                                                    > tape.frameCount() / 3);
            running.kill();
        }
    }

    private void loseAllCheckpointsButTheOldest() throws IOException {
        List<Path> checkpoints = checkpoints();
        assertThat(checkpoints).as("checkpoints that are retained").hasSizeGreaterThan(1);
        for (Path lost : checkpoints.subList(1, checkpoints.size())) {
            Files.write(lost, new byte[0]);
        }
    }

    /** The oldest first. */
    private List<Path> checkpoints() throws IOException {
        Path folder = this.folder.resolve("data/checkpoints");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(folder, 4, (file, is) -> isMetadata(file))) {
            return files.sorted(Comparator.comparingLong(OlderCheckpointITCase::number)).toList();
        } catch (UncheckedIOException oneWasJustRemoved) {
            return List.of();
        }
    }

    private static boolean isMetadata(Path file) {
        return file.endsWith("_metadata")
                && file.getParent().getFileName().toString().startsWith("chk-");
    }

    private static long number(Path metadata) {
        return Long.parseLong(metadata.getParent().getFileName().toString().replace("chk-", ""));
    }

    /** The same of every table. */
    private static String union(String sql) {
        return KEYS.entrySet().stream()
                .map(table -> sql.formatted(table.getValue(), table.getKey()))
                .collect(Collectors.joining(" UNION ALL "));
    }

    /** Rows of the views as {@code candlewick query} shows them. */
    private List<String> query(String sql) throws Exception {
        try (RunningCandlewick query =
                RunningCandlewick.start(
                        folder, "query", sql, "--format", "csv", "--config", settings.toString())) {
            assertThat(query.exitCode(PATIENCE)).as(query.output()).isZero();
            return query.output().lines().skip(1).toList();
        }
    }
}
