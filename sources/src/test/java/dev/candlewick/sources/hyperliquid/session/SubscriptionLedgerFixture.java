package dev.candlewick.sources.hyperliquid.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.hyperliquid.wire.StreamType;
import dev.candlewick.sources.websocket.connection.ConnectionPolicy;
import dev.candlewick.sources.websocket.connection.SendBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A ledger, and the frames that it sends. */
abstract class SubscriptionLedgerFixture {

    static final long TEN_MINUTES = 600_000;

    final List<String> quarantined = new ArrayList<>();
    final SubscriptionLedger ledger =
            new SubscriptionLedger(
                    ConnectionPolicy.DEFAULT,
                    new SendBudget(2_000),
                    (symbol, why) -> quarantined.add(symbol));

    void quarantineTypo(long now) {
        ledger.due(now);
        ledger.onLost("1006", now);
        ledger.onOpen();
        ledger.due(now);
        ledger.onLost("1006", now);
        ledger.onOpen();
        assertThat(quarantined).containsExactly("typo");
    }

    void want(String... symbols) {
        for (String symbol : symbols) {
            ledger.want(symbol, List.of(StreamType.TRADES.of(symbol)));
        }
    }

    void acknowledge(String symbol) {
        ledger.onAcknowledged(
                new FeedSignal.Acknowledgement(
                        "subscribe", Map.of("type", "trades", "coin", symbol)));
    }

    static String subscribe(String type, String symbol) {
        return "{\"method\":\"subscribe\",\"subscription\":{\"coin\":\"%s\",\"type\":\"%s\"}}"
                .formatted(symbol, type);
    }
}
