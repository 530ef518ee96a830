package dev.candlewick.sources.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gaps after refused input, and the end of the input. */
class SymbolFeedDamageTest extends SymbolFeedFixture {

    @Test
    void damagedFramesAreOneGapUntilTheNextTradeThatIsNew() {
        live();
        damage(11);
        damage(12);
        trades(12.5, trade(2, 10));
        trades(13.5, trade(3, 13), trade(4, 14));

        assertThat(story())
                .containsExactly(
                        "GAP 10.000 … a damaged frame",
                        "TRADE 2 10.000 stream",
                        "GAP 10.000 13.001 a damaged frame",
                        "TRADE 3 13.000 stream",
                        "TRADE 4 14.000 stream");
    }

    @Test
    void theRestOfAFrameDoesNotEndTheGapOfItsRefusedTrade() {
        live();
        damage(13.5);
        feed.onTrades(List.of(trade(3, 13)), false, at(13.5), events::add);
        trades(14.5, trade(4, 14));

        assertThat(story())
                .containsExactly(
                        "GAP 10.000 … a damaged frame",
                        "TRADE 3 13.000 stream",
                        "GAP 10.000 14.001 a damaged frame",
                        "TRADE 4 14.000 stream");
    }

    @Test
    void aLaterResendThatReachesBackBeforeTheDamageHealsIt() throws IOException {
        live();
        damage(11);
        trades(13.5, trade(4, 13));
        feed.onDisconnected(at(15), "reset", events::add);
        feed = new SymbolFeed(written(feed.state()), 2 * SECOND);
        events.clear();
        trades(20, trade(2, 10), trade(3, 11), trade(4, 13), trade(5, 16));

        assertThat(story())
                .containsExactly(
                        "GAP 13.000 16.001 reset healed by resend",
                        "WHOLE",
                        "TRADE 2 10.000 resend",
                        "TRADE 3 11.000 resend",
                        "TRADE 4 13.000 resend",
                        "TRADE 5 16.000 resend",
                        "GAP 10.000 13.001 a damaged frame healed by resend");
    }

    @Test
    void aResendThatOverlapsOnlyWhatCameAfterTheDamageDoesNotHealIt() {
        live();
        damage(11);
        trades(13.5, trade(4, 13));
        feed.onDisconnected(at(15), "reset", events::add);
        events.clear();
        trades(20, trade(4, 13), trade(5, 16));

        assertThat(story())
                .containsExactly(
                        "GAP 13.000 16.001 reset healed by resend",
                        "WHOLE",
                        "TRADE 4 13.000 resend",
                        "TRADE 5 16.000 resend");
    }

    @Test
    void aConnectionThatIsLostAfterDamageIsTheSameGapOfWhichMoreMayBeMissing() {
        live();
        damage(11);
        feed.onDisconnected(at(15), "reset", events::add);
        trades(20, trade(5, 16));

        assertThat(story())
                .containsExactly(
                        "GAP 10.000 … a damaged frame",
                        "DISCONNECTED reset",
                        "GAP 10.000 16.001 reset",
                        "TRADE 5 16.000 resend");
    }

    @Test
    void aDamagedResendProvesNothing() {
        live();
        feed.onDisconnected(at(12), "reset", events::add);
        events.clear();
        damage(14);
        feed.onTrades(List.of(trade(2, 10), trade(3, 13)), false, at(14), events::add);
        trades(15, trade(5, 14.5));

        assertThat(story())
                .containsExactly(
                        "TRADE 2 10.000 resend",
                        "TRADE 3 13.000 resend",
                        "GAP 10.000 14.501 reset",
                        "TRADE 5 14.500 stream");
    }

    @Test
    void coverageBeginsAfterAFirstResendThatIsDamaged() {
        feed.onTrades(List.of(trade(1, 8), trade(3, 10)), false, at(10.5), events::add);

        assertThat(story()).startsWith("COVERED 10.001");
    }

    @Test
    void aGapThatIsOpenAtTheEndStaysOpen() {
        live();
        feed.onDisconnected(at(12), "reset", events::add);
        feed.onEnd(at(20), events::add);

        assertThat(story()).containsExactly("DISCONNECTED reset", "GAP 10.000 … reset", "ENDED");
    }

    @Test
    void theEndIsEmitted() {
        live();
        feed.onEnd(at(20), events::add);

        assertThat(story()).containsExactly("ENDED");
    }

    @Test
    void whatIsRefusedBeforeCoverageBeginsIsAGapUntilItBegins() throws IOException {
        subscribe(1);
        damage(2);
        damage(3);
        feed = new SymbolFeed(written(feed.state()), 2 * SECOND);
        trades(92.5, trade(1, 90), trade(2, 92));
        trades(94, trade(3, 93));

        assertThat(story())
                .containsExactly(
                        "SUBSCRIBED",
                        "GAP 2.000 … a damaged frame",
                        "GAP 2.000 90.001 a damaged frame",
                        "COVERED 90.001",
                        "TRADE 1 90.000 resend",
                        "TRADE 2 92.000 resend",
                        "TRADE 3 93.000 stream");
    }

    @Test
    void theFirstTradesThatAreAcceptedDoNotHealWhatWasRefusedBefore() {
        subscribe(1);
        damage(5);
        trades(6, trade(1, 2), trade(2, 5.5));

        assertThat(story())
                .containsSubsequence(
                        "GAP 5.000 … a damaged frame",
                        "GAP 5.000 5.001 a damaged frame",
                        "COVERED 2.001");
    }

    @Test
    void refusedTradesOfASymbolThatHadNeverTradedAreAGap() {
        subscribe(1);
        trades(2);
        events.clear();
        damage(3);
        trades(9.5, trade(2, 9));

        assertThat(story())
                .containsExactly(
                        "GAP 3.000 … a damaged frame",
                        "GAP 3.000 9.000 a damaged frame",
                        "COVERED 9.000",
                        "TRADE 2 9.000 stream");
    }
}
