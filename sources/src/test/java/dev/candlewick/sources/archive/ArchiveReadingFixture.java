package dev.candlewick.sources.archive;

import static dev.candlewick.sources.archive.TestingArchive.at;
import static dev.candlewick.sources.archive.TestingArchive.block;
import static dev.candlewick.sources.archive.TestingArchive.fill;
import static dev.candlewick.sources.archive.TestingArchive.nodeTrade;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.MidPrice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;

/** Small archives, and what is read of them. */
abstract class ArchiveReadingFixture {

    static final String HOUR_TEN = "node_fills/hourly/20250801/10.lz4";

    @TempDir Path folder;

    static String seconds(int second) {
        return "10:%02d:%02d".formatted(second / 60, second % 60);
    }

    static List<String> shownOf(List<ArchiveRecord> records) {
        return shown(records.stream().flatMap(record -> record.events().stream()).toList());
    }

    static ArchiveSplit serialized(ArchiveSplit split) throws IOException {
        ArchiveSplitSerializer serializer = new ArchiveSplitSerializer();
        ArchiveSplit copy =
                serializer.deserialize(serializer.getVersion(), serializer.serialize(split));
        assertThat(copy).isEqualTo(split);
        return copy;
    }

    static String[] someFills() {
        return IntStream.range(0, 3_000)
                .mapToObj(i -> fill("BTC", time(i), 1_000L + i, "100." + i))
                .toArray(String[]::new);
    }

    static String[] nodeTrades(String prefix) {
        return IntStream.range(0, 3_000)
                .mapToObj(i -> nodeTrade("BTC", prefix + i / 1_000 + "." + 1_000 % 999, i + 2, "1"))
                .toArray(String[]::new);
    }

    static String[] blocks() {
        return IntStream.range(0, 900)
                .mapToObj(
                        i ->
                                block(
                                        time(i),
                                        fill("BTC", time(i), i + 1, "1"),
                                        fill("ETH", time(i), i + 1, "1")))
                .toArray(String[]::new);
    }

    static String time(int millis) {
        return "10:00:0%d.%03d".formatted(millis / 1_000, millis % 1_000);
    }

    TestingArchive archive() {
        return new TestingArchive(folder);
    }

    /** A sound archive but for one file. */
    ArchiveRequest archiveOf(byte[] hourTen) {
        archive()
                .fills("9", fill("BTC", "09:00:00", 1, "1"))
                .put(HOUR_TEN, hourTen)
                .fills("11", fill("BTC", "11:00:00", 2, "1"))
                .fills("12", fill("BTC", "12:00:00", 2, "1"));
        return archive().request("10:00:00", "11:00:00", "BTC");
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    List<String> gaps(String from, String to, String... symbols) throws IOException {
        return read(from, to, symbols).stream()
                .filter(event -> event.startsWith("GAP"))
                .map(event -> event.substring("GAP ".length()))
                .toList();
    }

    List<String> read(String from, String to, String... symbols) throws IOException {
        return shown(ordered(archive().request(from, to, symbols)));
    }

    static List<FeedEvent> ordered(ArchiveRequest request) throws IOException {
        return TestingReader.ordered(TestingReader.events(request));
    }

    static List<String> read(ArchiveRequest request, String symbol) throws IOException {
        assertThat(request.symbols()).containsExactly(symbol);
        return shown(ordered(request));
    }

    static List<String> shown(List<FeedEvent> events) {
        return events.stream()
                .flatMap(ArchiveReadingFixture::oneByOne)
                .map(ArchiveReadingFixture::shown)
                .toList();
    }

    private static Stream<FeedEvent> oneByOne(FeedEvent event) {
        return event.run() == null
                ? Stream.of(event)
                : IntStream.range(0, event.run().length())
                        .mapToObj(i -> FeedEvent.trades(event.run().slice(i, i + 1)));
    }

    static String shown(FeedEvent event) {
        return full(event)
                .replaceAll("file:[^ ]*/", "FILE/")
                .replaceAll("2025-08-01T([0-9:.]*?)(\\.000)?Z", "$1");
    }

    static String full(FeedEvent event) {
        String head = event.kind() + " " + event.symbol() + " ";
        return switch (event.kind()) {
            case TRADE -> head + shown(event.eventTime()) + " " + identity(event);
            case MID -> head + shown(event.eventTime()) + " " + ((MidPrice) event.data()).mid();
            case GAP, PROVEN, UNPROVEN, DOUBTED ->
                    head
                            + shown(event.gap().gapStart())
                            + "-"
                            + (event.gap().gapEnd() == null ? "open" : shown(event.gap().gapEnd()))
                            + " "
                            + event.gap().reason();
            case REJECTED -> head + event.deadLetter().reason() + event.deadLetter().detail();
            case DATA -> head + event.data();
            default -> head + shown(event.eventTime());
        };
    }

    static Object identity(FeedEvent event) {
        return event.trade().tradeId() == null ? event.run().identity(0) : event.trade().tradeId();
    }

    static String shown(long instant) {
        return LocalTime.ofNanoOfDay((instant - at("00:00:00")) * 1_000).toString();
    }
}
