package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.simulator.Tape;
import dev.candlewick.simulator.archive.SimulatedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A backfill lists what it would read before it reads, and refuses what makes no sense. */
class BackfillPlanTest {

    @TempDir private Path folder;

    @Test
    void aPlanShowsObjectsMissingHoursBytesAndCostAndWritesNothing() throws IOException {
        Path archive = folder.resolve("archive");
        SimulatedArchive.of(Tape.recorded())
                .omit("node_fills_by_block/hourly/20250904/20.lz4")
                .writeTo(archive);
        Path fills = archive.resolve("node_fills_by_block/hourly/20250904/19.lz4");
        Path books = archive.resolve("market_data/20250904/20/l2Book/BTC.lz4");
        Path contexts = archive.resolve("asset_ctxs/20250904.csv.lz4");

        TestingShell shell = plan("2025-09-04T19:00Z", "2025-09-04T22:00", "BTC,ETH");

        assertThat(shell.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
                .containsExactly(
                        "objects size USD",
                        "asset_ctxs " + costs(contexts),
                        "market_data " + costs(books),
                        "node_fills_by_block " + costs(fills),
                        "total " + costs(contexts, books, fills),
                        "",
                        "coverage 50.0 % of the hours, over all symbols",
                        "missing 2025-09-04 20:00 to 2025-09-04 22:00 (2 h): trades of ETH",
                        "missing 2025-09-04 21:00 to 2025-09-04 22:00 (1 h): trades of BTC");
        assertThat(folder).isDirectoryNotContaining("glob:**lake");
    }

    @Test
    void anArchiveWithoutAnythingOfThePeriodIsAFailureInALine() throws IOException {
        Files.createDirectories(folder.resolve("archive"));
        TestingShell shell = new TestingShell(folder.resolve("home"));

        assertThat(shell.run(arguments("2025-09-04", "2025-09-05", "BTC"))).isEqualTo(1);
        assertThat(shell.errorLines())
                .singleElement()
                .asString()
                .startsWith(
                        "candlewick: nothing of 2025-09-04T00:00:00Z to 2025-09-05T00:00:00Z is"
                                + " there; look at archive.fills = "
                                + folder.resolve("archive"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2025-09-04 | 2025-09-04 | --to 2025-09-04T00:00:00Z is not after --from 2025-09-04T00:00:00Z
                    2025-09-04T10:00+02:00 | 2025-09-04T07:00Z | --to 2025-09-04T07:00:00Z is not after --from 2025-09-04T08:00:00Z
                    2025-09-04 | 2125-09-04 | --to 2125-09-04T00:00:00Z is in the future
                    1925-09-04 | 2025-09-04 | --from 1925-09-04T00:00:00Z is before anything was recorded
                    yesterday | 2025-09-04 | 'yesterday' is no time; write 2025-09-01 or 2025-09-01T14:30Z
                    """)
    void impossibleTimesAreRefused(String from, String to, String line) {
        TestingShell shell = new TestingShell(folder.resolve("home"));

        assertThat(shell.run(arguments(from, to, "BTC"))).isEqualTo(2);
        assertThat(shell.errorLines()).first().asString().contains(line);
    }

    @Test
    void symbolsAreGivenInOnePlaceOnly() {
        TestingShell shell = new TestingShell(folder.resolve("home"));
        List<String> twice = new ArrayList<>(List.of(arguments("2025-09-04", "2025-09-05", "BTC")));
        twice.addAll(List.of("--set", "universe.symbols=ETH"));

        assertThat(shell.run(twice.toArray(String[]::new))).isEqualTo(2);
        assertThat(shell.errorLines())
                .containsExactly(
                        "candlewick: universe.symbols = ETH (--set): backfill --symbols decides"
                                + " this; give one or the other");
    }

    @Test
    void symbolsThatDiscoveryWouldChooseAreRefused() {
        TestingShell shell = new TestingShell(folder.resolve("home"));

        assertThat(
                        shell.run(
                                "backfill",
                                "--plan",
                                "--from",
                                "2025-09-04",
                                "--to",
                                "2025-09-05",
                                "--set",
                                "universe.discovery=on"))
                .isEqualTo(2);
        assertThat(shell.errorLines())
                .singleElement()
                .asString()
                .contains("universe.discovery")
                .contains("--symbols");
    }

    private TestingShell plan(String from, String to, String symbols) {
        TestingShell shell = new TestingShell(folder.resolve("home"));
        assertThat(shell.run(arguments(from, to, symbols)))
                .as(shell.errorLines().toString())
                .isZero();
        return shell;
    }

    private String[] arguments(String from, String to, String symbols) {
        return new String[] {
            "backfill",
            "--from",
            from,
            "--to",
            to,
            "--symbols",
            symbols,
            "--plan",
            "--set",
            "archive.market-data=" + folder.resolve("archive/market_data"),
            "--set",
            "archive.asset-contexts=" + folder.resolve("archive/asset_ctxs"),
            "--set",
            "archive.fills=" + folder.resolve("archive"),
            "--set",
            "archive.price-per-gb=1000",
            "--set",
            "lake.path=" + folder.resolve("lake")
        };
    }

    private static String costs(Path... files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        String size =
                bytes < 100_000
                        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
        return String.format(Locale.ROOT, "%d %s %.2f", files.length, size, bytes / 1e6);
    }
}
