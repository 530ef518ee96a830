package dev.candlewick.sources.hyperliquid.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.hyperliquid.wire.StreamType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubscriptionLedgerTest extends SubscriptionLedgerFixture {

    @Test
    void asksForEverythingThatIsWantedOneSubscriptionAFrame() {
        ledger.want("BTC", List.of(StreamType.TRADES.of("BTC"), StreamType.BOOK.of("BTC")));

        assertThat(ledger.due(0))
                .containsExactly(subscribe("trades", "BTC"), subscribe("l2Book", "BTC"));
        assertThat(ledger.due(1)).isEmpty();
    }

    @Test
    void aThousandCoinsAreAskedForAtThePaceThatTheExchangeAllows() {
        IntStream.range(0, 1_000).forEach(n -> want("C" + n));

        int sent = 0;
        for (long now = 0; sent < 1_000; now += 50) {
            int frames = ledger.due(now).size();
            sent += frames;
            assertThat(sent).isLessThanOrEqualTo(20 * (int) (now / 100 + 1));
            assertThat(now).isLessThan(5_000);
        }
    }

    @Test
    void reconnectingWithAThousandCoinsKeepsToTheMessagesOfAMinute() {
        IntStream.range(0, 1_000).forEach(n -> want("C" + n));
        int sent = 0;
        for (long now = 0; now < 59_999; now += 100) {
            if (now % 6_000 == 0) {
                ledger.onOpen();
            }
            sent += ledger.due(now).size();
        }

        assertThat(sent).isEqualTo(2_000);
    }

    @Test
    void anAcknowledgementMayReorderKeysAndAddDefaults() {
        ledger.want("BTC", List.of(StreamType.BOOK.of("BTC")));
        ledger.due(0);

        assertThat(
                        ledger.onAcknowledged(
                                new FeedSignal.Acknowledgement(
                                        "subscribe",
                                        Map.of("fast", false, "coin", "BTC", "type", "l2Book"))))
                .isTrue();
        assertThat(ledger.due(60_000)).isEmpty();
        assertThat(ledger.complaint(60_000)).isEmpty();
    }

    @Test
    void aLostAcknowledgementIsAskedForOnceMoreAndThenTheConnectionIsGivenUp() {
        want("BTC");
        ledger.due(0);

        assertThat(ledger.due(4_999)).isEmpty();
        assertThat(ledger.due(5_000)).containsExactly(subscribe("trades", "BTC"));
        assertThat(ledger.complaint(9_999)).isEmpty();
        assertThat(ledger.complaint(10_000)).contains("no acknowledgement of trades of BTC");
    }

    @Test
    void anAlreadySubscribedIsAnAcknowledgement() {
        want("BTC");
        ledger.due(0);
        ledger.due(5_000);

        ledger.onComplaint("Already subscribed: {\"type\":\"trades\",\"coin\":\"BTC\"}", 5_100);

        assertThat(ledger.complaint(60_000)).isEmpty();
    }

    @Test
    void aNewConnectionIsAskedForEverythingAgain() {
        want("BTC", "ETH");
        ledger.due(0);
        acknowledge("BTC");
        ledger.onLost("1006", 100);

        ledger.onOpen();

        assertThat(ledger.due(200)).containsExactly(subscribe("trades", "BTC"));
    }

    @Test
    void theCoinThatClosesTheConnectionIsFoundAndTheOthersLiveOn() {
        want("BTC", "typo", "ETH", "SOL");
        ledger.due(0);
        acknowledge("BTC");
        ledger.onLost("1006", 100);

        ledger.onOpen();
        assertThat(ledger.due(1_000))
                .as("good coins first")
                .containsExactly(subscribe("trades", "BTC"));
        assertThat(ledger.due(1_001)).as("suspects wait for them").isEmpty();
        acknowledge("BTC");
        assertThat(ledger.due(1_100))
                .as("one at a time")
                .containsExactly(subscribe("trades", "typo"));
        assertThat(ledger.due(1_200)).isEmpty();
        ledger.onLost("1006", 1_300);
        assertThat(quarantined).containsExactly("typo");

        ledger.onOpen();
        assertThat(ledger.due(2_000)).containsExactly(subscribe("trades", "BTC"));
        acknowledge("BTC");
        assertThat(ledger.due(2_100)).containsExactly(subscribe("trades", "ETH"));
        acknowledge("ETH");
        assertThat(ledger.due(2_200)).containsExactly(subscribe("trades", "SOL"));
        acknowledge("SOL");
        assertThat(ledger.due(2_300)).isEmpty();
        assertThat(quarantined).containsExactly("typo");
    }

    @Test
    void aQuarantinedCoinIsTriedAgainAfterTenMinutesAndThenHalfAsOften() {
        want("typo");
        quarantineTypo(0);

        assertThat(ledger.due(TEN_MINUTES - 1)).isEmpty();
        assertThat(ledger.due(TEN_MINUTES)).containsExactly(subscribe("trades", "typo"));
        ledger.onLost("1006", TEN_MINUTES);
        ledger.onOpen();
        assertThat(ledger.due(3 * TEN_MINUTES - 1)).isEmpty();
        assertThat(ledger.due(3 * TEN_MINUTES)).hasSize(1);
    }

    @Test
    void aCoinThatWasOnlyUnluckyIsTrustedAgain() {
        want("BTC", "ETH");
        ledger.due(0);
        ledger.onLost("1006", 100);
        ledger.onOpen();
        ledger.due(200);
        acknowledge("BTC");
        ledger.due(300);
        acknowledge("ETH");

        ledger.onOpen();

        assertThat(ledger.due(1_000)).hasSize(2);
    }

    @Test
    void aServerThatAcknowledgesNothingMakesNoSuspects() {
        want("BTC", "ETH");
        ledger.due(0);

        ledger.onGivenUp();
        ledger.onOpen();

        assertThat(ledger.due(20_000)).as("both at once").hasSize(2);
    }

    @Test
    void aSuspectThatIsNeverAcknowledgedIsLeftOutWithoutTheConnection() {
        want("BTC", "odd");
        ledger.due(0);
        acknowledge("BTC");
        ledger.due(5_000);
        assertThat(ledger.complaint(10_000)).isPresent();
        ledger.onGivenUp();
        ledger.onOpen();
        ledger.due(20_000);
        acknowledge("BTC");
        ledger.due(20_100);
        ledger.due(25_100);

        assertThat(ledger.complaint(30_100)).isEmpty();
        assertThat(quarantined).containsExactly("odd");
    }

    @Test
    void refusedTradesQuarantineTheCoinAndARefusedBookDoesNot() {
        ledger.want("BTC", List.of(StreamType.TRADES.of("BTC"), StreamType.BOOK.of("BTC")));
        ledger.due(0);
        acknowledge("BTC");
        ledger.onComplaint("Invalid subscription {\"type\":\"l2Book\",\"coin\":\"BTC\"}", 10);
        assertThat(quarantined).isEmpty();
        assertThat(ledger.complaint(60_000)).isEmpty();

        want("ETH");
        ledger.due(100);
        ledger.onComplaint("Invalid subscription {\"type\":\"trades\",\"coin\":\"ETH\"}", 110);
        assertThat(quarantined).containsExactly("ETH");
    }

    @Test
    void aCoinNoLongerWantedIsUnsubscribed() {
        want("BTC");
        ledger.due(0);
        acknowledge("BTC");

        ledger.forget("BTC");

        assertThat(ledger.due(100))
                .containsExactly(
                        "{\"method\":\"unsubscribe\",\"subscription\":{\"coin\":\"BTC\",\"type\":\"trades\"}}");
        assertThat(ledger.isEmpty()).isTrue();
    }

    @Test
    void aSilentStreamIsSubscribedAnew() {
        want("BTC");
        ledger.due(0);
        acknowledge("BTC");

        ledger.renew("BTC", "trades");

        assertThat(ledger.due(100)).hasSize(2).last().isEqualTo(subscribe("trades", "BTC"));
    }

    @Test
    void aStreamThatIsSubscribedAnewIsNotBlamedForALostConnection() {
        want("BTC");
        want("ETH");
        ledger.due(0);
        acknowledge("BTC");
        acknowledge("ETH");
        ledger.renew("BTC", "trades");
        ledger.due(100);

        ledger.onLost("closed with 1006", 200);
        ledger.onOpen();

        assertThat(ledger.due(300))
                .as("both at once; a suspect would have to wait")
                .containsExactly(subscribe("trades", "BTC"), subscribe("trades", "ETH"));
    }
}
