package dev.candlewick.sources.archive;

import static dev.candlewick.sources.archive.TestingArchive.at;
import static dev.candlewick.sources.archive.TestingArchive.book;
import static dev.candlewick.sources.archive.TestingArchive.fill;
import static dev.candlewick.sources.archive.TestingArchive.lz4;
import static dev.candlewick.sources.archive.TestingArchive.numbered;
import static dev.candlewick.sources.archive.TestingArchive.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.BookSnapshot;
import dev.candlewick.functions.model.FeedEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How objects are stored and damaged, data sets besides trades, and restarts. */
class ArchiveStorageTest extends ArchiveReadingFixture {

    @Test
    void everyKindOfStorageGivesTheSame() throws IOException {
        byte[] content = text(someFills());
        List<String> expected = read(archiveOf(content), "BTC");

        assertThat(expected).hasSize(3_000 + 4);
        assertThat(read(archiveOf(lz4(content)), "BTC")).isEqualTo(expected);
        assertThat(read(archiveOf(gzip(content)), "BTC")).isEqualTo(expected);
        assertThat(
                        read(
                                archiveOf(
                                        joined(
                                                lz4(Arrays.copyOf(content, 99_999)),
                                                lz4(
                                                        Arrays.copyOfRange(
                                                                content, 99_999, content.length)))),
                                "BTC"))
                .isEqualTo(expected);
    }

    @Test
    void damageIsAGapOfTheWholeHourAndKeepsWhatCameBefore() throws IOException {
        byte[] sound = lz4(text(someFills()));
        byte[] truncated = Arrays.copyOf(sound, sound.length / 2);
        byte[] flipped = sound.clone();
        flipped[sound.length / 2] ^= 0x40;
        byte[] wrongSum = sound.clone();
        wrongSum[sound.length - 1] ^= 0x40;
        byte[] zipped = gzip(text(someFills()));
        byte[] truncatedZip = Arrays.copyOf(zipped, zipped.length / 2);

        for (byte[] damaged : List.of(truncated, flipped, wrongSum, truncatedZip)) {
            List<String> events = read(archiveOf(damaged), "BTC");
            assertThat(events)
                    .filteredOn(event -> event.startsWith("GAP"))
                    .last()
                    .asString()
                    .startsWith("GAP BTC 10:00-11:00")
                    .contains("10.lz4 is damaged: ");
            assertThat(events).filteredOn(event -> event.startsWith("TRADE")).isNotEmpty();
            assertThat(events)
                    .filteredOn(event -> event.startsWith("REJECTED"))
                    .anyMatch(event -> event.contains("damaged_file"));
            assertThat(events).endsWith("TIME BTC 11:00:02", "ENDED BTC 11:00:02");
        }
    }

    @Test
    void anyByteMayBeWrongWithoutAnythingWorseThanDamage() throws IOException {
        byte[] sound = lz4(text(Arrays.copyOf(someFills(), 20)), FLG.Bits.BLOCK_INDEPENDENCE);
        for (int i = 0; i < sound.length; i += 7) {
            byte[] wrong = sound.clone();
            wrong[i] ^= (byte) 0x81;
            assertThat(read(archiveOf(wrong), "BTC"))
                    .endsWith("TIME BTC 11:00:02", "ENDED BTC 11:00:02");
        }
    }

    @Test
    void anEmptyObjectIsAGap() throws IOException {
        for (byte[] empty : List.of(new byte[0], lz4(new byte[0]), new byte[] {'\n'})) {
            assertThat(read(archiveOf(empty), "BTC"))
                    .anyMatch(event -> event.startsWith("GAP BTC 10:00-11:00"));
        }
    }

    @Test
    @Timeout(60)
    void aBombEndsAsAReasonInBoundedMemory() throws IOException {
        byte[] line = text(someFills()[0]);
        byte[] endless = joined(line, new byte[64 * 1024 * 1024]);
        byte[] rubbish = joined(line, "x\n".repeat(500_000).getBytes(StandardCharsets.US_ASCII));

        assertThat(read(archiveOf(lz4(endless)), "BTC"))
                .anyMatch(event -> event.contains("a line without end"))
                .anyMatch(event -> event.startsWith("TRADE"));
        assertThat(read(archiveOf(gzip(rubbish)), "BTC"))
                .anyMatch(event -> event.contains("more than 1000 of its lines were refused"))
                .hasSizeLessThan(1_100);
    }

