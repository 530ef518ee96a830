package dev.candlewick.sources.websocket.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.sources.feed.SingleTrades;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.journal.FsyncPolicy;
import dev.candlewick.sources.journal.JournalSettings;
import dev.candlewick.sources.websocket.SplitCheckpoint;
import dev.candlewick.sources.websocket.WebSocketSource;
import dev.candlewick.sources.websocket.connection.QueueBounds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is received while what reads on stands still, or is slower than the exchange. */
@Timeout(60)
class ReaderBehindTest {

    private static final long NOW = TestingTimeSource.START.toEpochMilli();
    private static final QueueBounds SMALL = new QueueBounds(20, 1 << 20);

    @TempDir private Path folder;
    private final List<PlayedFeed> feeds = new ArrayList<>();

    @AfterEach
    void close() {
        feeds.forEach(PlayedFeed::close);
    }

    @Test
    void frameAfterFrameIsReceivedAlthoughNoneIsReadAndAllAreReadInOrderAfterwards() {
        PlayedFeed feed = connected(1 << 30);
        feed.takeEvents();
        for (long id = 2; id <= 1_000; id++) {
            say(feed, id);
            feed.receive();
        }
        assertThat(feed.queue().depth()).as("waiting before the journal").isZero();

        assertThat(tradeIds(readAll(feed))).containsExactly(ids(2, 1_000));
        assertThat(feed.transport.attempts()).isEqualTo(1);
    }

    @Test
    void aReaderThatFallsBehindAndCatchesUpEmitsWhatOneThatKeepsUpEmits() {
        List<FeedEvent> inTime = new ArrayList<>();
        List<FeedEvent> behind = new ArrayList<>();
        PlayedFeed keepsUp = connected(folder.resolve("a"), 1 << 30);
        PlayedFeed falls = connected(folder.resolve("b"), 1 << 30);
        for (PlayedFeed feed : List.of(keepsUp, falls)) {
            for (long id = 2; id <= 400; id++) {
                if (id == 150) {
                    feed.transport.peer().drop(1006, "reset");
                    feed.receive();
                    feed.time.pass(Duration.ofSeconds(1));
                    feed.receive();
                    feed.transport.peer().accept();
                    feed.transport.peer().say(Wire.acknowledged("trades", "BTC"));
                }
                feed.transport.peer().say(id % 50 == 0 ? "rubbish" : trades(id));
                feed.receive();
                if (feed == keepsUp) {
                    feed.read();
                    inTime.addAll(feed.takeEvents());
                } else if (id % 130 == 0) {
                    feed.read();
                    behind.addAll(feed.takeEvents());
                }
            }
        }
        behind.addAll(readAll(falls));

        assertThat(described(behind)).isEqualTo(described(inTime));
        assertThat(tradeIds(behind)).hasSizeGreaterThan(380);
    }

    @Test
    void theConnectionIsKeptAliveWhileNothingIsRead() {
        PlayedFeed feed = connected(1 << 30);
        feed.transport.peer().takeReceived();
        for (int second = 0; second < 60; second++) {
            feed.time.pass(Duration.ofSeconds(1));
            say(feed, 2 + second);
            feed.transport.peer().say(Wire.PONG);
            feed.receive();
        }

        assertThat(feed.transport.attempts()).isEqualTo(1);
        assertThat(feed.transport.peer().takeReceived()).filteredOn(Wire.PING::equals).hasSize(12);
    }

    @Test
    void whatWasReceivedAndNeverReadIsThereAfterAKill() throws IOException {
        PlayedFeed killed = connected(1 << 30);
        SplitCheckpoint checkpoint = new SplitCheckpoint();
        checkpoint.take(killed, "BTC");
        for (long id = 2; id <= 300; id++) {
            say(killed, id);
            killed.receive();
        }
        killed.close();

        PlayedFeed restarted = feed(folder, 1 << 30);
        checkpoint.restoreTo(restarted);

        assertThat(tradeIds(readAll(restarted))).containsExactly(ids(2, 300));
    }

