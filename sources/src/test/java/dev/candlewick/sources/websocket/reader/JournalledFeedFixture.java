package dev.candlewick.sources.websocket.reader;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.sources.feed.SingleTrades;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.journal.FsyncPolicy;
import dev.candlewick.sources.journal.JournalSettings;
import dev.candlewick.sources.websocket.SplitCheckpoint;
import dev.candlewick.sources.websocket.WebSocketSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A feed with a journal that is killed and restarted. */
abstract class JournalledFeedFixture {

    static final long NOW = TestingTimeSource.START.toEpochMilli();

    @TempDir Path folder;
    final List<PlayedFeed> feeds = new ArrayList<>();

    @AfterEach
    void close() {
        feeds.forEach(PlayedFeed::close);
    }

    /** A gap that the resend did not heal. */
    static boolean isLoss(FeedEvent event) {
        return event.kind() == Kind.GAP
                && event.gap().gapEnd() != null
                && event.gap().healedAt() == null;
    }

    /** How often a lost connection is mentioned depends on how often anybody looks. */
    static List<FeedEvent> withoutWaiting(List<FeedEvent> events) {
        return events.stream().filter(event -> event.kind() != Kind.WAITING).toList();
    }

    PlayedFeed feed(String... symbols) {
        return feed(journal(), symbols);
    }

    PlayedFeed feed(JournalSettings journal, String... symbols) {
        PlayedFeed feed =
                new PlayedFeed(
                        WebSocketSource.builder(HyperliquidFeed.of()).journal(journal), symbols);
        feeds.add(feed);
        return feed;
    }

    /** The same command again. */
    PlayedFeed restarted(SplitCheckpoint checkpoint) throws IOException {
        PlayedFeed feed = feed();
        checkpoint.restoreTo(feed);
        feed.round();
        return feed;
    }

    JournalSettings journal() {
        return journal(1 << 30);
    }

    JournalSettings journal(long maxBytes) {
        return JournalSettings.of(folder.toString(), maxBytes, FsyncPolicy.NEVER);
    }

    /** Connects, if need be, and gets the resend of a coin. */
    static void live(PlayedFeed feed, String symbol, long... resent) {
        TestingTransport.Peer peer = feed.isConnected() ? feed.transport.peer() : feed.connect();
        peer.say(Wire.acknowledged("trades", symbol));
        say(feed, symbol, resent);
    }

    static void say(PlayedFeed feed, String symbol, long... ids) {
        feed.transport.peer().say(Wire.trades(symbol, NOW + ids[0], ids));
        feed.round();
    }

    /** What kill -9 leaves behind: nothing is written at the end, and the locks are gone. */
    static void kill(PlayedFeed feed) {
        feed.close();
    }

    static SplitCheckpoint checkpoint(PlayedFeed feed, String... symbols) throws IOException {
        SplitCheckpoint checkpoint = new SplitCheckpoint();
        checkpoint.take(feed, symbols);
        return checkpoint;
    }

    static List<Long> tradeIds(List<FeedEvent> events) {
        return SingleTrades.of(events).stream()
                .filter(event -> event.kind() == Kind.TRADE)
                .map(event -> event.trade().tradeId())
                .toList();
    }

    long segments() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).count();
        }
    }

    static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
