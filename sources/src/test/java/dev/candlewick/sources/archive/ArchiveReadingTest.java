package dev.candlewick.sources.archive;

import static dev.candlewick.sources.archive.TestingArchive.at;
import static dev.candlewick.sources.archive.TestingArchive.block;
import static dev.candlewick.sources.archive.TestingArchive.book;
import static dev.candlewick.sources.archive.TestingArchive.fill;
import static dev.candlewick.sources.archive.TestingArchive.lz4;
import static dev.candlewick.sources.archive.TestingArchive.nodeTrade;
import static dev.candlewick.sources.archive.TestingArchive.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.hyperliquid.ValidationRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What comes out of whole archives: events in their order, and what is said of what is missing. */
class ArchiveReadingTest {

    private static final String HOUR_TEN = "node_fills/hourly/20250801/10.lz4";

    @TempDir Path folder;

    @Test
    void aWholePeriodIsCoveredAndItsLastBarsClose() throws IOException {
        archive()
                .fills("9", fill("BTC", "09:59:59.9", 1, "100"))
                .fills(
                        "10",
                        fill("BTC", "09:59:59.950", 2, "101"),
                        fill("BTC", "10:30:00", 3, "102"))
                .fills("11", fill("BTC", "10:59:59.999", 4, "103"), fill("BTC", "11:00:00", 5, "9"))
                .fills("12", fill("BTC", "12:00:00", 6, "9"));

        assertThat(read("10:00:00", "11:00:00", "BTC"))
                .containsExactly(
                        "COVERED BTC 10:00",
                        "TRADE BTC 10:30 3",
                        "TIME BTC 11:00",
                        "TRADE BTC 10:59:59.999 4",
                        "TIME BTC 11:00:02",
                        "ENDED BTC 11:00:02");
    }

    @Test
    void aMissingHourIsAGapFromTheTailOfTheHourBefore() throws IOException {
        archive()
                .fills("9", fill("BTC", "09:00:00", 1, "1"), fill("BTC", "09:59:59", 2, "1"))
                .fills("11", fill("BTC", "11:00:00", 3, "1"), fill("BTC", "11:59:59", 4, "1"))
                .fills("12", fill("BTC", "12:00:00", 5, "1"));

        assertThat(gaps("09:00:00", "12:00:00", "BTC", "ETH"))
                .containsExactly(
                        "BTC 09:59:59-11:00 not in the archive",
                        "ETH 09:59:59-11:00 not in the archive");
    }

    @Test
    void aFileBesideAHoleThatBeginsOrEndsInItsMiddleSaysSo() throws IOException {
        archive()
                .fills("9", fill("ETH", "09:20:00", 1, "1"), fill("BTC", "09:30:00", 2, "1"))
                .fills("10", fill("BTC", "10:00:00", 3, "1"), fill("ETH", "10:40:00", 4, "1"));

        assertThat(gaps("09:00:00", "11:00:00", "BTC"))
                .extracting(gap -> gap.replaceAll("file:.*/", ""))
                .containsExactlyInAnyOrder(
                        "BTC 09:00-09:20 9.lz4 begins at 2025-08-01T09:20:00Z",
                        "BTC 10:40-11:00 10.lz4 ends at 2025-08-01T10:40:00Z",
                        "BTC 10:59:59-11:00 not in the archive");
    }

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
                    .singleElement()
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
        archive()
                .fills("9", fill("BTC", "09:00:00", 1, "1"), fill("ETH", "09:59:59.5", 2, "1"))
                .books(
                        "10",
                        "BTC",
                        book("BTC", "09:59:59.9", "1", "3"),
                        book("BTC", "10:00:00.5", "100", "101"),
                        book("BTC", "10:59:59", "102", "103"))
                .fills("11", fill("BTC", "10:59:59.9", 3, "1"), fill("BTC", "11:00:01", 4, "1"))
                .fills("12");

        assertThat(read("09:00:00", "11:30:00", "BTC"))
                .containsExactly(
                        "COVERED BTC 09:00",
                        "TRADE BTC 09:00 1",
                        "TIME BTC 10:00",
                        "GAP BTC 09:59:59-10:00 not in the archive",
                        "MID BTC 10:00:00.500 100.5",
                        "MID BTC 10:59:59 102.5",
                        "TIME BTC 11:00",
                        "TRADE BTC 11:00:01 4",
                        "TIME BTC 11:30:02",
                        "ENDED BTC 11:30:02");
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

