package dev.candlewick.job.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.sinks.duckdb.DuckDb;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, from a file; the profile {@code page} says which browser. */
@EnabledIfSystemProperty(named = "candlewick.browser", matches = ".+")
class ReportInBrowserTest {

    private static final int RISEN = 0x1a9c8c;
    private static final int FALLEN = 0xe0524d;

    @TempDir private Path folder;

    @Test
    void candlesAreDrawnAndNothingIsComplainedOf() throws Exception {
        Path page = page();
        Path picture = folder.resolve("page.png");

        String log = browse("--screenshot=" + picture, page);

        assertThat(log).doesNotContain("CONSOLE").doesNotContain("Uncaught");
        BufferedImage image = ImageIO.read(picture.toFile());
        assertThat(pixels(image, RISEN)).as("pixels of candles that rose").isGreaterThan(200);
        assertThat(pixels(image, FALLEN)).as("pixels of candles that fell").isGreaterThan(200);
    }

    @Test
    void aScreenReaderIsReportedWhatTheChartShows() throws Exception {
        String dom = browse("--dump-dom", page());

        assertThat(dom)
                .contains("data-ready=\"true\"")
                .contains("aria-label=\"Candles of COIN0, 15m\"")
                .containsPattern("role=\"status\"[^>]*>COIN0, 15m: 96 bars from ")
                .contains("<caption>quality</caption>");
    }

    private Path page() throws Exception {
        Path file = folder.resolve("page.html");
        try (DuckDb duckDb = TestingReport.stores()) {
            TestingReport.walk(duckDb, 2, 1, "15m");
            ReportData data = new ReportData(duckDb);
            ReportRange all = new ReportRange(List.of(), List.of(), Long.MIN_VALUE, Long.MAX_VALUE);
            ReportPage.of(data, data.complete(all), Instant.parse("2025-09-05T00:00:00Z"))
                    .writeTo(file);
        }
        return file;
    }

    private String browse(String what, Path page) throws Exception {
        Path log = folder.resolve("browser.log");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                System.getProperty("candlewick.browser"),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--user-data-dir=" + folder.resolve("profile"),
                                "--enable-logging=stderr",
                                "--window-size=1300,1200",
                                "--virtual-time-budget=10000"));
        command.add(what);
        command.add(page.toUri().toString());
        Process browser =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertThat(browser.waitFor(90, TimeUnit.SECONDS)).as("the browser ends").isTrue();
        } finally {
            browser.destroyForcibly();
        }
        return Files.readString(log, UTF_8);
    }

    private static long pixels(BufferedImage image, int color) {
        long count = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                count += (image.getRGB(x, y) & 0xffffff) == color ? 1 : 0;
            }
        }
        return count;
    }
}
