package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.InfoFault;
import dev.candlewick.simulator.Listings;
import dev.candlewick.simulator.Script;
import dev.candlewick.simulator.Tape;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The universe is chosen from a recorded list of assets, and followed as the list changes. */
class DiscoveryITCase {

    private static final long WAITS_SECONDS = 90;
    private static final String LISTED = "/listings/metaAndAssetCtxs_20250822.json";
    private static final long FIRST_HOUR = Instant.parse("2025-09-04T19:00:00Z").toEpochMilli();
    private static final String ETH =
            "{\"szDecimals\":4,\"name\":\"ETH\",\"maxLeverage\":25,\"marginTableId\":55}";

    /** The scores of the recorded body, by other means. */
    private static final String RECOMPUTED =
            """
            WITH listed AS (
                SELECT
                    unnest(from_json(body -> 0 -> 'universe', '["JSON"]')) AS asset,
                    unnest(from_json(body -> 1, '["JSON"]')) AS context
                FROM (SELECT content::JSON AS body FROM read_text('%1$s'))
            ),
            figures AS (
                SELECT
                    asset ->> 'name' AS symbol,
                    (context ->> 'dayNtlVlm')::DOUBLE AS volume,
                    (context ->> 'markPx')::DOUBLE AS mark,
                    (context ->> 'openInterest')::DOUBLE * mark AS interest,
                    (context -> 'impactPxs' ->> 0)::DOUBLE AS bid,
                    (context -> 'impactPxs' ->> 1)::DOUBLE AS ask,
                    20000 * (ask - bid) / (ask + bid) AS spread,
                    abs(ln(mark / (context ->> 'prevDayPx')::DOUBLE)) AS move
                FROM listed
                WHERE
                    coalesce(asset ->> 'isDelisted', 'false') = 'false'
                    AND context ->> 'midPx' IS NOT NULL
            ),
            scored AS (
                SELECT
                    symbol,
                    0.4 * greatest(0, least(1, (log10(volume) - 4) / 6))
                    + 0.25 * CASE
                        WHEN interest > 0
                        THEN greatest(0, least(1, (log10(interest) - 4) / 6)) ELSE 0
                    END
                    + 0.2 * CASE
                        WHEN spread IS NULL THEN 0 WHEN spread <= 0 THEN 1
                        ELSE greatest(0, least(1, 1 - (log10(spread) + 1) / 3))
                    END
                    + 0.15 * least(1, move / 0.1) AS score
                FROM figures
                WHERE volume >= 100000 AND coalesce(spread, 0) <= 100
            ),
            ranked AS (
                SELECT *, row_number() OVER (ORDER BY score DESC, symbol) AS rank FROM scored
            ),
            decided AS (
                SELECT symbol, rank, score
                FROM read_parquet('%2$s/lake/universe/date=*/*.parquet')
                QUALIFY chosen_at = min(chosen_at) OVER () AND rank IS NOT NULL
            )
            SELECT count(*) || ' ranked alike of ' || (SELECT count(*) FROM decided)
            FROM ranked JOIN decided USING (symbol, rank)
            WHERE abs(ranked.score - decided.score) < 1e-12
            """;

    /** The recorder lost its connection once, which a slow machine would see. */
    private static final Tape AFTER_THE_RECONNECT =
            Tape.recorded()
                    .cut(
                            Instant.parse("2025-09-04T19:59:00Z"),
                            Instant.parse("2025-09-04T20:22:00Z"));

    @TempDir private Path folder;
    private Path settings;

