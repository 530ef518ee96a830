package dev.candlewick.job.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.sinks.duckdb.DuckDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page weighs, and that it can be held against the stores. */
class ReportPageTest {

    private static final Instant NOW = Instant.parse("2025-09-05T00:00:00Z");
    private static final ReportRange EVERYTHING =
            new ReportRange(List.of(), List.of(), Long.MIN_VALUE, Long.MAX_VALUE);

    @TempDir private Path folder;
    private DuckDb duckDb;

    @BeforeEach
    void open() throws Exception {
        duckDb = TestingReport.stores();
    }

    @AfterEach
    void close() throws Exception {
        duckDb.close();
    }

    @Test
    void aWeekOfThirtyCoinsIsSmall() throws Exception {
        TestingReport.walk(duckDb, 30, 7, "15m", "1h");
        assertThat(page().html().getBytes(UTF_8)).hasSizeLessThan(1_000_000);

        TestingReport.walk(duckDb, 30, 7, "1m");
        ReportRange all = new ReportRange(List.of(), List.of("1m", "15m", "1h"), 0, Long.MAX_VALUE);
        ReportData data = new ReportData(duckDb);
        ReportPage page = ReportPage.of(data, data.complete(all), NOW);
        assertThat(page.bars()).isEqualTo(30 * 7 * 24 * (60 + 4 + 1));
        assertThat(page.html().getBytes(UTF_8)).hasSizeLessThan(6_000_000);
    }

    @Test
    void itsBarsAreThoseOfTheStoresUntilOneOfThemChanges() throws Exception {
        TestingReport.walk(duckDb, 2, 1, "15m", "1h");
        Path file = folder.resolve("page.html");
        page().writeTo(file);

        assertThat(differences(file)).isEmpty();

        duckDb.run(
                "UPDATE final_bars SET close = close * 1.01 WHERE symbol = 'COIN1' AND bar_interval"
                        + " = '1h' AND open_time = (SELECT max(open_time) FROM final_bars WHERE"
                        + " bar_interval = '1h')");
        assertThat(differences(file))
                .singleElement()
                .asString()
                .startsWith("COIN1 1h: the page has");
    }

    @Test
    void aPageThatWasChangedIsFoundOut() throws Exception {
        TestingReport.walk(duckDb, 1, 1, "15m");
        Path file = folder.resolve("page.html");
        page().writeTo(file);
        String html = Files.readString(file);
        TestingReport.walk(duckDb, 1, 1, "1h");
        page().writeTo(file);
        String other = Files.readString(file);
        Files.writeString(file, html.replace(bars(html), bars(other)));

        assertThat(differences(file)).anyMatch(line -> line.contains("it was changed"));
    }

    @Test
    void itAsksNoNetworkForAnything() throws Exception {
        TestingReport.walk(duckDb, 1, 1, "15m");
        assertThat(page().html())
                .doesNotContainPattern("(src|href)=\"(?!https://www.tradingview.com/)")
                .contains("TradingView Lightweight Charts");
    }

    private static String bars(String html) {
        String start = "id=\"bars\">";
        int from = html.indexOf(start) + start.length();
        return html.substring(from, html.indexOf('<', from));
    }

    private ReportPage page() throws Exception {
        ReportData data = new ReportData(duckDb);
        return ReportPage.of(data, data.complete(EVERYTHING), NOW);
    }

    private List<String> differences(Path file) throws Exception {
        return ReportCheck.of(file).differences(new ReportData(duckDb));
    }
}
