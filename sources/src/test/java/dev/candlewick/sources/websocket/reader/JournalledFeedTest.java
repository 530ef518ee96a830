package dev.candlewick.sources.websocket.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.sources.websocket.SplitCheckpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a reader knows again after its process was killed. */
@Timeout(60)
class JournalledFeedTest extends JournalledFeedFixture {

    @Test
    void everyFrameAfterTheCheckpointIsSeenOnceMoreAndNoneTwice() throws IOException {
        PlayedFeed killed = feed("BTC", "ETH");
        live(killed, "BTC", 1);
        live(killed, "ETH", 101);
        say(killed, "BTC", 2, 3);
        say(killed, "ETH", 102);
        SplitCheckpoint checkpoint = checkpoint(killed, "BTC", "ETH");
        List<Long> before = tradeIds(killed.takeEvents());
        say(killed, "BTC", 4, 5);
        say(killed, "ETH", 103);
        say(killed, "BTC", 6);
        kill(killed);

        PlayedFeed restarted = restarted(checkpoint);
        assertThat(before).containsExactlyInAnyOrder(1L, 2L, 3L, 101L, 102L);
        assertThat(tradeIds(restarted.takeEvents())).containsExactlyInAnyOrder(4L, 5L, 6L, 103L);
    }

    @Test
    void theResendHasOnlyToBridgeTheTimeWithoutAProcess() throws IOException {
        PlayedFeed killed = feed("BTC");
        live(killed, "BTC", 1);
        SplitCheckpoint checkpoint = checkpoint(killed, "BTC");
        say(killed, "BTC", LongStream.rangeClosed(2, 200).toArray());
        kill(killed);

        PlayedFeed restarted = restarted(checkpoint);
        TestingTransport.Peer peer = restarted.connect();
        peer.say(Wire.acknowledged("trades", "BTC"));
        peer.say(Wire.trades("BTC", NOW + 500, 199, 200, 201));
        restarted.round();

        List<FeedEvent> events = restarted.takeEvents();
        assertThat(events).filteredOn(JournalledFeedFixture::isLoss).isEmpty();
        assertThat(events)
                .extracting(FeedEvent::kind)
                .containsSubsequence(
                        Kind.TRADE,
                        Kind.DISCONNECTED,
                        Kind.CONNECTED,
                        Kind.SUBSCRIBED,
                        Kind.WHOLE,
                        Kind.TRADE);
    }

    @Test
    void disconnectsAndResendsAreLivedThroughAgain() throws IOException {
        PlayedFeed killed = feed("BTC");
        live(killed, "BTC", 1);
        SplitCheckpoint checkpoint = checkpoint(killed, "BTC");
        killed.takeEvents();
        killed.transport.peer().drop(1006, "reset");
        killed.round();
        killed.pass(Duration.ofSeconds(1));
        live(killed, "BTC", 77);
        say(killed, "BTC", 78);
        List<FeedEvent> lived = withoutWaiting(killed.takeEvents());
        kill(killed);

        List<FeedEvent> again = withoutWaiting(restarted(checkpoint).takeEvents());

        assertThat(lived).extracting(FeedEvent::kind).contains(Kind.DISCONNECTED, Kind.GAP);
        assertThat(again.subList(0, lived.size()))
                .extracting(FeedEvent::kind)
                .isEqualTo(lived.stream().map(FeedEvent::kind).toList());
        assertThat(again.subList(lived.size(), again.size()))
                .filteredOn(e -> e.kind() == Kind.DISCONNECTED)
                .extracting(FeedEvent::detail)
                .containsExactly("restart");
    }

    @Test
    void framesThatTheTransportHandsOverAfterTheCloseKeepTheirPlaceInTheJournal()
            throws IOException {
        PlayedFeed killed = feed("BTC");
        live(killed, "BTC", 1);
        SplitCheckpoint checkpoint = checkpoint(killed, "BTC");
        killed.takeEvents();
        killed.transport.peer().say(Wire.trades("BTC", NOW + 2, 2));
        killed.transport.peer().drop(1006, "broken pipe");
        killed.transport.peer().say(Wire.trades("BTC", NOW + 3, 3));
        killed.round();
        killed.round();
        List<FeedEvent> lived = withoutWaiting(killed.takeEvents());
        kill(killed);

        List<FeedEvent> again = withoutWaiting(restarted(checkpoint).takeEvents());

        assertThat(tradeIds(lived)).containsExactly(2L, 3L);
        assertThat(again.subList(0, lived.size()))
                .extracting(FeedEvent::kind)
                .isEqualTo(lived.stream().map(FeedEvent::kind).toList());
        assertThat(tradeIds(again)).containsExactly(2L, 3L);
    }

    @Test
    void whatIsReplayedBearsTheTimeAtWhichItWasReceived() throws IOException {
        PlayedFeed killed = feed("BTC");
        live(killed, "BTC", 1);
        SplitCheckpoint checkpoint = checkpoint(killed, "BTC");
        killed.pass(Duration.ofMillis(750));
        say(killed, "BTC", 2);
        kill(killed);

        PlayedFeed restarted = feed();
        restarted.time.pass(Duration.ofHours(1));
        checkpoint.restoreTo(restarted);
        restarted.round();

        assertThat(restarted.events())
                .filteredOn(e -> e.kind() == Kind.TRADE)
                .extracting(FeedEvent::receivedAt)
                .containsExactly((NOW + 750) * 1_000);
    }

    @Test
    void aChainOfRestartsWithoutACheckpointLosesNothing() throws IOException {
        PlayedFeed feed = feed("BTC");
        live(feed, "BTC", 1);
        SplitCheckpoint checkpoint = checkpoint(feed, "BTC");
        say(feed, "BTC", 2);
        kill(feed);
        for (long id = 3; id < 6; id++) {
            feed = restarted(checkpoint);
            live(feed, "BTC", id - 1, id);
            kill(feed);
        }

        List<FeedEvent> events = restarted(checkpoint).takeEvents();

        assertThat(tradeIds(events)).contains(2L, 3L, 4L, 5L);
        assertThat(events).filteredOn(e -> e.kind() == Kind.WHOLE).hasSize(3);
        assertThat(events).filteredOn(JournalledFeedFixture::isLoss).isEmpty();
    }

    @Test
    void aRunThatDiedBeforeItsFirstCheckpointIsReplayedUnlessItStartsAfresh() throws IOException {
        PlayedFeed killed = feed("BTC");
        live(killed, "BTC", 1);
        say(killed, "BTC", 2, 3);
        kill(killed);

        PlayedFeed goesOn = feed("BTC");
        goesOn.round();
        assertThat(tradeIds(goesOn.takeEvents())).containsExactly(1L, 2L, 3L);
        kill(goesOn);

        PlayedFeed afresh = feed(journal().since(NOW + 3_600_000), "BTC");
        afresh.round();
        assertThat(afresh.takeEvents()).isEmpty();
    }
}