    @Test
    void aFullJournalClosesTheConnectionAndDropsNothingThatWasNotRead() {
        PlayedFeed feed = connected(40_000);
        feed.takeEvents();
        long last = 1;
        while (!feed.transport.peer().isClosedByClient()) {
            say(feed, ++last);
            feed.receive();
            assertThat(last).isLessThan(10_000);
        }
        say(feed, 99_999);
        feed.time.pass(Duration.ofSeconds(10));
        feed.receive();
        assertThat(feed.transport.attempts()).as("while it is full").isEqualTo(1);

        List<FeedEvent> read = readAll(feed);
        // What was still on its way when the connection was closed is part of the gap.
        assertThat(tradeIds(read)).containsExactly(ids(2, last - 1));
        assertThat(read)
                .filteredOn(event -> event.kind() == Kind.DISCONNECTED)
                .extracting(FeedEvent::detail)
                .containsExactly("the frame journal is full");
        assertThat(read).last().extracting(FeedEvent::kind).isIn(Kind.GAP, Kind.WAITING);

        feed.time.pass(Duration.ofSeconds(10));
        feed.receive();
        assertThat(feed.transport.attempts()).as("when it was read").isEqualTo(2);
    }

    @Test
    void withoutAJournalTheSocketWaitsForTheReader() {
        PlayedFeed feed =
                new PlayedFeed(WebSocketSource.builder(HyperliquidFeed.of()).queue(SMALL), "BTC");
        feeds.add(feed);
        feed.connect();
        feed.transport.peer().say(Wire.acknowledged("trades", "BTC"));
        for (long id = 1; id <= 30; id++) {
            say(feed, id);
            feed.wakeUp();
            feed.receive();
        }

        assertThat(feed.queue().depth()).isBetween(9, 12);
        assertThat(tradeIds(readAll(feed))).containsExactly(ids(1, 30));
    }

    /** Everything, the way it is told; a connection that is lost is mentioned now and then. */
    private static List<String> described(List<FeedEvent> events) {
        return SingleTrades.of(events).stream()
                .filter(event -> event.kind() != Kind.WAITING)
                .map(
                        event ->
                                event.kind()
                                        + " "
                                        + (event.trade() == null ? "" : event.trade().tradeId())
                                        + " "
                                        + event.detail())
                .toList();
    }

    private static List<FeedEvent> readAll(PlayedFeed feed) {
        for (int round = 0; round < 50; round++) {
            feed.round();
        }
        return feed.takeEvents();
    }

    private static void say(PlayedFeed feed, long id) {
        feed.transport.peer().say(trades(id));
    }

    private static String trades(long id) {
        return Wire.trades("BTC", NOW + id, id);
    }

    private PlayedFeed connected(long journalBytes) {
        return connected(folder, journalBytes);
    }

    private PlayedFeed connected(Path journal, long journalBytes) {
        PlayedFeed feed = feed(journal, journalBytes, "BTC");
        TestingTransport.Peer peer = feed.connect();
        peer.say(Wire.acknowledged("trades", "BTC"));
        say(feed, 1);
        feed.round();
        return feed;
    }

    private PlayedFeed feed(Path journal, long journalBytes, String... symbols) {
        PlayedFeed feed =
                new PlayedFeed(
                        WebSocketSource.builder(HyperliquidFeed.of())
                                .queue(SMALL)
                                .journal(
                                        JournalSettings.of(
                                                journal.toString(),
                                                journalBytes,
                                                FsyncPolicy.NEVER)),
                        symbols);
        feeds.add(feed);
        return feed;
    }

    private static Long[] ids(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toArray(Long[]::new);
    }

    private static List<Long> tradeIds(List<FeedEvent> events) {
        return SingleTrades.of(events).stream()
                .filter(event -> event.kind() == Kind.TRADE)
                .map(event -> event.trade().tradeId())
                .toList();
    }
}
