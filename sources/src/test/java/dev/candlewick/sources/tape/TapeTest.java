package dev.candlewick.sources.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.hyperliquid.PackedFrames;
import dev.candlewick.sources.hyperliquid.Recordings;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the frames of one or several files become, in which order, and again after a restart. */
class TapeTest {

    private static final long OUT_OF_ORDERNESS = 2_000_000;
    private static final long START = TapeBuilder.START_MILLIS * 1_000;
    private static final BigDecimal MAX_PRICE = new BigDecimal("1e9");

    @TempDir Path folder;

    @Test
    void filesWithReceiveTimesAreMerged() throws IOException {
        String one =
                tape(
                        "one",
                        new TapeBuilder().at(1).trade("BTC", 1, 0.5).at(3).trade("BTC", 3, 2.5));
        String two =
                tape(
                        "two",
                        new TapeBuilder().at(2).trade("ETH", 2, 1.5).at(3).trade("ETH", 4, 2.5));

        assertThat(trades(play(one, two))).containsExactly("BTC 1", "ETH 2", "BTC 3", "ETH 4");
        assertThat(trades(play(two, one))).containsExactly("BTC 1", "ETH 2", "ETH 4", "BTC 3");
    }

    @Test
    void filesWithoutReceiveTimesFollowEachOther() throws IOException {
        String one = tape("one", new TapeBuilder().trade("BTC", 1, 5).trade("BTC", 2, 7));
        String two = tape("two", new TapeBuilder().at(1).trade("ETH", 3, 0.5));

        assertThat(trades(play(one, two))).containsExactly("BTC 1", "BTC 2", "ETH 3");
        assertThat(trades(play(two, one))).containsExactly("ETH 3", "BTC 1", "BTC 2");
    }

    @Test
    void withoutReceiveTimesTheNewestExchangeTimeIsTheClock() throws IOException {
        String tape =
                tape(
                        "tape",
                        new TapeBuilder()
                                .trade("BTC", 1, 5)
                                .trade("ETH", 2, 3)
                                .line("rubbish")
                                .trade("BTC", 3, 8));

        assertThat(play(tape))
                .filteredOn(event -> event.trade() != null || event.deadLetter() != null)
                .extracting(event -> seconds(event.receivedAt()))
                .containsExactly("5.0", "5.0", "5.0", "8.0");
    }

    @Test
    void aPauseInTheReceiveTimesCarriesTimeThroughSilence() throws IOException {
        String tape =
                tape(
                        "tape",
                        new TapeBuilder()
                                .at(1)
                                .trade("ETH", 1, 0.5)
                                .at(1.05)
                                .trade("BTC", 2, 0.9)
                                .at(60)
                                .trade("BTC", 3, 59.8)
                                .at(60.2)
                                .trade("BTC", 4, 60));

        // ETH was last heard of at 0.5, received at 1; at 60 the recorder had nothing left.
        assertThat(story(play(tape), "ETH"))
                .containsExactly(
                        "COVERED 0.501",
                        "TRADE 0.5",
                        "TIME 0.5",
                        "TIME 0.55",
                        "TIME 59.5",
                        "ENDED");
    }

    @Test
    void whatANetworkHeldUpIsNotLeftBehind() throws IOException {
        String tape =
                tape(
                        "tape",
                        new TapeBuilder()
                                .at(1)
                                .trade("ETH", 1, 0.5)
                                .at(60)
                                .trade("BTC", 2, 57)
                                .at(60.5)
                                .trade("ETH", 3, 57.1)
                                .at(60.6)
                                .trade("BTC", 4, 60.2));

        // ETH could be at 59.5, were it not that BTC was then known up to 57 only.
        assertThat(story(play(tape), "ETH"))
                .containsExactly(
                        "COVERED 0.501",
                        "TRADE 0.5",
                        "TIME 0.5",
                        "TIME 0.5",
                        "TIME 57.0",
                        "TRADE 57.1",
                        "ENDED");
    }

    @Test
    void aBurstProvesNothingAboutTheSilenceBeforeIt() throws IOException {
        String tape =
                tape(
                        "tape",
                        new TapeBuilder()
                                .at(1)
                                .trade("ETH", 1, 0.5)
                                .at(60)
                                .trade("BTC", 2, 10)
                                .at(60.01)
                                .trade("BTC", 3, 59)
                                .at(60.02)
                                .trade("ETH", 4, 11));

        assertThat(story(play(tape), "ETH"))
                .containsExactly(
                        "COVERED 0.501",
                        "TRADE 0.5",
                        "TIME 0.5",
                        "TIME 0.5",
                        "TRADE 11.0",
                        "ENDED");
    }

