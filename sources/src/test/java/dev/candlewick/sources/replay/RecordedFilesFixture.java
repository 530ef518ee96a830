package dev.candlewick.sources.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.feed.SingleTrades;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.hyperliquid.wire.PackedFrames;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of a few frames, and the events of a replay. */
abstract class RecordedFilesFixture {

    static final long OUT_OF_ORDERNESS = 2_000_000;
    static final long START = RecordingBuilder.START_MILLIS * 1_000;
    static final BigDecimal MAX_PRICE = new BigDecimal("1e9");

    @TempDir Path folder;

    /** Four bytes before the end of a GZIP file its checksum ends. */
    static String withWrongChecksum(String file) throws IOException {
        byte[] stored = Files.readAllBytes(Path.of(file));
        stored[stored.length - 6] ^= 1;
        return Files.write(Path.of(file), stored).toString();
    }

    /** Shows the first difference only. */
    static void assertSame(List<String> whole, List<String> restarted, int frames) {
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
    String eventful(String name, int seed) throws IOException {
        Random random = new Random(seed);
        RecordingBuilder tape = new RecordingBuilder();
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

    /** What it means depends on what came before. */
    static String change(String symbol, Random random) {
        return "{\"%s\":{\"%s\":\"%d\"}}"
                .formatted(
                        symbol, random.nextBoolean() ? "markPx" : "midPx", 1 + random.nextInt(99));
    }

    String tape(String name, RecordingBuilder tape) throws IOException {
        return tape.writeTo(folder.resolve(name));
    }

    static List<FeedEvent> play(String... files) throws IOException {
        List<FeedEvent> events = new ArrayList<>();
        play(ReplaySplit.of(List.of(files)), Integer.MAX_VALUE, events);
        return events;
    }

    static List<FeedEvent> playWithRestartAfter(int frames, List<String> files) throws IOException {
        List<FeedEvent> events = new ArrayList<>();
        ReplaySplit reached = play(ReplaySplit.of(files), frames, events);
        ReplaySplitSerializer serializer = new ReplaySplitSerializer();
        ReplaySplit restored =
                serializer.deserialize(serializer.getVersion(), serializer.serialize(reached));
        play(restored, Integer.MAX_VALUE, events);
        return events;
    }

    static ReplaySplit play(ReplaySplit split, int records, List<FeedEvent> events)
            throws IOException {
        ReplaySplitState feeds = new ReplaySplitState(split, OUT_OF_ORDERNESS);
        try (RecordedFiles tape =
                RecordedFiles.open(split, HyperliquidFeed.of(), MAX_PRICE, new ReplayProgress())) {
            for (int i = 0; i < records; i++) {
                ReplayBatch batch = new ReplayBatch(split.splitId(), 1);
                if (!tape.next(batch)) {
                    break;
                }
                feeds.accept(batch, event -> SingleTrades.of(event).forEach(events::add));
            }
        }
        return feeds.snapshot();
    }

    static List<String> trades(List<FeedEvent> events) {
        return events.stream()
                .filter(event -> event.trade() != null)
                .map(event -> event.symbol() + " " + event.trade().tradeId())
                .toList();
    }

    static List<String> story(List<FeedEvent> events, String symbol) {
        return events.stream()
                .filter(event -> event.symbol().equals(symbol))
                .map(RecordedFilesFixture::described)
                .toList();
    }

    static String described(FeedEvent event) {
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
    static List<String> described(List<FeedEvent> events) {
        return events.stream()
                .map(
                        event ->
                                event.deadLetter() == null
                                        ? event.toString()
                                        : event.deadLetter().receivedAt()
                                                + event.deadLetter().detail())
                .toList();
    }

    static String seconds(long micros) {
        return Double.toString((micros - START) / 1e6);
    }
}
