package dev.candlewick.sources.websocket.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.journal.JournalPosition;
import dev.candlewick.sources.websocket.SplitCheckpoint;
import dev.candlewick.sources.websocket.WebSocketSource;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lanes that are shared, torn or dropped, and feeds without a journal. */
@Timeout(60)
class JournalledLanesTest extends JournalledFeedFixture {

    @Test
    void readersThatShareALaneAfterRescalingTakeEachItsOwn() throws IOException {
        PlayedFeed killed = feed("BTC", "ETH");
        live(killed, "BTC", 1);
        live(killed, "ETH", 101);
        SplitCheckpoint btc = checkpoint(killed, "BTC");
        say(killed, "BTC", 2);
        SplitCheckpoint eth = checkpoint(killed, "ETH");
        killed.transport.peer().say("rubbish");
        say(killed, "ETH", 102);
        kill(killed);

        List<FeedEvent> ofBtc = restarted(btc).takeEvents();
        List<FeedEvent> ofEth = restarted(eth).takeEvents();

        assertThat(tradeIds(ofBtc)).containsExactly(2L);
        assertThat(tradeIds(ofEth)).containsExactly(102L);
        assertThat(Stream.concat(ofBtc.stream(), ofEth.stream()))
                .as("refused input names no coin, and still comes once")
                .filteredOn(e -> e.kind() == Kind.REJECTED)
                .hasSize(1);
    }

    @Test
    void withoutTheJournalTheResendDecidesAsBefore() throws IOException {
        PlayedFeed killed = feed("BTC");
        live(killed, "BTC", 1);
        SplitCheckpoint checkpoint = checkpoint(killed, "BTC");
        say(killed, "BTC", 2);
        kill(killed);
        deleteAll(folder);

        PlayedFeed restarted = restarted(checkpoint);
        live(restarted, "BTC", 5);

        assertThat(restarted.takeEvents())
                .extracting(FeedEvent::kind)
                .startsWith(Kind.DISCONNECTED)
                .containsSubsequence(Kind.CONNECTED, Kind.SUBSCRIBED, Kind.GAP, Kind.TRADE);
    }

    @Test
    void aHoleInTheJournalIsAGapAndNotSilence() throws IOException {
        PlayedFeed killed = feed(journal(2_000), "BTC");
        live(killed, "BTC", 1);
        SplitCheckpoint checkpoint = checkpoint(killed, "BTC");
        for (long id = 2; id < 60; id++) {
            say(killed, "BTC", id);
        }
        kill(killed);

        List<FeedEvent> events = restarted(checkpoint).takeEvents();

        assertThat(events.get(0).detail()).isEqualTo("the journal has a hole");
        assertThat(events.get(1).kind()).isEqualTo(Kind.GAP);
        assertThat(tradeIds(events)).isNotEmpty().endsWith(59L);
    }

    @Test
    void segmentsBehindACompletedCheckpointAreGone() throws IOException {
        PlayedFeed feed = feed(journal(100_000), "BTC");
        live(feed, "BTC", 1);
        for (long id = 2; id < 400; id++) {
            say(feed, "BTC", id);
        }
        long before = segments();
        feed.completeCheckpoint(List.of(feed.snapshot("BTC")));

        assertThat(before).isGreaterThan(1);
        assertThat(segments()).isEqualTo(1);
    }

    @Test
    void aSplitThatIsNotJournalledHasNoPlaceInAJournal() {
        PlayedFeed feed = new PlayedFeed(WebSocketSource.builder(HyperliquidFeed.of()), "BTC");
        feeds.add(feed);
        live(feed, "BTC", 1);

        assertThat(feed.snapshot("BTC").position()).isEqualTo(JournalPosition.NONE);
    }
}