    @Test
    void aLostConnectionIsToldAndItsGapFound() throws IOException {
        String tape =
                tape(
                        "tape",
                        new TapeBuilder()
                                .at(1)
                                .acknowledgement("BTC")
                                .trade("BTC", 1, 0.5)
                                .closed("reset")
                                .at(9)
                                .acknowledgement("BTC")
                                .book("BTC", 8.9)
                                .trade("BTC", 7, 8.5));

        assertThat(story(play(tape), "BTC"))
                .containsExactly(
                        "SUBSCRIBED",
                        "COVERED 0.501",
                        "TRADE 0.5",
                        "DISCONNECTED",
                        "GAP 0.5 …",
                        "SUBSCRIBED",
                        "WAITING",
                        "DATA",
                        "GAP 0.5 8.501",
                        "TRADE 8.5",
                        "ENDED");
    }

    @Test
    void anotherFileCannotMoveTimeOnceTheTradesHaveEnded() throws IOException {
        String trades = tape("trades", new TapeBuilder().at(1).trade("BTC", 1, 0.5));
        String books =
                tape("books", new TapeBuilder().at(0.9).book("BTC", 0.4).at(30).book("BTC", 29.5));

        assertThat(story(play(trades, books), "BTC"))
                .containsExactly("DATA", "COVERED 0.501", "TRADE 0.5", "TIME 0.5", "DATA", "ENDED");
    }

    @Test
    void filesThatFollowCloselyAreOneRecording() throws IOException {
        String one = tape("one", new TapeBuilder().at(1).trade("BTC", 1, 0.5));
        String two = tape("two", new TapeBuilder().at(2).trade("BTC", 2, 1.5));

        assertThat(story(play(one, two), "BTC"))
                .containsExactly(
                        "COVERED 0.501", "TRADE 0.5", "TIME 0.5", "TRADE 1.5", "TIME 1.5", "ENDED");
    }

    @Test
    void aFileThatGoesOnRecordingTakesSymbolsOverThatDoNotTrade() throws IOException {
        String one = tape("one", new TapeBuilder().at(1).recording("BTC").trade("BTC", 1, 0.5));
        String two = tape("two", new TapeBuilder().at(2).recording("BTC").at(30).book("BTC", 29.5));

        assertThat(story(play(one, two), "BTC"))
                .contains("TIME 29.5")
                .doesNotContain("DISCONNECTED")
                .endsWith("ENDED");
    }

    @Test
    void aConnectionThatIsOpenedEndsTheOneOfAKilledRecorder() throws IOException {
        String one = tape("one", new TapeBuilder().at(1).recording("BTC").trade("BTC", 1, 0.5));
        String two =
                tape(
                        "two",
                        new TapeBuilder()
                                .at(9)
                                .recording("BTC")
                                .opened()
                                .acknowledgement("BTC")
                                .trade("BTC", 7, 8.5));

        assertThat(story(play(one, two), "BTC"))
                .containsSubsequence(
                        "TRADE 0.5",
                        "DISCONNECTED",
                        "CONNECTED",
                        "SUBSCRIBED",
                        "GAP 0.5 8.501",
                        "TRADE 8.5");
    }

    @Test
    void aMissingFileBetweenTwoIsAGap() throws IOException {
        String one = tape("one", new TapeBuilder().at(1).trade("BTC", 1, 0.5));
        String two = tape("two", new TapeBuilder().at(3601).trade("BTC", 2, 3600.5));

        assertThat(story(play(one, two), "BTC"))
                .containsSubsequence("DISCONNECTED", "GAP 0.5 3600.501", "TRADE 3600.5");
    }

