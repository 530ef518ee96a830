package dev.candlewick.sources.archive;

import static dev.candlewick.sources.archive.TestingArchive.fill;
import static dev.candlewick.sources.archive.TestingArchive.nodeTrade;
import static dev.candlewick.sources.archive.TestingArchive.numbered;
import static dev.candlewick.sources.archive.TestingArchive.side;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes out of whole archives: events in their order, and what is said of what is missing. */
class ArchiveReadingTest extends ArchiveReadingFixture {

    @Test
    void aWholePeriodIsCoveredAndItsLastBarsClose() throws IOException {
        archive()
                .fillsByBlock("9", numbered(7, "09:59:59.9", fill("BTC", "09:59:59.9", 1, "100")))
                .fillsByBlock(
                        "10",
                        numbered(8, "09:59:59.950", fill("BTC", "09:59:59.950", 2, "101")),
                        numbered(9, "10:30:00", fill("BTC", "10:30:00", 3, "102")))
                .fillsByBlock(
                        "11",
                        numbered(10, "10:59:59.999", fill("BTC", "10:59:59.999", 4, "103")),
                        numbered(11, "11:00:00", fill("BTC", "11:00:00", 5, "9")));

        assertThat(read("10:00:00", "11:00:00", "BTC"))
                .containsExactly(
                        "COVERED BTC 10:00",
                        "TRADE BTC 10:30 3",
                        "TRADE BTC 10:59:59.999 4",
                        "TIME BTC 11:00",
                        "TIME BTC 11:00:02",
                        "ENDED BTC 11:00:02");
    }

    @Test
    void aMissingHourIsAGapFromTheLastBlockBeforeItToTheFirstAfterIt() throws IOException {
        archive()
                .fillsByBlock(
                        "9",
                        numbered(1, "09:00:00"),
                        numbered(2, "09:59:59.7", fill("BTC", "09:59:59.7", 2, "1")))
                .fillsByBlock(
                        "11",
                        numbered(4, "11:00:00.3", fill("BTC", "11:00:00.3", 3, "1")),
                        numbered(5, "12:00:00.1"));

        assertThat(gaps("09:00:00", "12:00:00", "BTC"))
                .containsExactly(
                        "BTC 09:59:59.700-11:00:00.300 FILE/9.lz4 ends at 09:59:59.700;"
                                + " not in the archive; FILE/11.lz4 begins at 11:00:00.300");
    }

    @Test
    void blocksThatAreNotThereAreAGapButSilenceOfTheChainIsNone() throws IOException {
        archive()
                .fillsByBlock(
                        "10",
                        numbered(1, "10:00:00", fill("BTC", "10:00:00", 1, "1")),
                        numbered(2, "10:20:00", fill("BTC", "10:20:00", 2, "1")),
                        numbered(4, "10:20:02", fill("BTC", "10:20:02", 4, "1")),
                        numbered(5, "11:00:01"));

        assertThat(gaps("10:00:00", "11:00:00", "BTC"))
                .containsExactly("BTC 10:20-10:20:02 FILE/10.lz4: block 3 is missing");
    }

    @Test
    void whereNumbersAreLeftOutRegularlyOnlyALongSkipIsAGapAndTheFileSaysSo() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 1_700; i++) {
            int number = i * 2 + (i >= 850 ? 7 : 0);
            String time = seconds(i * 2 + (i >= 850 ? 4 : 0));
            lines.add(numbered(number, time, fill("BTC", time, i + 1, "1")));
        }
        lines.add(numbered(3_406, "11:00:01"));
        archive().fillsByBlock("10", lines.toArray(String[]::new));

        List<String> events = read("10:00:00", "11:00:00", "BTC");

        assertThat(events)
                .filteredOn(event -> event.startsWith("GAP"))
                .containsExactly(
                        "GAP BTC 10:28:18-10:28:24 FILE/10.lz4: blocks 1699 to 1706 are missing");
        assertThat(events)
                .contains(
                        "REJECTED  blocks_left_out1698 block numbers are left out at 1698 places,"
                                + " over 3396000 ms in all, 2000 ms at most");
    }

    @Test
    void aRefusedLineIsAGapBetweenItsNeighbours() throws IOException {
        archive()
                .fillsByBlock(
                        "10",
                        numbered(1, "10:00:00", fill("BTC", "10:00:00", 1, "1")),
                        numbered(2, "10:10:00", fill("BTC", "10:10:00", 2, "1")),
                        numbered(3, "10:10:03", fill("BTC", "10:10:03", 3, "1")).substring(0, 200),
                        numbered(4, "10:10:06", fill("BTC", "10:10:06", 4, "1")),
                        numbered(5, "11:00:00"));
        assertThat(gaps("10:00:00", "11:00:00", "BTC"))
                .containsExactly("BTC 10:10-10:10:06 FILE/10.lz4: a line was refused");

        archive().fillsByBlock("10");
        archive()
                .nodeTrades(
                        "10",
                        nodeTrade("BTC", "10:00:00", 2, "1"),
                        nodeTrade("BTC", "10:00:30", 3, "1"),
                        "{ broken",
                        nodeTrade("ETH", "10:00:30", 4, "1"),
                        nodeTrade("BTC", "10:01:20", 5, "1"));
        assertThat(gaps("10:00:00", "10:01:00", "BTC"))
                .contains("BTC 10:00:30-10:01 FILE/10.lz4: a line was refused");
    }

    @Test
    void linesWithoutNumbersThatPauseForTooLongAreAGap() throws IOException {
        archive()
                .fills(
                        "10",
                        fill("BTC", "10:00:30", 1, "1"),
                        fill("ETH", "10:01:30", 2, "1"),
                        fill("BTC", "10:02:30", 3, "1"),
                        fill("BTC", "10:03:31", 4, "1"),
                        fill("BTC", "10:04:00", 5, "1"),
                        fill("BTC", "10:05:00", 6, "1"));

        assertThat(gaps("10:00:00", "10:05:00", "BTC"))
                .containsExactly(
                        "BTC 10:02:30-10:03:31 FILE/10.lz4: it holds nothing from"
                                + " 10:02:30 to 10:03:31");
    }

    @Test
    void theFillsOfATradeFindEachOtherAcrossTheSeamOfTwoFiles() throws IOException {
        archive()
                .fills(
                        "9",
                        fill("BTC", "09:59:59.1", 1, "1"),
                        side("BTC", "09:59:59.8", 2, "2", false))
                .fills(
                        "10",
                        side("BTC", "09:59:59.8", 2, "2", true),
                        side("BTC", "09:59:59.8", 3, "2", true),
                        fill("BTC", "10:00:00", 4, "2"),
                        fill("BTC", "10:00:31", 5, "2"));

        List<String> events = read("09:59:00", "10:00:30", "BTC");

        assertThat(events)
                .filteredOn(event -> event.startsWith("TRADE"))
                .containsExactly(
                        "TRADE BTC 09:59:59.100 1",
                        "TRADE BTC 09:59:59.800 2",
                        "TRADE BTC 10:00 4");
        assertThat(events)
                .filteredOn(event -> event.startsWith("REJECTED"))
                .containsExactly("REJECTED BTC one_sided_filltid 3: its other side is not there");
        assertThat(events).anyMatch(event -> event.startsWith("GAP BTC 09:59:59.800-10:00 FILE/"));
    }
}
