package dev.candlewick.sources.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.hyperliquid.wire.Recordings;
import dev.candlewick.sources.recording.RecordingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Recordings that are damaged, and restarts. */
class DamagedRecordingsTest extends RecordedFilesFixture {

    @Test
    void damageEndsAFileWithADeadLetterAndALoss() throws IOException {
        RecordingBuilder long1 = new RecordingBuilder().at(1);
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            long1.trade("BTC", random.nextLong() >>> 10, 0.5);
        }
        Path whole = Path.of(long1.gzipTo(folder.resolve("whole.gz")));
        byte[] half = Arrays.copyOf(Files.readAllBytes(whole), (int) Files.size(whole) / 2);
        String damaged = Files.write(folder.resolve("damaged.gz"), half).toString();

        List<FeedEvent> events = play(damaged);

        assertThat(trades(events)).hasSizeBetween(5_000, 15_000);
        assertThat(events)
                .extracting(event -> event.kind().name())
                .endsWith("DISCONNECTED", "GAP", "REJECTED", "ENDED");
        assertThat(events)
                .filteredOn(event -> event.deadLetter() != null)
                .last()
                .satisfies(
                        event -> {
                            assertThat(event.deadLetter().reason()).isEqualTo("damaged_file");
                            assertThat(event.deadLetter().source()).isEqualTo(damaged);
                        });
    }

    @Test
    void aWrongChecksumMakesAllOfAFileDoubtful() throws IOException {
        String damaged =
                withWrongChecksum(
                        new RecordingBuilder()
                                .at(1)
                                .trade("BTC", 1, 0.5)
                                .at(70)
                                .trade("BTC", 2, 69.5)
                                .at(71)
                                .trade("BTC", 3, 70.5)
                                .gzipTo(folder.resolve("damaged.gz")));
        String sound =
                tape(
                        "sound",
                        new RecordingBuilder()
                                .at(72)
                                .trade("BTC", 4, 71.5)
                                .at(73)
                                .book("BTC", 72.9));

        List<FeedEvent> events = play(damaged, sound);

        assertThat(story(events, "BTC"))
                .filteredOn(told -> told.startsWith("TRADE") || told.startsWith("GAP"))
                .containsExactly(
                        "TRADE 0.5",
                        "GAP 0.5 …",
                        "TRADE 69.5",
                        "TRADE 70.5",
                        "GAP 0.5 71.501",
                        "TRADE 71.5");
        assertThat(events)
                .filteredOn(event -> event.deadLetter() != null)
                .singleElement()
                .satisfies(
                        event ->
                                assertThat(event.deadLetter().detail())
                                        .contains("checksum")
                                        .contains("all of it is doubted"));
        assertThat(events)
                .filteredOn(event -> event.gap() != null)
                .first()
                .satisfies(event -> assertThat(event.gap().reason()).contains("damaged.gz"));
    }

    @Test
    void aDoubtfulFileIsDoubtedAfterARestartToo() throws IOException {
        Path whole = Path.of(eventful("one", 1));
        Path stored = folder.resolve("one.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(stored))) {
            Files.copy(whole, out);
        }
        List<String> files = List.of(withWrongChecksum(stored.toString()), eventful("two", 2));
        List<String> uninterrupted = described(play(files.toArray(String[]::new)));

        for (int frames = 0; frames < 100; frames += 7) {
            assertSame(uninterrupted, described(playWithRestartAfter(frames, files)), frames);
        }
    }

    @Test
    void aByteOrderMarkAtTheStartIsSkipped() throws IOException {
        for (RecordingBuilder tape :
                List.of(
                        new RecordingBuilder().at(1).trade("BTC", 1, 0.5),
                        new RecordingBuilder().trade("BTC", 1, 0.5))) {
            byte[] text = tape.bytes();
            byte[] marked = new byte[text.length + 3];
            System.arraycopy(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, 0, marked, 0, 3);
            System.arraycopy(text, 0, marked, 3, text.length);
            Path file = Files.write(folder.resolve("marked"), marked);

            assertThat(described(play(file.toString())))
                    .isEqualTo(described(play(tape("plain", tape))))
                    .isNotEmpty();
        }
    }

    @Test
    void aRecordedTapeIsTakenWhole() throws IOException {
        Path tape = folder.resolve(Recordings.BTC_TAPE);
        try (InputStream recorded = Recordings.class.getResourceAsStream(Recordings.BTC_TAPE)) {
            Files.copy(recorded, tape);
        }

        List<FeedEvent> events = play(tape.toString());

        assertThat(trades(events)).hasSize(64).doesNotHaveDuplicates();
        assertThat(events)
                .extracting(FeedEvent::kind)
                .doesNotContain(FeedEvent.Kind.REJECTED, FeedEvent.Kind.GAP)
                .startsWith(FeedEvent.Kind.DATA, FeedEvent.Kind.DATA, FeedEvent.Kind.COVERED)
                .endsWith(FeedEvent.Kind.ENDED);
    }

    @Test
    void aMissingFileStopsEverything() {
        assertThatThrownBy(() -> play(folder.resolve("missing").toString()))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void atAnyFrameARestartChangesNothing() throws IOException {
        List<String> files = List.of(eventful("one", 1), eventful("two", 2), eventful("three", 3));
        List<String> whole = described(play(files.toArray(String[]::new)));
        assertThat(whole).hasSizeGreaterThan(200);

        for (int frames = 0; frames < 120; frames++) {
            assertSame(whole, described(playWithRestartAfter(frames, files)), frames);
        }
    }

    @Test
    void atAnyFrameARestartChangesNothingWithoutReceiveTimes() throws IOException {
        String untimed =
                tape(
                        "untimed",
                        new RecordingBuilder()
                                .trade("BTC", 1, 5)
                                .line("rubbish")
                                .trade("ETH", 2, 7));
        List<String> files = List.of(untimed, eventful("timed", 1));
        List<String> whole = described(play(files.toArray(String[]::new)));

        for (int frames = 0; frames < 40; frames++) {
            assertSame(whole, described(playWithRestartAfter(frames, files)), frames);
        }
    }
}