    @BeforeEach
    void writeSettings() throws Exception {
        settings =
                Files.writeString(
                        folder.resolve("settings.yaml"),
                        """
                        web-ui.port: 0
                        universe:
                          discovery: on
                          symbols: WLFI
                          size: 4
                          interval: 10 s
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

    @Test
    void theBestAssetsAreFollowedAsTheListOfAssetsChanges() throws Exception {
        Script script =
                Script.builder()
                        .afterFrames(3_000, InfoFault.relist(Listings.of(withoutEth())))
                        .build();
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder()
                        .tape(AFTER_THE_RECONNECT)
                        .listings(Listings.recorded())
                        .maxWeightPerMinute(1_200)
                        .script(script)
                        .speed(60)
                        .stayOpen()
                        .build()
                        .start()) {
            run(exchange, () -> sent(exchange, "unsubscribe", "ETH") && asked(exchange, "HYPE"));
            assertThat(members()).isEqualTo("BTC,HYPE,SOL,WLFI");
            assertThat(connectionsOf(exchange)).as("nothing else was disturbed").isEqualTo(2);

            int before = exchange.counters().received().size();
            List<String> collected = historyOf(exchange, "BTC");
            run(exchange, () -> askedSince(exchange, before).containsAll(List.of("HYPE", "SOL")));
            assertThat(collected).hasSize(8);
            assertThat(historyOf(exchange, "BTC")).as("nothing twice").isEqualTo(collected);
            assertThat(askedSince(exchange, before)).doesNotContain("ETH");
            assertThat(exchange.rateLimit().log()).noneMatch(asked -> asked.refused());
        }
        assertThat(members()).isEqualTo("BTC,HYPE,SOL,WLFI");
        assertThat(query("SELECT reason FROM universe WHERE symbol = 'ETH'")).isEqualTo("delisted");
        assertThat(
                        query(
                                "SELECT string_agg(symbol, ',' ORDER BY symbol) FROM universe_asof("
                                        + "(SELECT min(chosen_at) FROM read_parquet('"
                                        + folder
                                        + "/lake/universe/date=*/*.parquet')))"))
                .isEqualTo("BTC,ETH,SOL,WLFI");
        assertThat(query("SELECT string_agg(DISTINCT reason) FROM gaps WHERE symbol = 'ETH'"))
                .contains("left the universe");
        Path body = folder.resolve("body.json");
        Files.writeString(body, recorded());
        assertThat(query(RECOMPUTED.formatted(body, folder)))
                .matches("(1\\d\\d) ranked alike of \\1");
    }

    private void run(ExchangeSimulator exchange, BooleanSupplier until) throws Exception {
        // Two readers, as Candlewick's own configuration of Flink has it.
        TestingShell shell =
                new TestingShell(Path.of("home")).with("FLINK_CONF_DIR", "../flink-conf");
        CompletableFuture<Integer> exitCode =
                CompletableFuture.supplyAsync(
                        () ->
                                shell.run(
                                        "live",
                                        "--config",
                                        settings.toString(),
                                        "--set",
                                        "exchange.websocket-url=" + exchange.url(),
                                        "--set",
                                        "exchange.rest-url=" + exchange.restUrl()));
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

    private static boolean asked(ExchangeSimulator exchange, String coin) {
        return sent(exchange, "\"subscribe\"", coin);
    }

    private static boolean sent(ExchangeSimulator exchange, String method, String coin) {
        return exchange.counters().received().stream()
                .anyMatch(
                        frame ->
                                frame.text().contains(method)
                                        && frame.text().contains("\"trades\"")
                                        && frame.text().contains("\"" + coin + "\""));
    }

    private static List<String> askedSince(ExchangeSimulator exchange, int before) {
        return exchange.counters().received().stream()
                .skip(before)
                .filter(frame -> frame.text().contains("\"subscribe\""))
                .map(frame -> frame.text().replaceAll(".*\"coin\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    /** Requests for windows from before the hour in which the tape begins. */
    private static List<String> historyOf(ExchangeSimulator exchange, String coin) {
        return exchange.counters().infoRequests().stream()
                .filter(request -> request.contains("candleSnapshot"))
                .filter(request -> request.contains("\"" + coin + "\""))
                .filter(request -> startTime(request) < FIRST_HOUR)
                .toList();
    }

    private static long startTime(String request) {
        return Long.parseLong(request.replaceAll(".*\"startTime\":(\\d+).*", "$1"));
    }

    private static long connectionsOf(ExchangeSimulator exchange) {
        return exchange.counters().connections();
    }

    private String members() {
        return query(
                "SELECT string_agg(symbol, ',' ORDER BY symbol) FROM universe_asof('2100-01-01')");
    }

    private String query(String sql) {
        TestingShell shell = new TestingShell(Path.of("home"));
        assertThat(shell.run("query", sql, "--format", "csv", "--config", settings.toString()))
                .as(shell.errorLines().toString())
                .isZero();
        return shell.out().lines().skip(1).findFirst().orElseThrow().replace("\"", "");
    }

    private static String recorded() throws Exception {
        try (InputStream body = Listings.class.getResourceAsStream(LISTED)) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String withoutEth() throws Exception {
        String delisted = ETH.replace("}", ",\"isDelisted\":true}");
        String changed = recorded().replaceAll("\\s*([,:{}\\[\\]])\\s*", "$1");
        assertThat(changed).contains(ETH);
        return changed.replace(ETH, delisted);
    }
}
