package dev.candlewick.sources.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** How time moves, and what a restored feed knows. */
class SymbolFeedTimeTest extends SymbolFeedFixture {

    @Test
    void aBookBeforeTheResendDoesNotMoveTime() {
        subscribe(1);
        time(2);
        trades(3, trade(1, 1));
        feed.onDisconnected(at(4), "reset", events::add);
        events.clear();

        subscribe(60);
        time(61);
        feed.onTick(at(62), events::add);
        feed.onCarry(at(62), Long.MAX_VALUE, at(63), events::add);
        trades(63, trade(1, 1));
        time(64);

        assertThat(story())
                .containsExactly(
                        "SUBSCRIBED",
                        "WAITING",
                        "GAP 1.000 1.001 reset healed by resend",
                        "WHOLE",
                        "TRADE 1 1.000 resend",
                        "TIME 64.000");
    }

    @Test
    void timeIsCarriedThroughSilenceByTheReceiveTimePassedAndNoMore() {
        live();
        // The last trade, at 10, was received at 10.5.
        feed.onCarry(at(40.5), Long.MAX_VALUE, at(41), events::add);
        feed.onCarry(at(40.5), Long.MAX_VALUE, at(42), events::add);
        feed.onCarry(at(20), Long.MAX_VALUE, at(43), events::add);
        feed.onCarry(at(50.5), Long.MAX_VALUE, at(51), events::add);

        assertThat(story()).containsExactly("TIME 40.000", "TIME 50.000");
    }

    @Test
    void aClockThatIsSetWhileTheFeedIsAwayMovesNoTime() {
        live();
        feed.onDisconnected(at(11), "reset", events::add);
        subscribe(3_612);
        trades(3_612, trade(1, 8), trade(2, 10));
        events.clear();
        feed.onCarry(at(3_615), Long.MAX_VALUE, at(3_615), events::add);

        assertThat(story()).containsExactly("TIME 13.000");
    }

    @Test
    void aLimitDelaysTimeAndDoesNotLoseIt() {
        live();
        feed.onCarry(at(40.5), at(35), at(41), events::add);
        feed.onCarry(at(50.5), Long.MAX_VALUE, at(51), events::add);
        feed.onCarry(at(60.5), at(20), at(61), events::add);

        assertThat(story()).containsExactly("TIME 35.000", "TIME 50.000");
    }

    @Test
    void aCarryGoesOnFromALaterFrame() {
        live();
        time(20);
        events.clear();
        feed.onCarry(at(25.5), Long.MAX_VALUE, at(26), events::add);

        assertThat(story()).containsExactly("TIME 25.000");
    }

    @Test
    void timeIsReportedWhenItMovesByASecondAndOtherwiseOnceASecond() {
        live();
        time(10.2);
        time(10.4);
        time(10.6);
        time(11.3);
        time(13);
        feed.onTick(at(13.6), events::add);
        feed.onTick(at(14.5), events::add);

        assertThat(story())
                .containsExactly("TIME 10.200", "TIME 11.300", "TIME 13.000", "TIME 13.000");
    }

    @Test
    void aSecondAcknowledgementIsALostConnectionThatWasNotRecorded() {
        live();
        subscribe(20);
        trades(21, trade(9, 20));

        assertThat(story())
                .containsExactly(
                        "DISCONNECTED subscribed again",
                        "GAP 10.000 … subscribed again",
                        "SUBSCRIBED",
                        "GAP 10.000 20.001 subscribed again",
                        "TRADE 9 20.000 resend");
    }

    @Test
    void aNewConnectionBesideALiveOneEndsTheOldOne() {
        live();
        feed.onConnected(at(20), events::add);

        assertThat(story())
                .containsExactly(
                        "DISCONNECTED connected again",
                        "GAP 10.000 … connected again",
                        "CONNECTED");
    }

    @Test
    void aLossIsReportedOnce() {
        live();
        feed.onDisconnected(at(12), "reset", events::add);
        feed.onDisconnected(at(13), "refused", events::add);

        assertThat(story()).containsExactly("DISCONNECTED reset", "GAP 10.000 … reset");
    }

    @Test
    void aReasonOfAnyLengthCanBeKept() throws IOException {
        live();
        feed.onDisconnected(at(12), "x".repeat(100_000), events::add);

        assertThat(written(feed.state()).phase()).isEqualTo(FeedPhase.DOWN);
        assertThat(story().get(0)).hasSizeLessThan(300);
    }

    @Test
    void aFrameWhoseTimesRunBackwardsIsTurnedAround() {
        trades(10.5, trade(3, 10), trade(2, 9), trade(1, 9), trade(0, 8));

        assertThat(story())
                .containsExactly(
                        "COVERED 8.001",
                        "TRADE 0 8.000 resend",
                        "TRADE 1 9.000 resend",
                        "TRADE 2 9.000 resend",
                        "TRADE 3 10.000 resend");
    }

    @Test
    void aFrameOfMixedTimesKeepsItsOrder() {
        trades(10.5, trade(3, 10), trade(1, 8), trade(2, 9));

        assertThat(story()).containsSubsequence("TRADE 3 10.000 resend", "TRADE 1 8.000 resend");
    }

    @Test
    void aRestoredFeedGoesOnAsIfNothingHadHappened() throws IOException {
        live();
        feed = new SymbolFeed(written(feed.state()), 2 * SECOND);
        time(10.2);
        trades(11, trade(4, 10.5));

        assertThat(story()).containsExactly("TIME 10.200", "TRADE 4 10.500 stream");
    }

    @Test
    void aRestoredFeedKnowsTheTradesItSaw() throws IOException {
        live();
        feed = new SymbolFeed(written(feed.state().copy()), 2 * SECOND);
        feed.onDisconnected(at(30), "restart", events::add);
        trades(31, trade(1, 8), trade(3, 30));

        assertThat(story())
                .startsWith(
                        "DISCONNECTED restart",
                        "GAP 10.000 … restart",
                        "GAP 10.000 30.001 restart healed by resend",
                        "WHOLE");
    }

    @Test
    void whileTheFeedIsAwayItsClockIsReportedEveryFiveSeconds() {
        live();
        feed.onDisconnected(at(11), "reset", events::add);
        events.clear();
        for (int second = 12; second <= 22; second++) {
            feed.onTick(at(second), events::add);
        }

        assertThat(events)
                .extracting(event -> event.kind() + " " + event.receivedAt() / SECOND)
                .containsExactly("WAITING 16", "WAITING 21");
        assertThat(events).allMatch(event -> event.advance(at(10)) == at(10));
    }

    @Test
    void aFeedThatNeverBeganHasNoGap() {
        subscribe(1);
        feed.onDisconnected(at(2), "reset", events::add);
        feed.onDamage(SymbolFeed.DAMAGED, at(3), events::add);
        feed.onTick(at(30), events::add);

        assertThat(story()).containsExactly("SUBSCRIBED", "DISCONNECTED reset");
    }
}