    @Test
    void midPricesStandWhereTradesAreMissing() throws IOException {
        List<String> books = new ArrayList<>();
        books.add(book("BTC", "09:59:59.9", "1", "3"));
        for (int i = 0; i < 60; i++) {
            books.add(book("BTC", "10:%02d:00.5".formatted(i), "100", "10" + i % 2));
        }
        archive()
                .fillsByBlock(
                        "9",
                        numbered(1, "09:00:00", fill("BTC", "09:00:00", 1, "1")),
                        numbered(2, "09:59:59.5", fill("ETH", "09:59:59.5", 2, "1")))
                .books("10", "BTC", books.toArray(String[]::new))
                .fillsByBlock(
                        "11",
                        numbered(4, "10:59:59.9", fill("BTC", "10:59:59.9", 3, "1")),
                        numbered(5, "11:00:01", fill("BTC", "11:00:01", 4, "1")),
                        numbered(6, "11:30:00"));

        List<String> events = read("09:00:00", "11:30:00", "BTC");

        assertThat(events)
                .filteredOn(event -> !event.startsWith("MID"))
                .containsExactly(
                        "COVERED BTC 09:00",
                        "TRADE BTC 09:00 1",
                        "GAP BTC 09:59:59.500-10:00 FILE/9.lz4 ends at 09:59:59.500",
                        "TIME BTC 11:00",
                        "TRADE BTC 11:00:01 4",
                        "TIME BTC 11:30:02",
                        "ENDED BTC 11:30:02");
        assertThat(events)
                .filteredOn(event -> event.startsWith("MID"))
                .hasSize(60)
                .startsWith("MID BTC 10:00:00.500 100.0", "MID BTC 10:01:00.500 100.5");
    }

    @Test
    void booksBesideTradesMoveNoBarAndHoldNothingBack() throws IOException {
        archive()
                .fills("9", fill("ETH", "09:59:59", 1, "1"))
                .fills("10", fill("ETH", "10:00:00", 2, "1"))
                .fills("11", fill("ETH", "11:00:00", 3, "1"))
                .books("10", "BTC", book("BTC", "10:00:00.5", "1", "2"));
        ArchiveRequest plain = archive().request("09:00:00", "11:00:00", "BTC");
        ArchiveRequest withBooks =
                new ArchiveRequest(
                        plain.marketData(),
                        null,
                        plain.fills(),
                        plain.from(),
                        plain.to(),
                        plain.symbols(),
                        true);

        List<FeedEvent> events = TestingReader.events(withBooks);

        assertThat(events)
                .filteredOn(event -> event.data() != null)
                .extracting(event -> ((BookSnapshot) event.data()).bookTime())
                .containsExactly(at("10:00:00") + 500_000);
        assertThat(events).noneMatch(event -> event.kind() == FeedEvent.Kind.MID);
        assertThat(shown(events)).filteredOn("TIME BTC 10:00"::equals).hasSize(2);
    }

    @Test
    void figuresOfAssetsComeWithTheirOwnTime() throws IOException {
        archive()
                .contexts(
                        "time,coin,funding",
                        "2025-08-01T09:59:00Z,BTC,1",
                        "2025-08-01T10:00:00Z,BTC,2",
                        "2025-08-01T10:00:00Z,ETH,3",
                        "2025-08-01T11:00:00Z,BTC,4");

        assertThat(ordered(archive().request("10:00:00", "11:00:00", "BTC")))
                .filteredOn(event -> event.data() != null)
                .extracting(event -> ((AssetContext) event.data()).funding())
                .containsExactly(new BigDecimal("2"));
    }

    @Test
    void readingGoesOnFromAnyCheckpoint() throws IOException {
        archive()
                .nodeTrades("9", nodeTrades("09:00:0"))
                .fillsByBlock("10", blocks())
                .contexts("time,coin,funding", "2025-08-01T09:00:00Z,BTC,1");
        ArchiveRequest request = archive().request("09:00:00", "10:30:00", "BTC");
        List<String> expected = shown(TestingReader.events(request));
        for (ArchiveSplit split : ArchivePlan.of(ArchiveCatalog.list(request))) {
            List<ArchiveRecord> whole = TestingReader.read(split, request);
            assertThat(expected).containsAll(shownOf(whole));
            for (int i = 0; i < whole.size() - 1; i++) {
                ArchiveSplit checkpoint = serialized(whole.get(i).reached());
                assertThat(shownOf(TestingReader.read(checkpoint, request)))
                        .isEqualTo(shownOf(whole.subList(i + 1, whole.size())));
            }
        }
    }
}