    @Test
    void damageEndsAFileWithADeadLetterAndALoss() throws IOException {
        TapeBuilder long1 = new TapeBuilder().at(1);
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
                .isInstanceOf(TapeException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void atAnyFrameARestartChangesNothing() throws IOException {
        List<String> files = List.of(eventful("one", 1), eventful("two", 2), eventful("three", 3));
        List<String> whole = told(play(files.toArray(String[]::new)));
        assertThat(whole).hasSizeGreaterThan(200);

        for (int frames = 0; frames < 120; frames++) {
            assertSame(whole, told(playWithRestartAfter(frames, files)), frames);
        }
    }

    @Test
    void atAnyFrameARestartChangesNothingWithoutReceiveTimes() throws IOException {
        String untimed =
                tape(
                        "untimed",
                        new TapeBuilder().trade("BTC", 1, 5).line("rubbish").trade("ETH", 2, 7));
        List<String> files = List.of(untimed, eventful("timed", 1));
        List<String> whole = told(play(files.toArray(String[]::new)));

        for (int frames = 0; frames < 40; frames++) {
            assertSame(whole, told(playWithRestartAfter(frames, files)), frames);
        }
    }

    /** Shows the first difference only. */
    private static void assertSame(List<String> whole, List<String> restarted, int frames) {
        int same = 0;
        while (same < Math.min(whole.size(), restarted.size())
                && whole.get(same).equals(restarted.get(same))) {
            same++;
        }
        assertThat(restarted.subList(same, Math.min(same + 1, restarted.size())))
                .as("event %d with a restart after frame %d", same, frames)
                .isEqualTo(whole.subList(same, Math.min(same + 1, whole.size())));
    }

    /** A tape on which everything happens in some order that depends on the seed. */
    private String eventful(String name, int seed) throws IOException {
        Random random = new Random(seed);
        TapeBuilder tape = new TapeBuilder();
        double now = seed * 20.0;
        for (int i = 0; i < 80; i++) {
            now += random.nextInt(6) == 0 ? 1.5 : 0.05;
            String symbol = List.of("BTC", "ETH", "SOL").get(random.nextInt(3));
            tape.at(now);
            switch (random.nextInt(14)) {
                case 12, 13 -> tape.line(PackedFrames.of(change(symbol, random)));
                case 0 -> tape.closed("reset");
                case 1 -> tape.acknowledgement(symbol);
                case 2 -> tape.line("rubbish");
                case 3, 4, 5 -> tape.book(symbol, now - 0.3);
                default -> tape.trade(symbol, random.nextInt(60), now - 0.4);
            }
        }
        return tape(name, tape);
    }

    /** What it means depends on what was told before. */
    private static String change(String symbol, Random random) {
        return "{\"%s\":{\"%s\":\"%d\"}}"
                .formatted(
                        symbol, random.nextBoolean() ? "markPx" : "midPx", 1 + random.nextInt(99));
    }

    private String tape(String name, TapeBuilder tape) throws IOException {
        return tape.writeTo(folder.resolve(name));
    }

    private static List<FeedEvent> play(String... files) throws IOException {
        List<FeedEvent> events = new ArrayList<>();
        play(TapeSplit.of(List.of(files)), Integer.MAX_VALUE, events);
        return events;
    }

    private static List<FeedEvent> playWithRestartAfter(int frames, List<String> files)
            throws IOException {
        List<FeedEvent> events = new ArrayList<>();
        TapeSplit reached = play(TapeSplit.of(files), frames, events);
        TapeSplitSerializer serializer = new TapeSplitSerializer();
        TapeSplit restored =
                serializer.deserialize(serializer.getVersion(), serializer.serialize(reached));
        play(restored, Integer.MAX_VALUE, events);
        return events;
    }

    private static TapeSplit play(TapeSplit split, int records, List<FeedEvent> events)
            throws IOException {
        TapeFeeds feeds = new TapeFeeds(split, OUT_OF_ORDERNESS);
        try (Tape tape = Tape.open(split, MAX_PRICE, new TapeProgress())) {
            for (int i = 0; i < records; i++) {
                TapeRecord record = tape.next();
                if (record == null) {
                    break;
                }
                feeds.accept(record, events::add);
            }
        }
        return feeds.snapshot();
    }

    private static List<String> trades(List<FeedEvent> events) {
        return events.stream()
                .filter(event -> event.trade() != null)
                .map(event -> event.symbol() + " " + event.trade().tradeId())
                .toList();
    }

    private static List<String> story(List<FeedEvent> events, String symbol) {
        return events.stream()
                .filter(event -> event.symbol().equals(symbol))
                .map(TapeTest::told)
                .toList();
    }

    private static String told(FeedEvent event) {
        return switch (event.kind()) {
            case TRADE, TIME, COVERED -> event.kind() + " " + seconds(event.eventTime());
            case GAP ->
                    "GAP %s %s"
                            .formatted(
                                    seconds(event.gap().gapStart()),
                                    event.gap().gapEnd() == null
                                            ? "…"
                                            : seconds(event.gap().gapEnd()));
            default -> event.kind().name();
        };
    }

    /** Everything in the events, except that arrays are not equal to their like. */
    private static List<String> told(List<FeedEvent> events) {
        return events.stream()
                .map(
                        event ->
                                event.deadLetter() == null
                                        ? event.toString()
                                        : event.deadLetter().receivedAt()
                                                + event.deadLetter().detail())
                .toList();
    }

    private static String seconds(long micros) {
        return Double.toString((micros - START) / 1e6);
    }
}
