package dev.candlewick.sources.archive;

import static dev.candlewick.sources.archive.TestingArchive.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveCatalogTest {

    @TempDir Path folder;

    @Test
    void listsWhatMayTouchThePeriodInTheOrderOfTime() throws IOException {
        for (int hour = 7; hour < 14; hour++) {
            archive().fillsByBlock(Integer.toString(hour), "x".repeat(hour));
        }
        archive().contexts("header");

        ArchiveCatalog catalog = list("09:00:00", "11:00:00", "BTC");

        assertThat(catalog.objects())
                .extracting(object -> object.dataset() + " " + object.day() + " " + object.hour())
                .containsExactly(
                        "ASSET_CONTEXTS 20250801 0",
                        "NODE_FILLS_BY_BLOCK 20250801 8",
                        "NODE_FILLS_BY_BLOCK 20250801 9",
                        "NODE_FILLS_BY_BLOCK 20250801 10",
                        "NODE_FILLS_BY_BLOCK 20250801 11");
        assertThat(catalog.bytes())
                .isEqualTo(catalog.objects().stream().mapToLong(ArchiveObject::bytes).sum())
                .isPositive();
        assertThat(catalog.missing()).isEmpty();
        assertThat(catalog.coverage()).isEqualTo(1.0);
    }

    @Test
    void readsNoNeighbourOfAPeriodThatEndsInTheMiddleOfAnHour() throws IOException {
        archive().fills("9").fills("10").fills("11");

        assertThat(list("10:15:00", "10:45:00", "BTC").objects())
                .extracting(ArchiveObject::hour)
                .containsExactly(10);
    }

    @Test
    void takesHoursWithOneDigitOrTwoAndAnyEnding() throws IOException {
        archive()
                .put("node_fills/hourly/20250801/08.lz4", new byte[1])
                .put("node_fills/hourly/20250801/9.jsonl.gz", new byte[1])
                .put("node_fills/hourly/20250801/09.lz4", new byte[1])
                .put("node_fills/hourly/20250801/10", new byte[1])
                .put("node_fills/hourly/20250801/_tmp", new byte[1])
                .put("node_fills/hourly/20250801/24.lz4", new byte[1])
                .put("node_fills/hourly/notes.txt", new byte[1]);

        assertThat(list("08:00:00", "11:00:00", "BTC").objects())
                .extracting(object -> nameOf(object))
                .containsExactly("08.lz4", "09.lz4", "10");
    }

    @Test
    void readsBothGenerationsOfAnHourInWhichOneTookOver() throws IOException {
        archive().nodeTrades("9").nodeTrades("10").fills("10").fills("11");

        assertThat(list("09:00:00", "12:00:00", "BTC").objects())
                .extracting(object -> object.dataset() + " " + object.hour())
                .containsExactly(
                        "NODE_TRADES 9", "NODE_TRADES 10", "NODE_FILLS 10", "NODE_FILLS 11");
    }

    @Test
    void booksStandForTradesOnlyWhereThereAreNone() throws IOException {
        archive()
                .fills("9")
                .books("9", "kPEPE")
                .books("10", "kPEPE")
                .books("10", "KPEPE")
                .books("11", "ETH");

        ArchiveCatalog catalog = list("09:00:00", "12:00:00", "kPEPE", "PURR/USDC");

        assertThat(catalog.objects())
                .extracting(object -> object.dataset() + " " + object.hour() + " " + object.coin())
                .containsExactly("NODE_FILLS 9 null", "MARKET_DATA 10 kPEPE");
        assertThat(catalog.missing())
                .containsExactly(
                        new ArchiveCatalog.MissingSpan(
                                "kPEPE", at("11:00:00"), at("12:00:00"), "trades"),
                        new ArchiveCatalog.MissingSpan(
                                "PURR/USDC", at("10:00:00"), at("12:00:00"), "trades"));
        assertThat(catalog.coverage()).isEqualTo(0.5);
    }

    @Test
    void thePairsOfTheSpotMarketFindTheirFilesHoweverTheSlashIsWritten() throws IOException {
        archive()
                .put("market_data/20250801/9/l2Book/PURR/USDC.lz4", new byte[1])
                .put("market_data/20250801/10/l2Book/PURR%2FUSDC.lz4", new byte[1])
                .put("market_data/20250801/11/l2Book/@107.lz4", new byte[1]);

        assertThat(list("09:00:00", "12:00:00", "PURR/USDC", "@107").objects())
                .extracting(object -> object.hour() + " " + object.coin() + " " + nameOf(object))
                .containsExactly(
                        "9 PURR/USDC USDC.lz4", "10 PURR/USDC PURR%2FUSDC.lz4", "11 @107 @107.lz4");
    }

    @Test
    void booksAreListedBesideTradesOnRequest() throws IOException {
        archive().fills("9").books("09", "BTC");
        ArchiveRequest plain = archive().request("09:00:00", "10:00:00", "BTC");
        ArchiveRequest withBooks =
                new ArchiveRequest(
                        plain.marketData(),
                        null,
                        plain.fills(),
                        plain.from(),
                        plain.to(),
                        plain.symbols(),
                        true);

        assertThat(ArchiveCatalog.list(plain).objects()).hasSize(1);
        assertThat(ArchiveCatalog.list(withBooks).objects()).hasSize(2);
    }

    @Test
    void anArchiveThatIsNotThereIsMissingAltogether() throws IOException {
        ArchiveCatalog catalog = list("09:30:00", "12:00:00", "BTC");

        assertThat(catalog.objects()).isEmpty();
        assertThat(catalog.missing())
                .containsExactly(
                        new ArchiveCatalog.MissingSpan(
                                "BTC", at("09:00:00"), at("12:00:00"), "trades"));
        assertThat(catalog.missingContexts()).hasSize(1);
        assertThat(catalog.coverage()).isZero();
    }

    @Test
    void refusesARequestThatMakesNoSense() {
        assertThatThrownBy(() -> archive().request("10:00:00", "10:00:00", "BTC"))
                .hasMessageContaining("it must begin before it ends");
        assertThatThrownBy(() -> archive().request("10:00:00", "11:00:00"))
                .hasMessageContaining("at least one symbol");
        assertThatThrownBy(() -> new ArchiveRequest(null, null, null, 0, 1, List.of("BTC"), false))
                .hasMessageContaining("the path of at least one of");
    }

    private static String nameOf(ArchiveObject object) {
        return object.path().substring(object.path().lastIndexOf('/') + 1);
    }

    private TestingArchive archive() {
        return new TestingArchive(folder);
    }

    private ArchiveCatalog list(String from, String to, String... symbols) throws IOException {
        return ArchiveCatalog.list(archive().request(from, to, symbols));
    }
}
