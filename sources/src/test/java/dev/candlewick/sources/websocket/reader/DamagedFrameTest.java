package dev.candlewick.sources.websocket.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.sources.feed.TestingBarPipeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** After a frame that was refused, the exchange is asked for its newest trades. */
class DamagedFrameTest extends PlayedFeedFixture {

    private static final long T = NOW - 600_000;
    private static final String REFUSED =
            Wire.trades("BTC", T + 20_000, 3).replace("\"100.5\"", "\"0\"");
    private static final String UNREADABLE = "{\"channel\":\"trades\",\"data\":[{\"coin\":\"B";

    private TestingTransport.Peer peer;

    @Test
    void anOverlapProvesThatNothingWasLostAndTheBarIsComplete() throws Exception {
        begin();
        peer.say(REFUSED);
        feed.round();
        feed.round();
        assertThat(sent()).containsExactly("unsubscribe BTC", "subscribe BTC");

        peer.say(acknowledged("unsubscribe"));
        peer.say(acknowledged("subscribe"));
        peer.say(Wire.trades("BTC", T - 89_999, 2, 110_002, 110_003));
        peer.say(Wire.trades("BTC", T + 180_000, 300_000));
        feed.round();

        List<FeedEvent> events = feed.events();
        assertThat(gaps(events)).allMatch(gap -> Gap.BY_RESEND.equals(gap.healedBy()));
        assertThat(minutes(events))
                .containsEntry(1L, Coverage.QUIET)
                .containsEntry(0L, Coverage.COMPLETE);
        assertThat(eventsOfKind(events, Kind.REJECTED)).hasSize(1);
    }

    @Test
    void withoutAnOverlapTheGapStays() throws Exception {
        begin();
        peer.say(REFUSED);
        feed.round();
        feed.round();
        peer.say(acknowledged("unsubscribe"));
        peer.say(acknowledged("subscribe"));
        peer.say(Wire.trades("BTC", T + 30_000, 30_000, 30_001));
        peer.say(Wire.trades("BTC", T + 180_000, 300_000));
        feed.round();

        List<FeedEvent> events = feed.events();
        assertThat(gaps(events))
                .singleElement()
                .satisfies(
                        gap -> {
                            assertThat(gap.isHealed()).isFalse();
                            assertThat(gap.gapEnd()).isBetween(micros(30_000), micros(30_001));
                        });
        assertThat(minutes(events)).containsEntry(0L, Coverage.PARTIAL);
    }

    @Test
    void aFrameThatNamesNoCoinMayBeOfEveryOneThatTrades() {
        begin();
        peer.say(UNREADABLE);
        feed.round();
        feed.round();

        assertThat(sent())
                .as("each coin's two requests follow one another")
                .containsExactly(
                        "unsubscribe BTC", "subscribe BTC", "unsubscribe ETH", "subscribe ETH");
    }

    @Test
    void aTradeThatIsRefusedAgainIsNoReasonToAskAgain() {
        begin();
        peer.say(REFUSED);
        feed.round();
        feed.round();
        assertThat(sent()).hasSize(2);
        peer.say(acknowledged("unsubscribe"));
        peer.say(acknowledged("subscribe"));
        peer.say(
                Wire.trades("BTC", T - 89_999, 2, 110_002)
                        .replace("\"time\":" + (T + 20_001), "\"time\":-1"));
        for (int second = 0; second < 15; second++) {
            feed.pass(Duration.ofSeconds(1));
            peer.say(Wire.PONG);
        }

        assertThat(sent()).isEmpty();
        assertThat(gaps(feed.events())).noneMatch(Gap::isHealed);
    }

    @Test
    void whileMoreIsRefusedPausesGrow() {
        begin();
        int subscribed = 0;
        for (int second = 0; second < 60; second++) {
            peer.say(REFUSED);
            feed.pass(Duration.ofSeconds(1));
            List<String> sent = sent();
            if (!sent.isEmpty()) {
                subscribed++;
                peer.say(acknowledged("unsubscribe"));
                peer.say(acknowledged("subscribe"));
                peer.say(Wire.trades("BTC", T, 90_001));
            }
            peer.say(Wire.PONG);
        }

        assertThat(subscribed).as("at once, and after 10 and 30 seconds").isEqualTo(3);
        assertThat(feed.transport.attempts()).isEqualTo(1);
    }

    private void begin() {
        peer = feed.connect();
        peer.say(Wire.acknowledged("trades", "BTC"));
        peer.say(Wire.trades("BTC", T - 90_000, 1, 2));
        peer.say(Wire.acknowledged("trades", "ETH"));
        peer.say(Wire.trades("ETH", T, 20));
        feed.round();
        peer.takeReceived();
    }

    private static String acknowledged(String method) {
        return Wire.acknowledged("trades", "BTC").replace("\"subscribe\"", "\"" + method + "\"");
    }

    /** What was asked for, without pings. */
    private List<String> sent() {
        return peer.takeReceived().stream()
                .filter(frame -> frame.contains("trades"))
                .map(
                        frame ->
                                frame.replaceAll(
                                        ".*\"method\":\"(\\w+)\".*\"coin\":\"(\\w+)\".*", "$1 $2"))
                .toList();
    }

    /** The newest row of each gap of BTC. */
    private static Iterable<Gap> gaps(List<FeedEvent> events) {
        Map<Long, Gap> gaps = new TreeMap<>();
        events.stream()
                .filter(event -> event.kind() == Kind.GAP && event.symbol().equals("BTC"))
                .forEach(event -> gaps.put(event.gap().gapStart(), event.gap()));
        return gaps.values();
    }

    /** The coverage of the minutes of BTC, by how many minutes after the first they are. */
    private static Map<Long, Coverage> minutes(List<FeedEvent> events) throws Exception {
        Map<Long, Coverage> coverage = new TreeMap<>();
        try (TestingBarPipeline bars = new TestingBarPipeline()) {
            events.stream().filter(event -> event.symbol().equals("BTC")).forEach(bars::accept);
            for (Bar bar : bars.newest(BarInterval.M1)) {
                coverage.put((bar.openTime() - micros(0)) / 60_000_000, bar.coverage());
            }
        }
        return coverage;
    }

    private static long micros(long millisAfter) {
        return (T + millisAfter) * 1_000;
    }
}
