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
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job that fails and is restarted while its receiver goes on. */
@Timeout(60)
class RestartInOneProcessTest {

    private static final long NOW = TestingTimeSource.START.toEpochMilli();

    @TempDir private Path folder;
    private PlayedFeed feed;

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void theNextReaderGoesOnFromTheCheckpointOverTheSameConnectionWithoutAGap() throws IOException {
        feed = connected("BTC", "ETH");
        SplitCheckpoint checkpoint = new SplitCheckpoint();
        checkpoint.take(feed, "BTC", "ETH");
        say("BTC", 2, 300);
        feed.round();
        say("ETH", 1_001, 1_020);
        feed.handOver();
        say("BTC", 301, 600);
        checkpoint.restoreTo(feed);
        say("BTC", 601, 650);
        feed.takeEvents();

        List<FeedEvent> events = readAll();

        assertThat(tradeIds(events, "BTC")).containsExactly(ids(2, 650));
        assertThat(tradeIds(events, "ETH")).containsExactly(ids(1_001, 1_020));
        assertThat(events)
                .extracting(FeedEvent::kind)
                .doesNotContain(Kind.DISCONNECTED, Kind.GAP, Kind.CONNECTED);
        assertThat(feed.transport.attempts()).isEqualTo(1);
    }

    @Test
    void aResendThatCameDuringTheRestartStillDecides() throws IOException {
        feed = connected("BTC");
        SplitCheckpoint checkpoint = new SplitCheckpoint();
        checkpoint.take(feed, "BTC");
        feed.transport.peer().drop(1006, "reset");
        feed.receive();
        feed.time.pass(Duration.ofSeconds(1));
        feed.receive();
        feed.transport.peer().accept();
        feed.transport.peer().say(Wire.acknowledged("trades", "BTC"));
        feed.receive();
        feed.handOver();
        checkpoint.restoreTo(feed);
        feed.takeEvents();
        feed.transport.peer().say(Wire.trades("BTC", NOW + 1, 1, 2));

        List<FeedEvent> events = readAll();

        assertThat(events)
                .extracting(FeedEvent::kind)
                .containsSubsequence(
                        Kind.DISCONNECTED, Kind.CONNECTED, Kind.SUBSCRIBED, Kind.WHOLE, Kind.TRADE);
        assertThat(tradeIds(events, "BTC")).containsExactly(1L, 2L);
    }

    @Test
    void aCoinThatIsNotReadAnyMoreIsUnsubscribed() throws IOException {
        feed = connected("BTC", "ETH");
        SplitCheckpoint checkpoint = new SplitCheckpoint();
        checkpoint.take(feed, "BTC");
        feed.transport.peer().takeReceived();
        feed.handOver();
        checkpoint.restoreTo(feed);
        readAll();

        assertThat(feed.transport.peer().takeReceived())
                .singleElement()
                .asString()
                .contains("unsubscribe", "ETH");
    }

    private List<FeedEvent> readAll() {
        for (int round = 0; round < 20; round++) {
            feed.round();
        }
        return feed.takeEvents();
    }

    private void say(String symbol, long from, long to) {
        for (long id = from; id <= to; id++) {
            feed.transport.peer().say(Wire.trades(symbol, NOW + id, id));
            if (id % 15 == 0) {
                feed.receive();
            }
        }
        feed.receive();
    }

    private PlayedFeed connected(String... symbols) {
        feed =
                new PlayedFeed(
                        WebSocketSource.builder(HyperliquidFeed.of())
                                .queue(new QueueBounds(20, 1 << 20))
                                .journal(
                                        JournalSettings.of(
                                                folder.toString(), 1 << 30, FsyncPolicy.NEVER)),
                        symbols);
        TestingTransport.Peer peer = feed.connect();
        for (String symbol : symbols) {
            peer.say(Wire.acknowledged("trades", symbol));
            peer.say(Wire.trades(symbol, NOW, 1));
        }
        feed.round();
        return feed;
    }

    private static Long[] ids(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toArray(Long[]::new);
    }

    private static List<Long> tradeIds(List<FeedEvent> events, String symbol) {
        return SingleTrades.of(events).stream()
                .filter(event -> event.kind() == Kind.TRADE && event.symbol().equals(symbol))
                .map(event -> event.trade().tradeId())
                .toList();
    }
}