        assertThat(events(archive().request("10:00:00", "11:00:00", "BTC")))
                .filteredOn(event -> event.data() != null)
                .extracting(event -> event.data().context().funding())
                .containsExactly(new BigDecimal("2"));
    }

    @Test
    void readingGoesOnFromAnyCheckpoint() throws IOException {
        archive()
                .nodeTrades("9", nodeTrades("09:00:0"))
                .fillsByBlock("10", blocks())
                .contexts("time,coin,funding", "2025-08-01T09:00:00Z,BTC,1");
        ArchiveRequest request = archive().request("09:00:00", "10:30:00", "BTC");
        List<String> expected = shown(events(request));
        for (ArchiveSplit split : ArchivePlan.of(ArchiveCatalog.list(request))) {
            List<String> whole = new ArrayList<>();
            List<ArchiveSplit> checkpoints = new ArrayList<>();
            List<Integer> told = new ArrayList<>();
            try (StepReader reader = open(split, request)) {
                ArchiveRecord record;
                do {
                    record = reader.next();
                    record.events().forEach(event -> whole.add(shown(event)));
                    checkpoints.add(serialized(record.reached()));
                    told.add(whole.size());
                } while (!record.reached().position().isEnded());
            }
            assertThat(expected).containsAll(whole);
            for (int i = 0; i < checkpoints.size() - 1; i++) {
                List<String> rest = new ArrayList<>();
                readTo(checkpoints.get(i), request, rest);
                assertThat(rest).isEqualTo(whole.subList(told.get(i), whole.size()));
            }
        }
    }

    private static ArchiveSplit serialized(ArchiveSplit split) throws IOException {
        ArchiveSplitSerializer serializer = new ArchiveSplitSerializer();
        ArchiveSplit copy =
                serializer.deserialize(serializer.getVersion(), serializer.serialize(split));
        assertThat(copy).isEqualTo(split);
        return copy;
    }

    private static String[] someFills() {
        return IntStream.range(0, 3_000)
                .mapToObj(i -> fill("BTC", time(i), 1_000L + i, "100." + i))
                .toArray(String[]::new);
    }

    private static String[] nodeTrades(String prefix) {
        return IntStream.range(0, 3_000)
                .mapToObj(i -> nodeTrade("BTC", prefix + i / 1_000 + "." + 1_000 % 999, i + 2, "1"))
                .toArray(String[]::new);
    }

    private static String[] blocks() {
        return IntStream.range(0, 900)
                .mapToObj(
                        i ->
                                block(
                                        time(i),
                                        fill("BTC", time(i), i + 1, "1"),
                                        fill("ETH", time(i), i + 1, "1")))
                .toArray(String[]::new);
    }

    private static String time(int millis) {
        return "10:00:0%d.%03d".formatted(millis / 1_000, millis % 1_000);
    }

    private TestingArchive archive() {
        return new TestingArchive(folder);
    }

    /** A sound archive but for one file. */
    private ArchiveRequest archiveOf(byte[] hourTen) {
        archive()
                .fills("9", fill("BTC", "09:00:00", 1, "1"))
                .put(HOUR_TEN, hourTen)
                .fills("11", fill("BTC", "11:00:00", 2, "1"))
                .fills("12", fill("BTC", "12:00:00", 2, "1"));
        return archive().request("10:00:00", "11:00:00", "BTC");
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private List<String> gaps(String from, String to, String... symbols) throws IOException {
        return read(from, to, symbols).stream()
                .filter(event -> event.startsWith("GAP"))
                .map(event -> event.substring("GAP ".length()))
                .toList();
    }

    private List<String> read(String from, String to, String... symbols) throws IOException {
        return shown(events(archive().request(from, to, symbols)));
    }

    private static List<String> read(ArchiveRequest request, String symbol) throws IOException {
        assertThat(request.symbols()).containsExactly(symbol);
        return shown(events(request));
    }

    /** One step after another, which is what a single reader does. */
    private static List<FeedEvent> events(ArchiveRequest request) throws IOException {
        List<FeedEvent> events = new ArrayList<>();
        for (ArchiveSplit split : ArchivePlan.of(ArchiveCatalog.list(request))) {
            try (StepReader reader = open(split, request)) {
                ArchiveRecord record;
                do {
                    record = reader.next();
                    events.addAll(record.events());
                } while (!record.reached().position().isEnded());
            }
        }
        return events;
    }

    private static void readTo(ArchiveSplit split, ArchiveRequest request, List<String> out)
            throws IOException {
        try (StepReader reader = open(split, request)) {
            ArchiveRecord record;
            do {
                record = reader.next();
                record.events().forEach(event -> out.add(shown(event)));
            } while (!record.reached().position().isEnded());
        }
    }

    private static StepReader open(ArchiveSplit split, ArchiveRequest request) {
        ArchiveStatus status = new ArchiveStatus(request, 2_000_000);
        return split.kind() == ArchiveSplit.Kind.OBJECT
                ? new ObjectReader(
                        split,
                        status,
                        new ValidationRules(new BigDecimal("1000000"), true),
                        new Pause(),
                        new ArchiveProgress())
                : StepReader.ofStatus(split, status);
    }

    private static List<String> shown(List<FeedEvent> events) {
        return events.stream().map(ArchiveReadingTest::shown).toList();
    }

    private static String shown(FeedEvent event) {
        String head = event.kind() + " " + event.symbol() + " ";
        return switch (event.kind()) {
            case TRADE -> head + shown(event.eventTime()) + " " + identity(event);
            case MID -> head + shown(event.eventTime()) + " " + event.data().mid().mid();
            case GAP ->
                    head
                            + shown(event.gap().gapStart())
                            + "-"
                            + shown(event.gap().gapEnd())
                            + " "
                            + event.gap().reason();
            case REJECTED -> head + event.deadLetter().reason() + event.deadLetter().detail();
            case DATA -> head + event.data();
            default -> head + shown(event.eventTime());
        };
    }

    private static Object identity(FeedEvent event) {
        return event.trade().tradeId() == null ? event.detail() : event.trade().tradeId();
    }

    private static String shown(long instant) {
        return LocalTime.ofNanoOfDay((instant - at("00:00:00")) * 1_000).toString();
    }
}
