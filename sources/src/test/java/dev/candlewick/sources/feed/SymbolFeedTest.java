package dev.candlewick.sources.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The story of one symbol, told in seconds: {@code trade(7, 10.5)} is trade 7 at 10.5 s. Receipts
 * are half a second behind the exchange's clock unless a test says otherwise.
 */
class SymbolFeedTest extends SymbolFeedFixture {

    @Test
    void coverageBeginsJustAfterTheOldestTradeOfTheFirstResend() {
        subscribe(9);
        trades(10.5, trade(1, 8), trade(2, 9), trade(3, 10));

        assertThat(story())
                .containsExactly(
                        "SUBSCRIBED",
                        "COVERED 8.001",
                        "TRADE 1 8.000 resend",
                        "TRADE 2 9.000 resend",
                        "TRADE 3 10.000 resend");
    }

    @Test
    void theFirstFrameIsTheResendWhereNoAcknowledgementWasRecorded() {
        trades(10.5, trade(1, 8));
        trades(11.5, trade(2, 11));

        assertThat(story())
                .containsExactly("COVERED 8.001", "TRADE 1 8.000 resend", "TRADE 2 11.000 stream");
    }

    @Test
    void aTapeKeepsItsOrigin() {
        feed.onTrades(List.of(trade(1, 8, Origin.TAPE)), true, at(9), events::add);

        assertThat(story()).containsExactly("COVERED 8.001", "TRADE 1 8.000 tape");
    }

    @Test
    void anOverlapProvesThatNothingWasLost() {
        live();
        feed.onDisconnected(at(12), "reset", events::add);
        subscribe(13);
        trades(14, trade(2, 10), trade(3, 13));

        assertThat(story())
                .containsExactly(
                        "DISCONNECTED reset",
                        "GAP 10.000 … reset",
                        "SUBSCRIBED",
                        "GAP 10.000 13.001 reset healed by resend",
                        "WHOLE",
                        "TRADE 2 10.000 resend",
                        "TRADE 3 13.000 resend");
    }

    @Test
    void anOverlapIsFoundBySeveralHundredTrades() {
        trades(10.5, trade(1, 8));
        for (int i = 2; i < 250; i++) {
            trades(10.6, trade(i, 10));
        }
        feed.onDisconnected(at(12), "reset", events::add);
        events.clear();

        trades(14, trade(3, 10), trade(900, 13));

        assertThat(story()).contains("WHOLE");
    }

    @Test
    void withoutOverlapTheSpanBetweenIsAGap() {
        live();
        feed.onDisconnected(at(12), "reset", events::add);
        subscribe(13);
        trades(14, trade(5, 12.5), trade(6, 13));

        assertThat(story())
                .containsExactly(
                        "DISCONNECTED reset",
                        "GAP 10.000 … reset",
                        "SUBSCRIBED",
                        "GAP 10.000 12.501 reset",
                        "TRADE 5 12.500 resend",
                        "TRADE 6 13.000 resend");
    }

    @Test
    void aGapBeginsNoEarlierThanWhatTheClockProved() {
        live();
        time(60);
        feed.onDisconnected(at(61), "reset", events::add);
        events.clear();

        trades(70, trade(5, 65));

        assertThat(story()).startsWith("GAP 58.000 65.001 reset");
    }

    @Test
    void aTradeThatTheProofMissedShowsThatMoreWasMissedBeforeIt() {
        live();
        time(60);
        feed.onDisconnected(at(61), "reset", events::add);
        events.clear();

        trades(70, trade(5, 40));

        assertThat(story())
                .startsWith(
                        "GAP 10.000 … reset",
                        "GAP 10.000 40.001 reset",
                        "GAP 58.000 58.001 reset healed by resend");
    }

    @Test
    void anEmptyResendOfASymbolThatNeverTradedIsWhole() {
        subscribe(1);
        trades(2);
        time(3);
        feed.onDisconnected(at(4), "reset", events::add);
        subscribe(5);
        trades(6);

        assertThat(story())
                .containsExactly(
                        "SUBSCRIBED",
                        "WHOLE",
                        "COVERED 3.000",
                        "TIME 3.000",
                        "DISCONNECTED reset",
                        "GAP 1.000 … reset",
                        "SUBSCRIBED",
                        "GAP 1.000 1.001 reset healed by resend",
                        "WHOLE");
    }

    @Test
    void coverageOfASymbolThatNeverTradedBeginsWithItsFirstTime() {
        subscribe(1);
        trades(2);
        time(3);
        trades(8.5, trade(1, 8));

        assertThat(story())
                .containsExactly(
                        "SUBSCRIBED",
                        "WHOLE",
                        "COVERED 3.000",
                        "TIME 3.000",
                        "TRADE 1 8.000 stream");
    }

    @Test
    void coverageOfASymbolThatNeverTradedBeginsWithItsFirstTradeAtTheLatest() {
        subscribe(1);
        trades(2);
        trades(8.5, trade(1, 8), trade(2, 8.2));

        assertThat(story())
                .containsExactly(
                        "SUBSCRIBED",
                        "WHOLE",
                        "COVERED 8.000",
                        "TRADE 1 8.000 stream",
                        "TRADE 2 8.200 stream");
    }

    @Test
    void anEmptyFrameDecidesNothingOnceTradesWereSeen() {
        live();
        feed.onDisconnected(at(12), "reset", events::add);
        subscribe(13);
        trades(14);
        time(15);
        trades(16, trade(2, 10));

        assertThat(story())
                .containsExactly(
                        "DISCONNECTED reset",
                        "GAP 10.000 … reset",
                        "SUBSCRIBED",
                        "GAP 10.000 10.001 reset healed by resend",
                        "WHOLE",
                        "TRADE 2 10.000 resend");
    }
}
