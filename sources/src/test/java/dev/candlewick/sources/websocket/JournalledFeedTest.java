package dev.candlewick.sources.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.sources.journal.FsyncPolicy;
import dev.candlewick.sources.journal.JournalPosition;
import dev.candlewick.sources.journal.JournalSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a reader knows again after its process was killed. */
@Timeout(60)
class JournalledFeedTest {

    private static final long NOW = TestingTimeSource.START.toEpochMilli();

    @TempDir private Path folder;
    private final List<PlayedFeed> feeds = new ArrayList<>();

    @AfterEach
    void close() {
        feeds.forEach(PlayedFeed::close);
    }

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
        assertThat(events).filteredOn(JournalledFeedTest::isLoss).isEmpty();
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
        assertThat(events).filteredOn(JournalledFeedTest::isLoss).isEmpty();
    }

    @Test
    void aRunThatDiedBeforeItsFirstCheckpointIsReplayedUnlessToldToBeginAfresh()
            throws IOException {
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
        PlayedFeed feed = new PlayedFeed(WebSocketSource.builder(), "BTC");
        feeds.add(feed);
        live(feed, "BTC", 1);

        assertThat(feed.snapshot("BTC").position()).isEqualTo(JournalPosition.NONE);
    }

    /** A gap that the resend did not heal. */
    private static boolean isLoss(FeedEvent event) {
        return event.kind() == Kind.GAP
                && event.gap().gapEnd() != null
                && event.gap().healedAt() == null;
    }

    /** How often a lost connection is mentioned depends on how often anybody looks. */
    private static List<FeedEvent> withoutWaiting(List<FeedEvent> events) {
        return events.stream().filter(event -> event.kind() != Kind.WAITING).toList();
    }

    private PlayedFeed feed(String... symbols) {
        return feed(journal(), symbols);
    }

    private PlayedFeed feed(JournalSettings journal, String... symbols) {
        PlayedFeed feed = new PlayedFeed(WebSocketSource.builder().journal(journal), symbols);
        feeds.add(feed);
        return feed;
    }

    /** The same command again. */
    private PlayedFeed restarted(SplitCheckpoint checkpoint) throws IOException {
        PlayedFeed feed = feed();
        checkpoint.restoreTo(feed);
        feed.round();
        return feed;
    }

    private JournalSettings journal() {
        return journal(1 << 30);
    }

    private JournalSettings journal(long maxBytes) {
        return JournalSettings.of(folder.toString(), maxBytes, FsyncPolicy.NEVER);
    }

    /** Connects, if need be, and gets the resend of a coin. */
    private static void live(PlayedFeed feed, String symbol, long... resent) {
        TestingTransport.Peer peer = feed.isConnected() ? feed.transport.peer() : feed.connect();
        peer.say(Wire.acknowledged("trades", symbol));
        say(feed, symbol, resent);
    }

    private static void say(PlayedFeed feed, String symbol, long... ids) {
        feed.transport.peer().say(Wire.trades(symbol, NOW + ids[0], ids));
        feed.round();
    }

    /** What kill -9 leaves behind: nothing is written at the end, and the locks are gone. */
    private static void kill(PlayedFeed feed) {
        feed.close();
    }

    private static SplitCheckpoint checkpoint(PlayedFeed feed, String... symbols)
            throws IOException {
        SplitCheckpoint checkpoint = new SplitCheckpoint();
        checkpoint.take(feed, symbols);
        return checkpoint;
    }

    private static List<Long> tradeIds(List<FeedEvent> events) {
        return events.stream()
                .filter(event -> event.kind() == Kind.TRADE)
                .map(event -> event.trade().tradeId())
                .toList();
    }

    private long segments() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).count();
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
